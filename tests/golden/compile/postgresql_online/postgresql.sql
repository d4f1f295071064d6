ALTER TABLE "book" ADD COLUMN "pages" integer;
-- outside a transaction
CREATE INDEX CONCURRENTLY "ix_book_title" ON "book" ("title");
-- outside a transaction
DROP INDEX CONCURRENTLY "ix_book_price";
-- outside a transaction
CREATE UNIQUE INDEX CONCURRENTLY "pk_book" ON "book" ("id");
ALTER TABLE "book" ADD CONSTRAINT "pk_book" PRIMARY KEY USING INDEX "pk_book";
-- outside a transaction
CREATE UNIQUE INDEX CONCURRENTLY "uq_book_title" ON "book" ("title");
ALTER TABLE "book"
    ADD CONSTRAINT "uq_book_title" UNIQUE USING INDEX "uq_book_title" DEFERRABLE INITIALLY DEFERRED,
    ADD CONSTRAINT "fk_book_author_id" FOREIGN KEY ("author_id") REFERENCES "author" ("id") ON DELETE CASCADE NOT VALID;
-- outside a transaction
ALTER TABLE "book" VALIDATE CONSTRAINT "fk_book_author_id" /* online */;
ALTER TABLE "book" ADD CONSTRAINT "ck_book_price" CHECK (price > 0) NOT VALID;
-- outside a transaction
ALTER TABLE "book" VALIDATE CONSTRAINT "ck_book_price" /* online */;
ALTER TABLE "book"
    ADD CONSTRAINT "ck_book_pages" CHECK (pages > 0) NOT VALID,
    ALTER COLUMN "price" TYPE bigint,
    ADD CONSTRAINT "book_price_not_null_check" CHECK ("price" IS NOT NULL) NOT VALID;
-- outside a transaction
ALTER TABLE "book" VALIDATE CONSTRAINT "book_price_not_null_check" /* online */;
ALTER TABLE "book" ALTER COLUMN "price" SET NOT NULL;
ALTER TABLE "book" DROP CONSTRAINT "book_price_not_null_check";
ALTER TABLE "book" ADD CONSTRAINT "book_title_not_null_check" CHECK ("title" IS NOT NULL) NOT VALID;
-- outside a transaction
ALTER TABLE "book" VALIDATE CONSTRAINT "book_title_not_null_check" /* online */;
ALTER TABLE "book" ALTER COLUMN "title" SET NOT NULL;
ALTER TABLE "book" DROP CONSTRAINT "book_title_not_null_check";
