-- Tables of a composite type: it grows, changes an attribute, is left, is taken, and is another.
CREATE TYPE grows AS (a text);
CREATE TYPE changes AS (a integer, b text);
CREATE TYPE mood AS ENUM ('sad', 'ok', 'gone');
CREATE TYPE moody AS (feels mood);
CREATE TABLE of_grows OF grows;
CREATE TABLE of_changes OF changes (a DEFAULT 1, PRIMARY KEY (a));
CREATE TABLE of_moody OF moody;
CREATE TABLE leaves OF grows;
CREATE TABLE takes (a text);
CREATE TABLE turns OF changes;
INSERT INTO of_grows VALUES ('x');
INSERT INTO of_changes VALUES (1, 'y');
INSERT INTO of_moody VALUES ('ok');
-- becomes
CREATE TYPE grows AS (a text, b integer);
CREATE TYPE changes AS (a bigint, b text);
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TYPE moody AS (feels mood);
CREATE TABLE of_grows OF grows;
CREATE TABLE of_changes OF changes (a DEFAULT 1, b NOT NULL, PRIMARY KEY (a));
CREATE TABLE of_moody OF moody;
CREATE TABLE leaves (a text);
CREATE TYPE single AS (a text);
CREATE TABLE takes OF single;
CREATE TABLE turns OF grows;
CREATE TABLE made OF grows;
