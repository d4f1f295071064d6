-- Expressions in schemas of their own are compared in the server's words, too.
CREATE SCHEMA shop;
CREATE TABLE shop.t (id integer);
CREATE TABLE t (id integer);
-- becomes
CREATE SCHEMA shop;
CREATE TYPE shop.mood AS ENUM ('sad', 'ok');
CREATE TABLE shop.t (id integer, price numeric DEFAULT 1 + 1, m shop.mood DEFAULT 'ok', CONSTRAINT ck CHECK (price > 0 AND m <> 'sad'));
CREATE INDEX ix ON shop.t ((price + 1)) WHERE id <> 5;
CREATE VIEW shop.v AS SELECT id FROM shop.t WHERE price > 5;
CREATE TABLE t (id integer, price numeric, CONSTRAINT ck CHECK (price > 3), m shop.mood);
CREATE FUNCTION shop.f(n integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE TRIGGER upd BEFORE UPDATE ON shop.t FOR EACH ROW WHEN (old.id > 5) EXECUTE FUNCTION suppress_redundant_updates_trigger();
CREATE SCHEMA more;
CREATE TABLE more.t (id integer);
