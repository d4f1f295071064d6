DROP TABLE "author";
