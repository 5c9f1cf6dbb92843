-- What analysts do with the queue: who works on what, who looks, what was decided and may still be undone;
-- saved filters and searches; the hours that dashboards add up; the minutes of the outage meter.

-- CreateTable
CREATE TABLE "queue_claims" (
    "session_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "queue_claims_pkey" PRIMARY KEY ("session_id")
);

-- CreateTable
CREATE TABLE "queue_viewers" (
    "session_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "queue_viewers_pkey" PRIMARY KEY ("session_id","user_id")
);

-- CreateTable
CREATE TABLE "pending_reviews" (
    "session_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "action" "review_action" NOT NULL,
    "user_id" UUID NOT NULL,
    "comment" TEXT,
    "reviewed_at" TIMESTAMPTZ(3) NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,
    "effective_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pending_reviews_pkey" PRIMARY KEY ("session_id")
);

-- CreateTable
CREATE TABLE "queue_changes" (
    "number" BIGSERIAL NOT NULL,
    "session_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "queue_changes_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "saved_filters" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "query" JSONB NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_filters_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "searches" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "target" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "searches_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dashboard_hours" (
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "figures" JSONB,
    "marks" INTEGER NOT NULL DEFAULT 1,
    "counted_at" TIMESTAMPTZ(3),

    CONSTRAINT "dashboard_hours_pkey" PRIMARY KEY ("hour")
);

-- CreateTable
CREATE TABLE "dashboard_progress" (
    "name" TEXT NOT NULL,
    "counted_to" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dashboard_progress_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "service_minutes" (
    "minute" TIMESTAMPTZ(3) NOT NULL,
    "process_id" UUID NOT NULL,
    "able" BOOLEAN NOT NULL,
    "answered" INTEGER NOT NULL,
    "refused" INTEGER NOT NULL,

    CONSTRAINT "service_minutes_pkey" PRIMARY KEY ("minute","process_id")
);

-- AlterTable
ALTER TABLE "exports" ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'sessions',
ADD COLUMN "filter" JSONB;

-- CreateIndex
CREATE INDEX "queue_claims_expires_at_idx" ON "queue_claims"("expires_at");

-- CreateIndex
CREATE INDEX "queue_claims_user_id_idx" ON "queue_claims"("user_id");

-- CreateIndex
CREATE INDEX "queue_viewers_expires_at_idx" ON "queue_viewers"("expires_at");

-- CreateIndex
CREATE INDEX "queue_changes_at_idx" ON "queue_changes"("at");

-- CreateIndex
CREATE INDEX "saved_filters_user_id_id_idx" ON "saved_filters"("user_id", "id");

-- CreateIndex
CREATE INDEX "searches_expires_at_idx" ON "searches"("expires_at");

-- CreateIndex
CREATE INDEX "session_dispositions_updated_at_idx" ON "session_dispositions"("updated_at");

-- AddForeignKey
ALTER TABLE "queue_claims" ADD CONSTRAINT "queue_claims_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "console_users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "queue_viewers" ADD CONSTRAINT "queue_viewers_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "console_users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pending_reviews" ADD CONSTRAINT "pending_reviews_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "console_users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_filters" ADD CONSTRAINT "saved_filters_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "console_users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- Changes of rows are kept for an hour, for consoles that lost their connection: whoever finds their number no
-- longer there reads everything again. So they need not survive a crash, and cost no log.
ALTER TABLE "queue_changes" SET UNLOGGED;

-- Checks.
ALTER TABLE "saved_filters"
  ADD CONSTRAINT "saved_filters_have_a_name" CHECK (length("name") BETWEEN 1 AND 80);
ALTER TABLE "pending_reviews"
  ADD CONSTRAINT "pending_reviews_end_later" CHECK ("effective_at" > "entered_at");

-- The queue by risk. Of a session's decisions the delivery's stands, unless the release was blocked after it:
-- allowing releases are in no index. `flagged` is what the queue shows, so its index is the small one.
CREATE INDEX "decisions_by_risk" ON "decisions" ("score" DESC, "session_id" DESC)
  WHERE "stage" = 'delivery' OR "outcome" = 'block';
CREATE INDEX "decisions_flagged_by_risk" ON "decisions" ("score" DESC, "session_id" DESC)
  WHERE ("stage" = 'delivery' OR "outcome" = 'block') AND "outcome" <> 'allow';
CREATE INDEX "decisions_flagged" ON "decisions" ("session_id" DESC)
  WHERE ("stage" = 'delivery' OR "outcome" = 'block') AND "outcome" <> 'allow';
CREATE INDEX "decisions_by_fallback" ON "decisions" ("session_id" DESC) WHERE "decided_by" = 'fallback';
CREATE INDEX "decisions_flagged_reasons" ON "decisions" USING GIN ("reasons" jsonb_path_ops)
  WHERE "outcome" <> 'allow';
CREATE INDEX "sessions_reported" ON "sessions" ("id" DESC) WHERE "reported_at" IS NOT NULL;

-- Few hours are waiting to be counted (again) at any time.
CREATE INDEX "dashboard_hours_stale" ON "dashboard_hours" ("hour" DESC) WHERE "counted_at" IS NULL;

-- Words of what the relying party showed, in any language: no stemming.
CREATE INDEX "sessions_shown_words" ON "sessions" USING GIN (jsonb_to_tsvector('simple', "interactions", '["string"]'));

-- Each change of what a row of the queue shows gets a number, by which a console catches up.
CREATE OR REPLACE FUNCTION announce_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR NEW.state <> OLD.state OR NEW.reported_at IS DISTINCT FROM OLD.reported_at THEN
    PERFORM pg_notify('session_changed', json_build_object(
      'sessionId', NEW.id, 'state', NEW.state, 'subjectId', NEW.subject_id)::text);
    IF TG_OP = 'UPDATE' THEN
      INSERT INTO queue_changes (session_id, at) VALUES (NEW.id, clock_timestamp());
    END IF;
  END IF;
  RETURN NULL;
END
$$;

-- Who works on a session, who looks at it and what was decided are news of its row. The person's phones are not
-- named, so that they do not wake.
CREATE FUNCTION announce_queue_row() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed_id uuid;
  now_state session_state;
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.user_id = OLD.user_id THEN RETURN NULL; END IF;
  changed_id := CASE TG_OP WHEN 'DELETE' THEN OLD.session_id ELSE NEW.session_id END;
  SELECT s.state INTO now_state FROM sessions s WHERE s.id = changed_id;
  IF now_state IS NULL THEN RETURN NULL; END IF;
  INSERT INTO queue_changes (session_id, at) VALUES (changed_id, clock_timestamp());
  PERFORM pg_notify('session_changed', json_build_object(
    'sessionId', changed_id, 'state', now_state, 'subjectId', NULL)::text);
  RETURN NULL;
END
$$;

CREATE TRIGGER announce_claim AFTER INSERT OR UPDATE OR DELETE ON "queue_claims"
  FOR EACH ROW EXECUTE FUNCTION announce_queue_row();
CREATE TRIGGER announce_viewer AFTER INSERT OR DELETE ON "queue_viewers"
  FOR EACH ROW EXECUTE FUNCTION announce_queue_row();
CREATE TRIGGER announce_pending_review AFTER INSERT OR DELETE ON "pending_reviews"
  FOR EACH ROW EXECUTE FUNCTION announce_queue_row();
