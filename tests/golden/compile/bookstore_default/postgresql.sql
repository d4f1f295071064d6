ALTER TABLE "book"
    ADD COLUMN "pages" integer DEFAULT 0 NOT NULL,
    ADD COLUMN "language" character varying(2) DEFAULT 'en' NOT NULL;
