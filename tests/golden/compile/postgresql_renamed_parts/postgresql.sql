ALTER TABLE "sale" RENAME TO "sold";
ALTER TABLE "sold" RENAME COLUMN "shop" TO "store";
COMMENT ON TABLE "sold" IS 'by store';
COMMENT ON TABLE "sale_a" IS 'the first';
