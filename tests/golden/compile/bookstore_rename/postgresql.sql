ALTER TABLE "book" RENAME COLUMN "name" TO "title";
ALTER TABLE "book" ALTER COLUMN "title" TYPE character varying(50);
