-- An enum that loses a value is read by generated columns, alone and together with another.
CREATE TYPE st AS ENUM ('x', 'y');
CREATE TABLE t (id integer PRIMARY KEY, st st, other st DEFAULT 'x',
    g text GENERATED ALWAYS AS (CASE WHEN st = 'x' THEN 'ex' ELSE 'other' END) STORED,
    alike boolean GENERATED ALWAYS AS (st = other) STORED);
CREATE INDEX ON t (g);
CREATE TABLE plain (st st, many st[]);
INSERT INTO t VALUES (1, 'x', 'x');
-- becomes
CREATE TYPE st AS ENUM ('x', 'z');
CREATE TABLE t (id integer PRIMARY KEY, st st, other st DEFAULT 'x',
    g text GENERATED ALWAYS AS (CASE WHEN st = 'x' THEN 'ex' ELSE 'other' END) STORED,
    alike boolean GENERATED ALWAYS AS (st = other) STORED);
CREATE INDEX ON t (g);
CREATE TABLE plain (st st, many st[]);
