-- Extensions in a schema of their own, their types and operator classes.
CREATE SCHEMA ext;
CREATE TABLE t (id integer);
-- becomes
CREATE SCHEMA ext;
CREATE EXTENSION citext SCHEMA ext;
CREATE EXTENSION pg_trgm SCHEMA ext;
CREATE TABLE t (id integer, name ext.citext DEFAULT 'x'::ext.citext, other ext.citext[]);
CREATE INDEX ix ON t USING gin ((name::text) ext.gin_trgm_ops);
