-- A table becomes an heir, and gets the columns and checks that this takes; another is an heir no more.
CREATE TABLE thing (id integer, name text, CONSTRAINT thing_id CHECK (id > 0));
CREATE TABLE toy (age integer);
CREATE TABLE other (size integer);
CREATE TABLE ball (id integer, name text, CONSTRAINT thing_id CHECK (id > 0), size integer);
ALTER TABLE ball INHERIT thing;
ALTER TABLE ball INHERIT other;
-- becomes
CREATE TABLE thing (id bigint, name varchar(8), CONSTRAINT thing_id CHECK (id > 1), CONSTRAINT thing_name CHECK (name <> '') NO INHERIT);
CREATE TABLE toy (id bigint DEFAULT 3, name varchar(8), age integer, CONSTRAINT thing_id CHECK (id > 1));
ALTER TABLE toy INHERIT thing;
CREATE TABLE other (size integer);
CREATE TABLE ball (id integer, size integer);
ALTER TABLE ball INHERIT other;
