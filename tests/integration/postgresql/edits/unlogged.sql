-- From version 15 the sequence of an unlogged table is unlogged, unless it was made by itself.
CREATE TABLE kept (id serial PRIMARY KEY);
-- becomes
CREATE TABLE kept (id serial PRIMARY KEY);
CREATE UNLOGGED TABLE rate (id serial PRIMARY KEY, n integer GENERATED ALWAYS AS IDENTITY);
CREATE UNLOGGED TABLE limits (id bigint NOT NULL);
CREATE SEQUENCE limits_id_seq;
ALTER SEQUENCE limits_id_seq OWNED BY limits.id;
ALTER TABLE limits ALTER COLUMN id SET DEFAULT nextval('limits_id_seq');
