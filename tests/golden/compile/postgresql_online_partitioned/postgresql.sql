CREATE UNIQUE INDEX "ix_event_kind" ON ONLY "event" ("kind", "id");
-- outside a transaction
CREATE UNIQUE INDEX CONCURRENTLY "event_2020_kind_id_idx" ON "event_2020" ("kind", "id");
ALTER INDEX "ix_event_kind" ATTACH PARTITION "event_2020_kind_id_idx";
CREATE UNIQUE INDEX "event_2021_kind_id_idx" ON ONLY "event_2021" ("kind", "id");
-- outside a transaction
CREATE UNIQUE INDEX CONCURRENTLY "event_2021_a_kind_id_idx" ON "event_2021_a" ("kind", "id");
ALTER INDEX "event_2021_kind_id_idx" ATTACH PARTITION "event_2021_a_kind_id_idx";
ALTER INDEX "ix_event_kind" ATTACH PARTITION "event_2021_kind_id_idx";
CREATE INDEX "ix_event_late" ON ONLY "event" ("at") WHERE id > 5;
-- outside a transaction
CREATE INDEX CONCURRENTLY "event_2020_at_idx1" ON "event_2020" ("at") WHERE id > 5;
ALTER INDEX "ix_event_late" ATTACH PARTITION "event_2020_at_idx1";
CREATE INDEX "event_2021_at_idx1" ON ONLY "event_2021" ("at") WHERE id > 5;
-- outside a transaction
CREATE INDEX CONCURRENTLY "event_2021_a_at_idx1" ON "event_2021_a" ("at") WHERE id > 5;
ALTER INDEX "event_2021_at_idx1" ATTACH PARTITION "event_2021_a_at_idx1";
ALTER INDEX "ix_event_late" ATTACH PARTITION "event_2021_at_idx1";
