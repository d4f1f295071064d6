ALTER TABLE "t"
    ALTER COLUMN "a" DROP DEFAULT,
    ALTER COLUMN "a" TYPE integer USING "a"::integer,
    ALTER COLUMN "a" SET DEFAULT 1,
    ALTER COLUMN "b" TYPE boolean USING ("b" <> 0),
    ALTER COLUMN "c" TYPE character varying(10),
    ALTER COLUMN "c" DROP NOT NULL,
    ALTER COLUMN "id" TYPE bigint;
