ALTER TABLE "box" RENAME CONSTRAINT "pk_box" TO "box_pkey";
ALTER TABLE "box" RENAME CONSTRAINT "uq_label" TO "box_label_key";
ALTER TABLE "box" RENAME CONSTRAINT "fk_box_shelf_id" TO "box_shelf_id_fkey";
ALTER INDEX "ix_size" RENAME TO "box_size_idx";
