CREATE TYPE mood AS ENUM ('a','b','c');
CREATE DOMAIN md AS mood CHECK (VALUE <> 'a');
CREATE TYPE comp AS (m mood, n int);
CREATE TABLE t (id int PRIMARY KEY, m mood, d md, c comp, cc comp[]);
INSERT INTO t VALUES (1,'a','b',('a',1),ARRAY[('b',2)::comp]);
-- becomes
CREATE TYPE mood AS ENUM ('a','b','d');
CREATE DOMAIN md AS mood CHECK (VALUE <> 'a');
CREATE TYPE comp AS (m mood, n int);
CREATE TABLE t (id int PRIMARY KEY, m mood, d md, c comp, cc comp[]);
