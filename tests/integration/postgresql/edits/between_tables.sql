CREATE TABLE stays (id int);
-- becomes
CREATE TABLE base (a int, b text);
CREATE DOMAIN d AS base;
CREATE TABLE uses (id int PRIMARY KEY, dcol d);
CREATE TABLE behind (id int REFERENCES uses);
CREATE FUNCTION next_id() RETURNS int LANGUAGE sql AS 'SELECT max(a) + 1 FROM base';
CREATE TABLE counted (id int DEFAULT next_id());
CREATE FUNCTION uses_check(r uses) RETURNS boolean LANGUAGE plpgsql AS 'BEGIN RETURN r.dcol IS NOT NULL; END';
CREATE FUNCTION own_id() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN (SELECT max(id) + 1 FROM own); END';
CREATE TABLE own (id int DEFAULT own_id());
CREATE TABLE stays (id int, n int DEFAULT own_id());
