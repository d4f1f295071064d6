ALTER TYPE "mood" ADD VALUE 'ok' BEFORE 'happy';
ALTER TYPE "mood" ADD VALUE 'over the moon';
ALTER TYPE "mood" RENAME TO "mood__old";
CREATE TYPE "mood" AS ENUM ('happy', 'sad');
ALTER TABLE "author"
    ALTER COLUMN "feels" DROP DEFAULT,
    ALTER COLUMN "feels" TYPE "mood" USING "feels"::text::"mood",
    ALTER COLUMN "feels" SET DEFAULT 'sad'::mood;
DROP TYPE "mood__old";
CREATE TYPE "author_kind" AS ENUM ('a', 'b');
ALTER TABLE "author" ADD COLUMN "kind" author_kind;
