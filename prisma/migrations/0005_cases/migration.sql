-- CreateEnum
CREATE TYPE "case_kind" AS ENUM ('case', 'campaign');

-- CreateEnum
CREATE TYPE "case_state" AS ENUM ('open', 'escalated', 'closed', 'merged');

-- CreateEnum
CREATE TYPE "case_severity" AS ENUM ('low', 'medium', 'high', 'critical');

-- CreateEnum
CREATE TYPE "reveal_policy" AS ENUM ('single', 'second');

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "initiator_address_key" TEXT,
ADD COLUMN     "initiator_network_key" TEXT,
ADD COLUMN     "phone_network_key" TEXT,
ADD COLUMN     "template_key" TEXT,
ADD COLUMN     "tracking_key" TEXT;

-- CreateTable
CREATE TABLE "cases" (
    "id" UUID NOT NULL,
    "kind" "case_kind" NOT NULL,
    "title" TEXT NOT NULL,
    "state" "case_state" NOT NULL DEFAULT 'open',
    "severity" "case_severity" NOT NULL,
    "assignee_id" UUID,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_by" UUID,
    "disposition" "disposition",
    "scam_type" TEXT,
    "loss_minor" BIGINT,
    "loss_currency" TEXT,
    "recovered_minor" BIGINT,
    "closed_at" TIMESTAMPTZ(3),
    "closed_by" UUID,
    "merged_into_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cases_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_sessions" (
    "case_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "is_open" BOOLEAN NOT NULL DEFAULT true,
    "moved_from_id" UUID,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "added_by" UUID,

    CONSTRAINT "case_sessions_pkey" PRIMARY KEY ("case_id","session_id")
);

-- CreateTable
CREATE TABLE "case_notes" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "mentions" UUID[],
    "moved_from_id" UUID,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_notes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_tags" (
    "case_id" UUID NOT NULL,
    "tag" TEXT NOT NULL,

    CONSTRAINT "case_tags_pkey" PRIMARY KEY ("case_id","tag")
);

-- CreateTable
CREATE TABLE "case_files" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" BYTEA NOT NULL,
    "content" BYTEA NOT NULL,
    "moved_from_id" UUID,
    "added_by" UUID NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_files_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_events" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "actor_id" UUID,
    "details" JSONB NOT NULL,
    "text" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reveal_requests" (
    "id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "policy" "reveal_policy" NOT NULL,
    "reason" TEXT NOT NULL,
    "requested_by" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "approved_by" UUID,
    "refused_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "shown_until" TIMESTAMPTZ(3),

    CONSTRAINT "reveal_requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_searches" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "subject_id" UUID,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_searches_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "cases_state_due_at_id_idx" ON "cases"("state", "due_at", "id");

-- CreateIndex
CREATE INDEX "cases_assignee_id_id_idx" ON "cases"("assignee_id", "id" DESC);

-- CreateIndex
CREATE INDEX "cases_merged_into_id_idx" ON "cases"("merged_into_id");

-- CreateIndex
CREATE INDEX "case_sessions_session_id_idx" ON "case_sessions"("session_id");

-- CreateIndex
CREATE INDEX "case_notes_case_id_id_idx" ON "case_notes"("case_id", "id" DESC);

-- CreateIndex
CREATE INDEX "case_notes_mentions_idx" ON "case_notes" USING GIN ("mentions");

-- CreateIndex
CREATE INDEX "case_tags_tag_idx" ON "case_tags"("tag");

-- CreateIndex
CREATE INDEX "case_files_case_id_id_idx" ON "case_files"("case_id", "id");

-- CreateIndex
CREATE INDEX "case_events_case_id_id_idx" ON "case_events"("case_id", "id" DESC);

-- CreateIndex
CREATE INDEX "reveal_requests_requested_at_idx" ON "reveal_requests"("requested_at");

-- CreateIndex
CREATE INDEX "person_searches_expires_at_idx" ON "person_searches"("expires_at");

-- CreateIndex
CREATE INDEX "sessions_relying_party_id_id_idx" ON "sessions"("relying_party_id", "id" DESC);

-- CreateIndex
CREATE INDEX "sessions_initiator_address_key_id_idx" ON "sessions"("initiator_address_key", "id" DESC);

-- CreateIndex
CREATE INDEX "sessions_initiator_network_key_id_idx" ON "sessions"("initiator_network_key", "id" DESC);

-- CreateIndex
CREATE INDEX "sessions_tracking_key_id_idx" ON "sessions"("tracking_key", "id" DESC);

-- CreateIndex
CREATE INDEX "sessions_template_key_id_idx" ON "sessions"("template_key", "id" DESC);

-- CreateIndex
CREATE INDEX "sessions_phone_network_key_id_idx" ON "sessions"("phone_network_key", "id" DESC);

-- AddForeignKey
ALTER TABLE "cases" ADD CONSTRAINT "cases_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "cases"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_sessions" ADD CONSTRAINT "case_sessions_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_notes" ADD CONSTRAINT "case_notes_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_tags" ADD CONSTRAINT "case_tags_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_files" ADD CONSTRAINT "case_files_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_events" ADD CONSTRAINT "case_events_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- A session is in one open case at most; in how many closed ones it was does not matter.
CREATE UNIQUE INDEX "case_sessions_one_open_case" ON "case_sessions" ("session_id") WHERE "is_open";

-- Words in titles and notes are found in any language: no stemming.
CREATE INDEX "cases_title_words" ON "cases" USING GIN (to_tsvector('simple', "title"));
CREATE INDEX "case_notes_words" ON "case_notes" USING GIN (to_tsvector('simple', "text"));

-- Checks.
ALTER TABLE "cases"
  ADD CONSTRAINT "cases_closed_with_a_disposition" CHECK (("state" = 'closed') = ("disposition" IS NOT NULL)),
  ADD CONSTRAINT "cases_closed_by_somebody"
    CHECK (("state" = 'closed') = ("closed_at" IS NOT NULL) AND ("closed_at" IS NULL) = ("closed_by" IS NULL)),
  ADD CONSTRAINT "cases_fraud_names_its_scam"
    CHECK ("disposition" IS DISTINCT FROM 'confirmedFraud' OR "scam_type" IS NOT NULL),
  ADD CONSTRAINT "cases_loss_is_whole"
    CHECK (("loss_minor" IS NULL) = ("loss_currency" IS NULL) AND ("loss_minor" IS NULL) = ("recovered_minor" IS NULL)),
  ADD CONSTRAINT "cases_loss_in_range"
    CHECK ("loss_minor" IS NULL OR ("loss_minor" > 0 AND "recovered_minor" BETWEEN 0 AND "loss_minor")),
  ADD CONSTRAINT "cases_loss_is_of_a_closed_case" CHECK ("loss_minor" IS NULL OR "state" = 'closed'),
  ADD CONSTRAINT "cases_merged_into_another"
    CHECK (("state" = 'merged') = ("merged_into_id" IS NOT NULL) AND "merged_into_id" IS DISTINCT FROM "id");

ALTER TABLE "case_files"
  ADD CONSTRAINT "case_files_size_in_range" CHECK ("size" BETWEEN 1 AND 10485760);

ALTER TABLE "reveal_requests"
  ADD CONSTRAINT "reveal_requests_by_two_people"
    CHECK ("policy" = 'single' OR "approved_by" IS DISTINCT FROM "requested_by"),
  ADD CONSTRAINT "reveal_requests_decided_once" CHECK ("approved_by" IS NULL OR "refused_by" IS NULL),
  ADD CONSTRAINT "reveal_requests_decided_with_time"
    CHECK (("decided_at" IS NULL) = ("approved_by" IS NULL AND "refused_by" IS NULL)),
  ADD CONSTRAINT "reveal_requests_shown_when_approved" CHECK (("shown_until" IS NULL) = ("approved_by" IS NULL));

-- A case begins open and moves only along CASE_STEPS of the domain.
CREATE FUNCTION guard_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'open' THEN
      RAISE EXCEPTION 'a case begins open, not as %', NEW.state USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.state <> OLD.state AND NOT ((OLD.state, NEW.state) IN (
    ('open', 'escalated'), ('escalated', 'open'), ('open', 'closed'), ('escalated', 'closed'), ('closed', 'open'),
    ('open', 'merged'), ('escalated', 'merged'), ('merged', 'open'))) THEN
    RAISE EXCEPTION 'a case cannot go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER guard_case BEFORE INSERT OR UPDATE ON "cases" FOR EACH ROW EXECUTE FUNCTION guard_case();

CREATE TRIGGER case_events_are_final BEFORE UPDATE OR DELETE ON "case_events"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A note stays as it was written; merging takes it to another case.
CREATE FUNCTION guard_case_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (NEW.id, NEW.author_id, NEW.text, NEW.mentions, NEW.written_at) IS DISTINCT FROM
     (OLD.id, OLD.author_id, OLD.text, OLD.mentions, OLD.written_at) THEN
    RAISE EXCEPTION 'note % stays as it was written', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER guard_case_note BEFORE UPDATE OR DELETE ON "case_notes"
  FOR EACH ROW EXECUTE FUNCTION guard_case_note();
