-- What is said of constraints, types, columns of views and schemas.
CREATE SCHEMA shop;
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TYPE place AS (street text, number integer);
CREATE DOMAIN email AS text CONSTRAINT has_at CHECK (VALUE ~ '@');
CREATE TABLE t (id integer PRIMARY KEY, n integer CONSTRAINT "my.check" CHECK (n > 0), m mood CONSTRAINT other CHECK (m <> 'sad'));
CREATE VIEW v AS SELECT id FROM t;
COMMENT ON CONSTRAINT other ON t IS 'stays';
COMMENT ON TYPE place IS 'was';
-- becomes
CREATE SCHEMA shop;
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TYPE place AS (street text, number integer);
CREATE DOMAIN email AS text CONSTRAINT has_at CHECK (VALUE ~ '@');
CREATE TABLE t (id integer PRIMARY KEY, n integer CONSTRAINT "my.check" CHECK (n > 0), m mood CONSTRAINT other CHECK (m = 'ok'));
CREATE VIEW v AS SELECT id, n FROM t;
COMMENT ON SCHEMA shop IS 'sells';
COMMENT ON SCHEMA public IS 'for all';
COMMENT ON CONSTRAINT other ON t IS 'stays';
COMMENT ON CONSTRAINT "my.check" ON t IS 'it''s more';
COMMENT ON CONSTRAINT t_pkey ON t IS 'key';
COMMENT ON CONSTRAINT has_at ON DOMAIN email IS 'at';
COMMENT ON TYPE mood IS 'how one feels';
COMMENT ON TYPE place IS 'is';
COMMENT ON COLUMN place.street IS 'with number?';
COMMENT ON COLUMN v.id IS 'of t';
