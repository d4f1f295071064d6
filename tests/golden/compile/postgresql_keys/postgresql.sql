-- outside a transaction
CREATE INDEX CONCURRENTLY "ix_room_name" ON "room" ((lower(name)) NULLS LAST) INCLUDE ("id") WHERE name IS NOT NULL;
ALTER TABLE "room"
    ADD CONSTRAINT "ex_room" EXCLUDE USING gist (during WITH &&),
    ADD CONSTRAINT "ck_room" CHECK (name <> '') NOT VALID;
