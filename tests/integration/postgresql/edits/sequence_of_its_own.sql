-- A serial's sequence outlives its default, and becomes one again.
CREATE TABLE history (id bigserial PRIMARY KEY, user_id bigserial NOT NULL);
CREATE TABLE codes (id serial PRIMARY KEY);
-- becomes
CREATE TABLE kept (id serial PRIMARY KEY);
ALTER TABLE kept RENAME CONSTRAINT kept_pkey TO kept_key;
ALTER SEQUENCE kept_id_seq RENAME TO codes_id_seq;
CREATE TABLE codes (id serial PRIMARY KEY);
CREATE TABLE history (id bigserial PRIMARY KEY, user_id bigserial NOT NULL);
ALTER TABLE history ALTER COLUMN user_id DROP DEFAULT;
