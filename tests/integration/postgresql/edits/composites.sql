-- Composite types in use: attributes come in between, change places, change types, are of a type that changes, too.
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TYPE middle AS (a integer, c integer);
CREATE TYPE moody AS (at date, mood mood);
CREATE TYPE nested AS (one middle, many middle[], note text);
CREATE TYPE places AS ("Big" integer, small text);
CREATE TABLE t (id integer PRIMARY KEY, m middle DEFAULT ROW(1, 2), ms middle[], moody moody, n nested, ns nested[], p places);
CREATE VIEW v AS SELECT (t.m).a AS a, p FROM t;
CREATE FUNCTION sum_of(m middle) RETURNS integer LANGUAGE sql AS 'SELECT m.a + m.c';
INSERT INTO t VALUES (1, ROW(1, 2), ARRAY[ROW(3, 4)::middle, NULL, ROW(NULL, NULL)::middle], ROW('2020-01-01', 'happy'),
    ROW(ROW(5, 6), ARRAY[ROW(7, 8)::middle], 'a,"b"'), '{}', ROW(1, 'x'));
INSERT INTO t VALUES (2, NULL, NULL, ROW(NULL, NULL), ROW(NULL, NULL, NULL), NULL, NULL);
-- becomes
CREATE TYPE mood AS ENUM ('ok', 'happy');
CREATE TYPE middle AS (a bigint, b text, c integer);
CREATE TYPE moody AS (at date, why text, mood mood);
CREATE TYPE nested AS (one middle, many middle[], note text);
CREATE TYPE places AS (small text, "Big" integer);
CREATE TABLE t (id integer PRIMARY KEY, m middle DEFAULT ROW(1, 'b', 2), ms middle[], moody moody, n nested, ns nested[], p places);
CREATE VIEW v AS SELECT (t.m).a AS a, p FROM t;
CREATE FUNCTION sum_of(m middle) RETURNS integer LANGUAGE sql AS 'SELECT m.a::integer + m.c';
