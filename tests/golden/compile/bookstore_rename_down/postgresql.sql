ALTER TABLE "book" RENAME COLUMN "title" TO "name";
ALTER TABLE "book" ALTER COLUMN "name" TYPE character varying(30);
