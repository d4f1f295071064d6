ALTER DOMAIN "email" RENAME TO "mail";
ALTER DOMAIN "shop"."email" RENAME TO "the mail";
ALTER TYPE "address" RENAME TO "place";
ALTER SEQUENCE "ids" RENAME TO "numbers";
ALTER TABLE "author" ADD COLUMN "n" integer;
