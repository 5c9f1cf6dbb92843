-- CreateEnum
CREATE TYPE "disposition" AS ENUM ('confirmedFraud', 'benign', 'benignTruePositive', 'inconclusive');

-- CreateEnum
CREATE TYPE "model_status" AS ENUM ('candidate', 'challenger', 'champion', 'retired');

-- CreateEnum
CREATE TYPE "model_step" AS ENUM ('challenge', 'promote', 'displace', 'retire', 'rollBack');

-- CreateEnum
CREATE TYPE "training_state" AS ENUM ('queued', 'running', 'done', 'failed', 'cancelled');

-- CreateTable
CREATE TABLE "session_dispositions" (
    "session_id" UUID NOT NULL,
    "disposition" "disposition" NOT NULL,
    "user_id" UUID NOT NULL,
    "disposed_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_dispositions_pkey" PRIMARY KEY ("session_id")
);

-- CreateTable
CREATE TABLE "models" (
    "id" UUID NOT NULL,
    "version" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" "model_status" NOT NULL DEFAULT 'candidate',
    "artifact" JSONB NOT NULL,
    "features" TEXT[],
    "training_from" TIMESTAMPTZ(3) NOT NULL,
    "training_to" TIMESTAMPTZ(3) NOT NULL,
    "validation_from" TIMESTAMPTZ(3) NOT NULL,
    "validation_to" TIMESTAMPTZ(3) NOT NULL,
    "rows" JSONB NOT NULL,
    "data_digest" TEXT NOT NULL,
    "rule_set_version" TEXT NOT NULL,
    "metrics" JSONB NOT NULL,
    "backend" TEXT NOT NULL,
    "training_run_id" UUID NOT NULL,
    "trained_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "models_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "model_status_changes" (
    "id" UUID NOT NULL,
    "model_id" UUID NOT NULL,
    "step" "model_step" NOT NULL,
    "from" "model_status" NOT NULL,
    "to" "model_status" NOT NULL,
    "user_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_status_changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "training_runs" (
    "id" UUID NOT NULL,
    "state" "training_state" NOT NULL DEFAULT 'queued',
    "step" TEXT NOT NULL DEFAULT 'waiting',
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER,
    "error" JSONB,
    "options" JSONB NOT NULL,
    "requested_by" UUID,
    "slot" TIMESTAMPTZ(3),
    "backend" TEXT,
    "worker" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "training_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "drift_reports" (
    "id" UUID NOT NULL,
    "model_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "figures" JSONB NOT NULL,
    "reference_rows" INTEGER NOT NULL,
    "current_rows" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "drift_reports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "drift_alerts" (
    "id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "psi" DOUBLE PRECISION NOT NULL,
    "limit" DOUBLE PRECISION NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "drift_alerts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "models_version_key" ON "models"("version");

-- CreateIndex
CREATE UNIQUE INDEX "models_training_run_id_key" ON "models"("training_run_id");

-- CreateIndex
CREATE INDEX "models_status_idx" ON "models"("status");

-- CreateIndex
CREATE INDEX "model_status_changes_model_id_id_idx" ON "model_status_changes"("model_id", "id");

-- CreateIndex
CREATE INDEX "model_status_changes_step_id_idx" ON "model_status_changes"("step", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "training_runs_slot_key" ON "training_runs"("slot");

-- CreateIndex
CREATE UNIQUE INDEX "drift_reports_model_id_day_key" ON "drift_reports"("model_id", "day");

-- CreateIndex
CREATE UNIQUE INDEX "drift_alerts_report_id_name_key" ON "drift_alerts"("report_id", "name");

-- AddForeignKey
ALTER TABLE "models" ADD CONSTRAINT "models_training_run_id_fkey" FOREIGN KEY ("training_run_id") REFERENCES "training_runs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "model_status_changes" ADD CONSTRAINT "model_status_changes_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "models"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drift_alerts" ADD CONSTRAINT "drift_alerts_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "drift_reports"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- Of models in force there is one champion at most.
CREATE UNIQUE INDEX "models_one_champion" ON "models" ("status") WHERE "status" = 'champion';

-- Checks.
ALTER TABLE "models"
  ADD CONSTRAINT "models_spans_follow_one_another"
    CHECK ("training_from" < "training_to" AND "training_to" <= "validation_from" AND "validation_from" < "validation_to");

ALTER TABLE "training_runs"
  ADD CONSTRAINT "training_runs_leased_while_running"
    CHECK (("state" = 'running') = ("lease_until" IS NOT NULL) AND ("state" = 'running') <= ("worker" IS NOT NULL)),
  ADD CONSTRAINT "training_runs_error_only_when_failed" CHECK (("error" IS NOT NULL) = ("state" = 'failed')),
  ADD CONSTRAINT "training_runs_end" CHECK (("state" IN ('done', 'failed', 'cancelled')) = ("finished_at" IS NOT NULL));

-- A status changes together with its record: the record comes first, in the same transaction, and says who. Four
-- eyes: who promotes has neither trained the model nor made it challenger.
CREATE FUNCTION guard_model_status_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  trainer uuid;
BEGIN
  IF NOT ((NEW.step, NEW."from", NEW."to") IN (
    ('challenge', 'candidate', 'challenger'), ('promote', 'challenger', 'champion'), ('displace', 'champion', 'retired'),
    ('rollBack', 'retired', 'champion'), ('retire', 'candidate', 'retired'), ('retire', 'challenger', 'retired'),
    ('retire', 'champion', 'retired'))) THEN
    RAISE EXCEPTION 'a model cannot % from % to %', NEW.step, NEW."from", NEW."to" USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.step = 'promote' THEN
    SELECT m.trained_by INTO trainer FROM models m WHERE m.id = NEW.model_id;
    IF trainer = NEW.user_id OR EXISTS (
      SELECT FROM model_status_changes c
      WHERE c.model_id = NEW.model_id AND c.step = 'challenge' AND c.user_id = NEW.user_id) THEN
      RAISE EXCEPTION 'model % must be promoted by another person', NEW.model_id USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER guard_model_status_change BEFORE INSERT ON "model_status_changes"
  FOR EACH ROW EXECUTE FUNCTION guard_model_status_change();
CREATE TRIGGER model_status_changes_are_final BEFORE UPDATE OR DELETE ON "model_status_changes"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION guard_model() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last_to model_status;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'candidate' THEN
      RAISE EXCEPTION 'a model begins as candidate, not as %', NEW.status USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF to_jsonb(NEW) - 'status' IS DISTINCT FROM to_jsonb(OLD) - 'status' THEN
    RAISE EXCEPTION 'model % is final but for its status', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status <> OLD.status THEN
    SELECT c."to" INTO last_to FROM model_status_changes c
      WHERE c.model_id = NEW.id AND c."from" = OLD.status ORDER BY c.id DESC LIMIT 1;
    IF last_to IS DISTINCT FROM NEW.status THEN
      RAISE EXCEPTION 'nobody has moved model % from % to %', NEW.id, OLD.status, NEW.status
        USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER guard_model BEFORE INSERT OR UPDATE ON "models" FOR EACH ROW EXECUTE FUNCTION guard_model();
CREATE TRIGGER models_are_kept BEFORE DELETE ON "models" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Training that has ended stays as it ended.
CREATE FUNCTION guard_training_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state IN ('done', 'failed', 'cancelled') THEN
    RAISE EXCEPTION 'training run % has ended as %', OLD.id, OLD.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER guard_training_run BEFORE UPDATE ON "training_runs" FOR EACH ROW EXECUTE FUNCTION guard_training_run();

-- Every process that decides hears that what it decides with has changed, when it commits.
CREATE FUNCTION announce_models() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('engine_changed', 'models');
  RETURN NULL;
END
$$;

CREATE TRIGGER announce_models AFTER UPDATE OF "status" ON "models" FOR EACH STATEMENT EXECUTE FUNCTION announce_models();

