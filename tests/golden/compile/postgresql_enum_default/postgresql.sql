ALTER TYPE "mood" RENAME TO "mood__old";
CREATE TYPE "mood" AS ENUM ('happy');
ALTER TABLE "author"
    ALTER COLUMN "feels" DROP DEFAULT,
    ALTER COLUMN "feels" TYPE "mood" USING "feels"::text::"mood",
    ALTER COLUMN "felt" DROP DEFAULT,
    ALTER COLUMN "felt" TYPE "mood" USING "felt"::text::"mood",
    ALTER COLUMN "felt" SET DEFAULT 'happy'::mood;
DROP TYPE "mood__old";
ALTER TABLE "author" ALTER COLUMN "feels" DROP DEFAULT;
