-- A serial's sequence outlives its default, and becomes one again.
CREATE TABLE history (id bigserial PRIMARY KEY, user_id bigserial NOT NULL);
-- becomes
CREATE TABLE history (id bigserial PRIMARY KEY, user_id bigserial NOT NULL);
ALTER TABLE history ALTER COLUMN user_id DROP DEFAULT;
