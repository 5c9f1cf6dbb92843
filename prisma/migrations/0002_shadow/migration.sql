-- What a decision was made with besides features, rules and models, and what rules and models in shadow
-- would have decided. Rows of before have neither.

-- AlterTable
ALTER TABLE "decisions" ADD COLUMN "basis" JSONB,
ADD COLUMN "shadow" JSONB;
