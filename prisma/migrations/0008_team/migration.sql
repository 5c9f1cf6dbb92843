-- CreateEnum
CREATE TYPE "replay_state" AS ENUM ('queued', 'running', 'done', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "quality_kind" AS ENUM ('review', 'case');

-- CreateEnum
CREATE TYPE "quality_opinion" AS ENUM ('agree', 'disagree');

-- AlterTable
ALTER TABLE "exports" ADD COLUMN     "with_addresses" BOOLEAN NOT NULL DEFAULT false,
ALTER COLUMN "from" DROP NOT NULL,
ALTER COLUMN "to" DROP NOT NULL,
ALTER COLUMN "kind" SET DEFAULT 'evidence';

-- CreateTable
CREATE TABLE "replays" (
    "id" UUID NOT NULL,
    "state" "replay_state" NOT NULL DEFAULT 'queued',
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER,
    "error" JSONB,
    "question" JSONB NOT NULL,
    "report" JSONB,
    "requested_by" UUID NOT NULL,
    "worker" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "replays_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quality_verdicts" (
    "id" UUID NOT NULL,
    "kind" "quality_kind" NOT NULL,
    "object_id" UUID NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" UUID NOT NULL,
    "opinion" "quality_opinion" NOT NULL,
    "reason" TEXT,
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "quality_verdicts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team_notices" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "verdict_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "team_notices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "handover_notes" (
    "id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "shift_from" TIMESTAMPTZ(3) NOT NULL,
    "shift_to" TIMESTAMPTZ(3) NOT NULL,
    "case_ids" UUID[],
    "session_ids" UUID[],
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "handover_notes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "handover_acknowledgements" (
    "note_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "handover_acknowledgements_pkey" PRIMARY KEY ("note_id","user_id")
);

-- CreateIndex
CREATE INDEX "quality_verdicts_decided_by_at_idx" ON "quality_verdicts"("decided_by", "at");

-- CreateIndex
CREATE UNIQUE INDEX "quality_verdicts_kind_object_id_decided_at_key" ON "quality_verdicts"("kind", "object_id", "decided_at");

-- CreateIndex
CREATE UNIQUE INDEX "team_notices_verdict_id_key" ON "team_notices"("verdict_id");

-- CreateIndex
CREATE INDEX "team_notices_user_id_id_idx" ON "team_notices"("user_id", "id" DESC);

-- AddForeignKey
ALTER TABLE "team_notices" ADD CONSTRAINT "team_notices_verdict_id_fkey" FOREIGN KEY ("verdict_id") REFERENCES "quality_verdicts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover_acknowledgements" ADD CONSTRAINT "handover_acknowledgements_note_id_fkey" FOREIGN KEY ("note_id") REFERENCES "handover_notes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- Until now every export was the evidence of a period.
UPDATE "exports" SET "kind" = 'evidence';
ALTER TABLE "exports"
  ADD CONSTRAINT "exports_of_evidence_have_a_period"
    CHECK ("kind" <> 'evidence' OR ("from" IS NOT NULL AND "to" IS NOT NULL));

-- Whoever waits for a replay finds its figures where it says that it is done.
ALTER TABLE "replays"
  ADD CONSTRAINT "replays_that_are_done_have_a_report" CHECK ("state" <> 'done' OR "report" IS NOT NULL);

-- A second look is somebody else's, and whoever disagrees says why.
ALTER TABLE "quality_verdicts"
  ADD CONSTRAINT "quality_verdicts_are_of_another_person" CHECK ("by_id" <> "decided_by"),
  ADD CONSTRAINT "quality_verdicts_that_disagree_say_why" CHECK ("opinion" = 'agree' OR "reason" IS NOT NULL);
ALTER TABLE "handover_notes"
  ADD CONSTRAINT "handover_notes_are_of_a_shift" CHECK ("shift_from" < "shift_to");

CREATE FUNCTION keep_quality_verdict() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a verdict of quality is never changed or removed';
END
$$;
CREATE TRIGGER keep_quality_verdict BEFORE UPDATE OR DELETE ON "quality_verdicts"
  FOR EACH ROW EXECUTE FUNCTION keep_quality_verdict();

-- Of the cases that were closed, the newest closings.
CREATE INDEX "cases_closed" ON "cases" ("closed_at" DESC) WHERE "state" = 'closed';
