-- The tables are what Prisma writes for schema.prisma, but for two: sessions and decisions are partitioned
-- by month. Below them stands what Prisma cannot express: partitions, checks and the triggers that make
-- wrong states impossible whoever writes.

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "session_kind" AS ENUM ('authentication', 'signature', 'certificateChoice');

-- CreateEnum
CREATE TYPE "flow" AS ENUM ('Notification', 'QR', 'Web2App', 'App2App');

-- CreateEnum
CREATE TYPE "api_version" AS ENUM ('v2', 'v3');

-- CreateEnum
CREATE TYPE "session_state" AS ENUM ('AWAITING_CLAIM', 'RECEIVED', 'HELD', 'DELIVERED', 'COMPLETE', 'BLOCKED');

-- CreateEnum
CREATE TYPE "end_result" AS ENUM ('OK', 'USER_REFUSED', 'TIMEOUT', 'DOCUMENT_UNUSABLE', 'WRONG_VC', 'REQUIRED_INTERACTION_NOT_SUPPORTED_BY_APP', 'USER_REFUSED_CERT_CHOICE', 'USER_REFUSED_INTERACTION', 'PROTOCOL_FAILURE', 'EXPECTED_LINKED_SESSION', 'SERVER_ERROR');

-- CreateEnum
CREATE TYPE "certificate_level" AS ENUM ('ADVANCED', 'QUALIFIED');

-- CreateEnum
CREATE TYPE "stage" AS ENUM ('delivery', 'release');

-- CreateEnum
CREATE TYPE "outcome" AS ENUM ('allow', 'warn', 'hold', 'block');

-- CreateEnum
CREATE TYPE "decider" AS ENUM ('engine', 'fallback');

-- CreateEnum
CREATE TYPE "account_state" AS ENUM ('active', 'closed', 'destroyed');

-- CreateEnum
CREATE TYPE "platform" AS ENUM ('ios', 'android', 'web');

-- CreateEnum
CREATE TYPE "key_purpose" AS ENUM ('authentication', 'signature');

-- CreateEnum
CREATE TYPE "key_state" AS ENUM ('ready', 'destroyed');

-- CreateEnum
CREATE TYPE "enrolment_state" AS ENUM ('started', 'finished');

-- CreateEnum
CREATE TYPE "review_action" AS ENUM ('release', 'block');

-- CreateEnum
CREATE TYPE "label_source" AS ENUM ('report', 'disposition', 'rpFeedback');

-- CreateEnum
CREATE TYPE "list_kind" AS ENUM ('address', 'network', 'device', 'subject', 'relyingParty', 'text');

-- CreateEnum
CREATE TYPE "list_effect" AS ENUM ('block', 'hold', 'warn', 'allow');

-- CreateEnum
CREATE TYPE "console_role" AS ENUM ('analyst', 'senior', 'ruleAuthor', 'compliance', 'auditor', 'administrator', 'registrar');

-- CreateEnum
CREATE TYPE "notice_channel" AS ENUM ('email');

-- CreateEnum
CREATE TYPE "notice_state" AS ENUM ('pending', 'sent', 'failed');

-- CreateEnum
CREATE TYPE "export_state" AS ENUM ('queued', 'running', 'done', 'failed');

-- CreateTable
CREATE TABLE "relying_parties" (
    "id" UUID NOT NULL,
    "uuid" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "allowed_networks" TEXT[],
    "may_share_device_ip" BOOLEAN NOT NULL DEFAULT false,
    "max_level" "certificate_level" NOT NULL DEFAULT 'QUALIFIED',
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "relying_parties_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subjects" (
    "id" UUID NOT NULL,
    "pseudonym" BYTEA NOT NULL,
    "identity" BYTEA NOT NULL,
    "contact" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "subjects_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proofings" (
    "id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "authority" TEXT NOT NULL,
    "level" "certificate_level" NOT NULL,
    "proved_at" TIMESTAMPTZ(3) NOT NULL,
    "activation_code_hash" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "proofings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enrolments" (
    "id" UUID NOT NULL,
    "proofing_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "state" "enrolment_state" NOT NULL DEFAULT 'started',
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "secret" BYTEA,

    CONSTRAINT "enrolments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "proofing_id" UUID NOT NULL,
    "document_key" BYTEA NOT NULL,
    "document" BYTEA NOT NULL,
    "level" "certificate_level" NOT NULL,
    "state" "account_state" NOT NULL DEFAULT 'active',
    "access_token_hash" BYTEA NOT NULL,
    "enrolled_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "devices" (
    "account_id" UUID NOT NULL,
    "platform" "platform" NOT NULL,
    "model" TEXT NOT NULL,
    "os_version" TEXT NOT NULL,
    "app_version" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "interactions" TEXT[],
    "integrity" JSONB NOT NULL,
    "last_address" BYTEA,
    "last_seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "devices_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "keys" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "purpose" "key_purpose" NOT NULL,
    "state" "key_state" NOT NULL DEFAULT 'ready',
    "modulus" BYTEA NOT NULL,
    "server_share" BYTEA,
    "transport_key" BYTEA NOT NULL,
    "one_time_password_hash" BYTEA NOT NULL,
    "previous_password_hash" BYTEA,
    "last_nonce_hash" BYTEA,
    "last_answer" TEXT,
    "last_answer_session_id" UUID,
    "wrong_pins" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,
    "certificate_serial" TEXT NOT NULL,
    "certificate" BYTEA NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "revocation_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "relying_party_id" UUID NOT NULL,
    "relying_party_name" TEXT NOT NULL,
    "api_version" "api_version" NOT NULL,
    "kind" "session_kind" NOT NULL,
    "flow" "flow",
    "state" "session_state" NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "subject_id" UUID,
    "account_id" UUID,
    "requested_level" "certificate_level" NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "hold_until" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "shown_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "visible_at" TIMESTAMPTZ(3),
    "wall_offset_ms" BIGINT NOT NULL DEFAULT 0,
    "to_sign" JSONB NOT NULL,
    "interactions" JSONB NOT NULL,
    "interactions_b64" TEXT,
    "interaction_used" TEXT,
    "verification_code" TEXT,
    "initial_callback_url" TEXT,
    "linked_session_id" UUID,
    "signing" JSONB NOT NULL,
    "share_device_ip" BOOLEAN NOT NULL DEFAULT false,
    "ignored_properties" TEXT[],
    "initiator" BYTEA,
    "phone_address" BYTEA,
    "payee_key" TEXT,
    "amount_minor" BIGINT,
    "currency" TEXT,
    "end_result" "end_result",
    "signature" BYTEA,
    "certificate" BYTEA,
    "reported_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
) PARTITION BY RANGE ("id");

-- CreateTable
CREATE TABLE "device_links" (
    "token_hash" BYTEA NOT NULL,
    "session_id" UUID NOT NULL,
    "secret" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "device_links_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "recent_requests" (
    "digest" BYTEA NOT NULL,
    "session_id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "answer" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "recent_requests_pkey" PRIMARY KEY ("digest")
);

-- CreateTable
CREATE TABLE "decisions" (
    "session_id" UUID NOT NULL,
    "stage" "stage" NOT NULL,
    "outcome" "outcome" NOT NULL,
    "decided_by" "decider" NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "reasons" JSONB NOT NULL,
    "features" JSONB NOT NULL,
    "friction" JSONB,
    "rule_set_version" TEXT NOT NULL,
    "model_version" TEXT,
    "warning_id" TEXT,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "took_ms" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "decisions_pkey" PRIMARY KEY ("session_id","stage")
) PARTITION BY RANGE ("session_id");

-- CreateTable
CREATE TABLE "late_scores" (
    "session_id" UUID NOT NULL,
    "stage" "stage" NOT NULL,
    "outcome" "outcome" NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "reasons" JSONB NOT NULL,
    "features" JSONB NOT NULL,
    "rule_set_version" TEXT NOT NULL,
    "model_version" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "late_scores_pkey" PRIMARY KEY ("session_id","stage")
);

-- CreateTable
CREATE TABLE "reviews" (
    "session_id" UUID NOT NULL,
    "action" "review_action" NOT NULL,
    "user_id" UUID,
    "comment" TEXT,
    "reviewed_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reviews_pkey" PRIMARY KEY ("session_id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" UUID NOT NULL,
    "job" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "not_before" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "labels" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "fraud" BOOLEAN NOT NULL,
    "source" "label_source" NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "labelled_at" TIMESTAMPTZ(3) NOT NULL,
    "user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "labels_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "list_entries" (
    "id" UUID NOT NULL,
    "kind" "list_kind" NOT NULL,
    "value_key" TEXT NOT NULL,
    "effect" "list_effect" NOT NULL,
    "reason" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "list_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console_users" (
    "id" UUID NOT NULL,
    "username" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "role" "console_role" NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "console_users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console_logins" (
    "token_hash" BYTEA NOT NULL,
    "user_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "console_logins_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "notices" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "channel" "notice_channel" NOT NULL,
    "template" TEXT NOT NULL,
    "state" "notice_state" NOT NULL DEFAULT 'pending',
    "deadline_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exports" (
    "id" UUID NOT NULL,
    "requested_by" UUID NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "to" TIMESTAMPTZ(3) NOT NULL,
    "state" "export_state" NOT NULL DEFAULT 'queued',
    "rows_done" INTEGER NOT NULL DEFAULT 0,
    "rows_total" INTEGER,
    "file" TEXT,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "exports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_events" (
    "id" UUID NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "action" TEXT NOT NULL,
    "object_kind" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "details" JSONB NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "relying_parties_uuid_name_key_key" ON "relying_parties"("uuid", "name_key");

-- CreateIndex
CREATE UNIQUE INDEX "subjects_pseudonym_key" ON "subjects"("pseudonym");

-- CreateIndex
CREATE UNIQUE INDEX "proofings_activation_code_hash_key" ON "proofings"("activation_code_hash");

-- CreateIndex
CREATE UNIQUE INDEX "enrolments_proofing_id_key" ON "enrolments"("proofing_id");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_proofing_id_key" ON "accounts"("proofing_id");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_document_key_key" ON "accounts"("document_key");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_access_token_hash_key" ON "accounts"("access_token_hash");

-- CreateIndex
CREATE INDEX "accounts_subject_id_idx" ON "accounts"("subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "keys_certificate_serial_key" ON "keys"("certificate_serial");

-- CreateIndex
CREATE UNIQUE INDEX "keys_account_id_purpose_key" ON "keys"("account_id", "purpose");

-- CreateIndex
CREATE INDEX "sessions_subject_id_id_idx" ON "sessions"("subject_id", "id" DESC);

-- CreateIndex
CREATE INDEX "sessions_state_id_idx" ON "sessions"("state", "id" DESC);

-- CreateIndex
-- Only sessions that still need something are in it, so the sweeper's look stays cheap as sessions grow.
CREATE INDEX "sessions_due_at_idx" ON "sessions"("due_at") WHERE "due_at" IS NOT NULL;

-- CreateIndex
CREATE INDEX "decisions_outcome_session_id_idx" ON "decisions"("outcome", "session_id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "device_links_session_id_key" ON "device_links"("session_id");

-- CreateIndex
CREATE INDEX "recent_requests_created_at_idx" ON "recent_requests"("created_at");

-- CreateIndex
CREATE INDEX "outbox_not_before_idx" ON "outbox"("not_before");

-- CreateIndex
CREATE UNIQUE INDEX "labels_session_id_source_key" ON "labels"("session_id", "source");

-- CreateIndex
CREATE UNIQUE INDEX "list_entries_kind_value_key_key" ON "list_entries"("kind", "value_key");

-- CreateIndex
CREATE UNIQUE INDEX "console_users_username_key" ON "console_users"("username");

-- CreateIndex
CREATE UNIQUE INDEX "notices_session_id_channel_key" ON "notices"("session_id", "channel");

-- AddForeignKey
ALTER TABLE "proofings" ADD CONSTRAINT "proofings_subject_id_fkey" FOREIGN KEY ("subject_id") REFERENCES "subjects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_proofing_id_fkey" FOREIGN KEY ("proofing_id") REFERENCES "proofings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_subject_id_fkey" FOREIGN KEY ("subject_id") REFERENCES "subjects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "devices" ADD CONSTRAINT "devices_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "keys" ADD CONSTRAINT "keys_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_relying_party_id_fkey" FOREIGN KEY ("relying_party_id") REFERENCES "relying_parties"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "console_logins" ADD CONSTRAINT "console_logins_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "console_users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- Partitions. A UUIDv7 begins with its time in milliseconds (48 bits), so a month is a range of ids.
CREATE FUNCTION uuid_v7_floor(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- The default partitions keep an insert from failing when nobody has made the month's partition in time.
CREATE TABLE "sessions_default" PARTITION OF "sessions" DEFAULT;
CREATE TABLE "decisions_default" PARTITION OF "decisions" DEFAULT;

-- Makes the partitions of this month and of the months ahead. May run at any time, twice, and side by side.
CREATE FUNCTION ensure_month_partitions(months_ahead int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  parent text;
  month timestamptz;
  partition text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('ensure_month_partitions'));
  FOREACH parent IN ARRAY ARRAY['sessions', 'decisions'] LOOP
    FOR i IN 0..months_ahead LOOP
      month := date_trunc('month', now(), 'UTC') + make_interval(months => i);
      partition := parent || to_char(month AT TIME ZONE 'UTC', '"_y"YYYY"m"MM');
      IF to_regclass(partition) IS NULL THEN
        BEGIN
          EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', partition, parent,
            uuid_v7_floor(month), uuid_v7_floor(month + interval '1 month'));
        EXCEPTION WHEN check_violation THEN
          RAISE WARNING 'rows of % already lie in %_default; they stay there', partition, parent;
        END;
      END IF;
    END LOOP;
  END LOOP;
END
$$;

SELECT ensure_month_partitions(2);

-- Checks.
ALTER TABLE "sessions"
  ADD CONSTRAINT "sessions_end_result_is_of_the_end"
    CHECK (("state" IN ('COMPLETE', 'BLOCKED')) = ("end_result" IS NOT NULL)),
  ADD CONSTRAINT "sessions_blocked_looks_unusable"
    CHECK ("state" <> 'BLOCKED' OR "end_result" = 'DOCUMENT_UNUSABLE'),
  ADD CONSTRAINT "sessions_end_is_visible"
    CHECK (("state" IN ('COMPLETE', 'BLOCKED')) = ("visible_at" IS NOT NULL)),
  ADD CONSTRAINT "sessions_ok_has_a_certificate"
    CHECK ("end_result" IS DISTINCT FROM 'OK' OR "certificate" IS NOT NULL),
  ADD CONSTRAINT "sessions_ok_has_a_signature"
    CHECK ("end_result" IS DISTINCT FROM 'OK' OR (("kind" = 'certificateChoice') = ("signature" IS NULL))),
  ADD CONSTRAINT "sessions_signature_only_when_ok"
    CHECK ("signature" IS NULL OR "end_result" = 'OK'),
  ADD CONSTRAINT "sessions_known_person"
    CHECK ("state" NOT IN ('RECEIVED', 'HELD', 'DELIVERED') OR "subject_id" IS NOT NULL),
  ADD CONSTRAINT "sessions_held_until"
    CHECK ("state" <> 'HELD' OR "hold_until" IS NOT NULL),
  ADD CONSTRAINT "sessions_due_until_the_end"
    CHECK (("due_at" IS NULL) = ("state" IN ('COMPLETE', 'BLOCKED')));

ALTER TABLE "decisions"
  ADD CONSTRAINT "decisions_score_is_a_probability" CHECK ("score" >= 0 AND "score" <= 1),
  ADD CONSTRAINT "decisions_release_allows_or_blocks" CHECK ("stage" = 'delivery' OR "outcome" IN ('allow', 'block')),
  ADD CONSTRAINT "decisions_friction_is_of_a_warning" CHECK (("outcome" = 'warn') = ("friction" IS NOT NULL));

ALTER TABLE "keys"
  ADD CONSTRAINT "keys_share_until_destroyed" CHECK (("state" = 'ready') = ("server_share" IS NOT NULL)),
  ADD CONSTRAINT "keys_wrong_pins_in_range" CHECK ("wrong_pins" BETWEEN 0 AND 9);

-- The way of a session: it begins before any decision, moves only along NEXT_STATES of the domain, is
-- delivered only with a committed decision that lets it, and once it has ended it stays as it ended.
CREATE FUNCTION guard_session() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  decided outcome;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state NOT IN ('AWAITING_CLAIM', 'RECEIVED') THEN
      RAISE EXCEPTION 'a session begins as AWAITING_CLAIM or RECEIVED, not as %', NEW.state USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;

  IF OLD.state IN ('COMPLETE', 'BLOCKED') THEN
    IF (NEW.state, NEW.end_result, NEW.signature, NEW.certificate, NEW.ended_at, NEW.visible_at, NEW.subject_id,
        NEW.account_id, NEW.attempt) IS DISTINCT FROM
       (OLD.state, OLD.end_result, OLD.signature, OLD.certificate, OLD.ended_at, OLD.visible_at, OLD.subject_id,
        OLD.account_id, OLD.attempt) THEN
      RAISE EXCEPTION 'session % has ended; terminal states do not change', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;

  IF NEW.state = OLD.state THEN RETURN NEW; END IF;

  IF NOT ((OLD.state, NEW.state) IN (
    ('AWAITING_CLAIM', 'RECEIVED'), ('AWAITING_CLAIM', 'COMPLETE'), ('AWAITING_CLAIM', 'BLOCKED'),
    ('RECEIVED', 'HELD'), ('RECEIVED', 'DELIVERED'), ('RECEIVED', 'COMPLETE'), ('RECEIVED', 'BLOCKED'),
    ('HELD', 'DELIVERED'), ('HELD', 'COMPLETE'), ('HELD', 'BLOCKED'),
    ('DELIVERED', 'COMPLETE'), ('DELIVERED', 'BLOCKED'))) THEN
    RAISE EXCEPTION 'a session cannot go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;

  IF NEW.state = 'HELD' OR NEW.state = 'DELIVERED' OR NEW.end_result = 'OK' THEN
    SELECT d.outcome INTO decided FROM decisions d WHERE d.session_id = NEW.id AND d.stage = 'delivery';
    IF decided IS NULL THEN
      RAISE EXCEPTION 'session % has no decision for delivery', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    IF decided = 'block' OR (NEW.state = 'HELD' AND decided <> 'hold') THEN
      RAISE EXCEPTION 'session % was decided %, it cannot become %', NEW.id, decided, NEW.state USING ERRCODE = 'check_violation';
    END IF;
    IF decided = 'hold' AND NEW.state <> 'HELD' AND NOT EXISTS (
      SELECT FROM reviews r WHERE r.session_id = NEW.id AND r.action = 'release') THEN
      RAISE EXCEPTION 'session % is held and nobody has released it', NEW.id USING ERRCODE = 'check_violation';
    END IF;
  END IF;

  IF NEW.end_result = 'OK' AND NEW.kind <> 'certificateChoice' AND NOT EXISTS (
    SELECT FROM decisions d WHERE d.session_id = NEW.id AND d.stage = 'release' AND d.outcome = 'allow') THEN
    RAISE EXCEPTION 'session % has no decision that releases its signature', NEW.id USING ERRCODE = 'check_violation';
  END IF;

  RETURN NEW;
END
$$;

CREATE TRIGGER guard_session BEFORE INSERT OR UPDATE ON "sessions" FOR EACH ROW EXECUTE FUNCTION guard_session();

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END
$$;

CREATE TRIGGER decisions_are_final BEFORE UPDATE ON "decisions" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_events_are_final BEFORE UPDATE OR DELETE ON "audit_events" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Waking others across processes: whoever waits for a session, a person's phones and the console hear of
-- each change of state when it commits. The message carries ids only.
CREATE FUNCTION announce_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR NEW.state <> OLD.state THEN
    PERFORM pg_notify('session_changed', json_build_object(
      'sessionId', NEW.id, 'state', NEW.state, 'subjectId', NEW.subject_id)::text);
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER announce_session AFTER INSERT OR UPDATE ON "sessions" FOR EACH ROW EXECUTE FUNCTION announce_session();
