DROP TABLE "book";
