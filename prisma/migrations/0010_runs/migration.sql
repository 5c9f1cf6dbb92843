-- Trainings, replays and exports are runs: one table, one lease, one way to cancel. Rows keep their ids.

-- CreateEnum
CREATE TYPE "run_kind" AS ENUM ('training', 'replay', 'export');

-- CreateEnum
CREATE TYPE "run_state" AS ENUM ('queued', 'running', 'done', 'failed', 'cancelled');

-- CreateTable
CREATE TABLE "runs" (
    "id" UUID NOT NULL,
    "kind" "run_kind" NOT NULL,
    "state" "run_state" NOT NULL DEFAULT 'queued',
    "step" TEXT NOT NULL DEFAULT 'waiting',
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER,
    "error" JSONB,
    "request" JSONB NOT NULL,
    "result" JSONB,
    "requested_by" UUID,
    "slot" TIMESTAMPTZ(3),
    "worker" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "replay_reports" (
    "run_id" UUID NOT NULL,
    "report" JSONB NOT NULL,

    CONSTRAINT "replay_reports_pkey" PRIMARY KEY ("run_id")
);

INSERT INTO "runs" ("id", "kind", "state", "step", "done", "total", "error", "request", "result", "requested_by", "slot",
                    "worker", "lease_until", "attempts", "created_at", "started_at", "finished_at")
SELECT t."id", 'training', t."state"::text::"run_state", t."step", t."done", t."total", t."error", t."options",
       CASE WHEN t."state" = 'done' THEN jsonb_build_object('modelId', m."id", 'backend', t."backend") END,
       t."requested_by", t."slot", t."worker", t."lease_until", t."attempts", t."created_at", t."started_at", t."finished_at"
FROM "training_runs" t LEFT JOIN "models" m ON m."training_run_id" = t."id";

INSERT INTO "runs" ("id", "kind", "state", "step", "done", "total", "error", "request", "result", "requested_by",
                    "worker", "lease_until", "attempts", "created_at", "started_at", "finished_at")
SELECT "id", 'replay', "state"::text::"run_state",
       CASE "state" WHEN 'queued' THEN 'waiting' WHEN 'done' THEN 'ended' ELSE 'replaying' END,
       "done", "total", "error", "question",
       CASE WHEN "state" = 'done' THEN jsonb_build_object('sessions', "report" -> 'sessions',
         'decisions', "report" -> 'decisions', 'changed', "report" -> 'changed' -> 'hits') END, "requested_by",
       "worker", "lease_until", "attempts", "created_at", "started_at", "finished_at"
FROM "replays";

INSERT INTO "replay_reports" ("run_id", "report") SELECT "id", "report" FROM "replays" WHERE "report" IS NOT NULL;

-- Exports had no lease: one that was being written is begun again by the job whose outbox row still stands.
INSERT INTO "runs" ("id", "kind", "state", "step", "done", "total", "error", "request", "result", "requested_by",
                    "attempts", "created_at", "finished_at")
SELECT "id", 'export', CASE "state" WHEN 'running' THEN 'queued' ELSE "state"::text END::"run_state",
       CASE "state" WHEN 'done' THEN 'ended' WHEN 'failed' THEN 'writing' ELSE 'waiting' END, "rows_done", "rows_total",
       CASE WHEN "state" = 'failed' THEN '{"code": "internal"}'::jsonb END,
       CASE
         WHEN "kind" = 'evidence' THEN jsonb_build_object('kind', "kind",
           'from', floor(extract(epoch FROM "from") * 1000)::bigint, 'to', floor(extract(epoch FROM "to") * 1000)::bigint)
         WHEN "kind" = 'sessions' THEN jsonb_build_object('kind', "kind", 'filter', "filter", 'withAddresses', "with_addresses")
         WHEN "filter" IS NULL THEN jsonb_build_object('kind', "kind")
         ELSE jsonb_build_object('kind', "kind", 'filter', "filter")
       END,
       CASE WHEN "state" = 'done' THEN jsonb_build_object('file', "file", 'rows', "rows_done") END,
       "requested_by", CASE "state" WHEN 'done' THEN 1 ELSE 0 END, "created_at",
       CASE WHEN "state" IN ('done', 'failed') THEN coalesce("finished_at", "created_at") END
FROM "exports";

-- DropForeignKey
ALTER TABLE "models" DROP CONSTRAINT "models_training_run_id_fkey";

-- DropTable
DROP TABLE "exports";

-- DropTable
DROP TABLE "training_runs";

-- DropTable
DROP TABLE "replays";

-- DropEnum
DROP TYPE "export_state";

-- DropEnum
DROP TYPE "training_state";

-- DropEnum
DROP TYPE "replay_state";

DROP FUNCTION guard_training_run();

-- CreateIndex
CREATE INDEX "runs_kind_id_idx" ON "runs"("kind", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "runs_kind_slot_key" ON "runs"("kind", "slot");

-- AddForeignKey
ALTER TABLE "models" ADD CONSTRAINT "models_training_run_id_fkey" FOREIGN KEY ("training_run_id") REFERENCES "runs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "replay_reports" ADD CONSTRAINT "replay_reports_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "runs"
  ADD CONSTRAINT "runs_leased_while_running"
    CHECK (("state" = 'running') = ("lease_until" IS NOT NULL) AND ("state" = 'running') <= ("worker" IS NOT NULL)),
  ADD CONSTRAINT "runs_error_only_when_failed" CHECK (("error" IS NOT NULL) = ("state" = 'failed')),
  ADD CONSTRAINT "runs_result_only_when_done" CHECK (("result" IS NOT NULL) = ("state" = 'done')),
  ADD CONSTRAINT "runs_end" CHECK (("state" IN ('done', 'failed', 'cancelled')) = ("finished_at" IS NOT NULL)),
  ADD CONSTRAINT "runs_requested_by_somebody" CHECK ("requested_by" IS NOT NULL OR "kind" = 'training');

-- What was requested stays, and a run that has ended stays as it ended. Whoever waits for a replay finds its figures
-- where it says that it is done.
CREATE FUNCTION guard_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state IN ('done', 'failed', 'cancelled') THEN
    RAISE EXCEPTION 'run % has ended as %', OLD.id, OLD.state USING ERRCODE = 'check_violation';
  END IF;
  IF (NEW.id, NEW.kind, NEW.request, NEW.requested_by, NEW.slot)
     IS DISTINCT FROM (OLD.id, OLD.kind, OLD.request, OLD.requested_by, OLD.slot) THEN
    RAISE EXCEPTION 'what run % was requested for is final', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.kind = 'replay' AND NEW.state = 'done'
     AND NOT EXISTS (SELECT FROM replay_reports r WHERE r.run_id = NEW.id) THEN
    RAISE EXCEPTION 'replay % has no report', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER guard_run BEFORE UPDATE ON "runs" FOR EACH ROW EXECUTE FUNCTION guard_run();
