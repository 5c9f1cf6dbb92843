-- Rules and lists as data. The tables are what Prisma writes for schema.prisma; below them stands what it
-- cannot express: what may never change, who may not do what alone, and the telling of every process.

-- CreateEnum
CREATE TYPE "rule_state" AS ENUM ('draft', 'shadow', 'live', 'retired');

-- CreateEnum
CREATE TYPE "rule_proposal_change" AS ENUM ('publish', 'retire');

-- CreateEnum
CREATE TYPE "rule_proposal_end" AS ENUM ('accepted', 'withdrawn', 'superseded');

-- CreateEnum
CREATE TYPE "suppression_kind" AS ENUM ('subject', 'account', 'relyingParty', 'address', 'network');

-- AlterTable
ALTER TABLE "list_entries" ADD COLUMN     "author_id" UUID,
ADD COLUMN     "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "rules" (
    "id" TEXT NOT NULL,
    "position" SERIAL NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rule_versions" (
    "id" UUID NOT NULL,
    "rule_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "sentence" TEXT NOT NULL,
    "pattern" TEXT NOT NULL,
    "condition" TEXT NOT NULL,
    "effect" JSONB NOT NULL,
    "reason_code" TEXT NOT NULL,
    "scam_type" TEXT NOT NULL,
    "stage" "stage",
    "note" TEXT,
    "based_on_id" UUID,
    "author_id" UUID,
    "state" "rule_state" NOT NULL DEFAULT 'draft',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rule_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rule_changes" (
    "id" UUID NOT NULL,
    "rule_id" TEXT NOT NULL,
    "version_id" UUID NOT NULL,
    "from_state" "rule_state",
    "to_state" "rule_state" NOT NULL,
    "by_id" UUID,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rule_changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rule_proposals" (
    "id" UUID NOT NULL,
    "rule_id" TEXT NOT NULL,
    "version_id" UUID NOT NULL,
    "change" "rule_proposal_change" NOT NULL,
    "proposed_by" UUID NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_as" "rule_proposal_end",
    "ended_by" UUID,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "rule_proposals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rule_sets" (
    "number" INTEGER NOT NULL,
    "version" TEXT NOT NULL,
    "prior" DOUBLE PRECISION NOT NULL,
    "rules" JSONB NOT NULL,
    "by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rule_sets_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "suppressions" (
    "id" UUID NOT NULL,
    "rule_id" TEXT NOT NULL,
    "kind" "suppression_kind" NOT NULL,
    "key" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "author_id" UUID NOT NULL,
    "until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_by" UUID,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "suppressions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "rule_versions_rule_id_number_key" ON "rule_versions"("rule_id", "number");

-- CreateIndex
CREATE INDEX "rule_changes_rule_id_id_idx" ON "rule_changes"("rule_id", "id" DESC);

-- CreateIndex
CREATE INDEX "rule_changes_version_id_idx" ON "rule_changes"("version_id");

-- CreateIndex
CREATE INDEX "rule_proposals_rule_id_id_idx" ON "rule_proposals"("rule_id", "id" DESC);

-- CreateIndex
CREATE INDEX "rule_proposals_version_id_idx" ON "rule_proposals"("version_id");

-- CreateIndex
CREATE INDEX "rule_sets_version_idx" ON "rule_sets"("version");

-- CreateIndex
CREATE INDEX "suppressions_until_idx" ON "suppressions"("until");

-- CreateIndex
CREATE INDEX "suppressions_rule_id_id_idx" ON "suppressions"("rule_id", "id" DESC);

-- CreateIndex
CREATE INDEX "decisions_decided_at_idx" ON "decisions" USING BRIN ("decided_at");

-- AddForeignKey
ALTER TABLE "rule_versions" ADD CONSTRAINT "rule_versions_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "rules"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule_changes" ADD CONSTRAINT "rule_changes_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "rule_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule_proposals" ADD CONSTRAINT "rule_proposals_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "rule_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Figures of rules read what a decision was made with besides features, and what shadow rules did.
ALTER TABLE "decisions" ADD COLUMN IF NOT EXISTS "basis" JSONB, ADD COLUMN IF NOT EXISTS "shadow" JSONB;

-- At most one version of a rule in each state that counts, and one open proposal.
CREATE UNIQUE INDEX "rule_versions_one_draft" ON "rule_versions"("rule_id") WHERE "state" = 'draft';
CREATE UNIQUE INDEX "rule_versions_one_shadow" ON "rule_versions"("rule_id") WHERE "state" = 'shadow';
CREATE UNIQUE INDEX "rule_versions_one_live" ON "rule_versions"("rule_id") WHERE "state" = 'live';
CREATE UNIQUE INDEX "rule_proposals_one_open" ON "rule_proposals"("rule_id") WHERE "ended_as" IS NULL;

-- Checks.
ALTER TABLE "rule_proposals"
  ADD CONSTRAINT "rule_proposals_end_has_a_time" CHECK (("ended_as" IS NULL) = ("ended_at" IS NULL));
ALTER TABLE "suppressions"
  ADD CONSTRAINT "suppressions_end_has_a_person" CHECK (("ended_at" IS NULL) = ("ended_by" IS NULL));

-- A version begins as a draft, keeps every word, and goes forwards only.
CREATE FUNCTION guard_rule_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' THEN
      RAISE EXCEPTION 'a rule version begins as draft, not as %', NEW.state USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - 'state' <> to_jsonb(OLD) - 'state' THEN
    RAISE EXCEPTION 'versions of rules are never changed' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
    ('draft', 'shadow'), ('draft', 'live'), ('draft', 'retired'),
    ('shadow', 'live'), ('shadow', 'retired'), ('live', 'retired')
  ) THEN
    RAISE EXCEPTION 'a rule version does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER guard_rule_version BEFORE INSERT OR UPDATE OR DELETE ON "rule_versions"
  FOR EACH ROW EXECUTE FUNCTION guard_rule_version();

-- Two people: nobody makes live what they wrote or proposed. The program does it once, in an empty database.
CREATE FUNCTION guard_rule_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  author uuid;
  proposer uuid;
BEGIN
  IF NEW.to_state <> 'live' THEN RETURN NEW; END IF;
  IF NEW.by_id IS NULL THEN
    IF EXISTS (SELECT 1 FROM rule_sets) THEN
      RAISE EXCEPTION 'a rule goes live by a person' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  SELECT author_id INTO author FROM rule_versions WHERE id = NEW.version_id;
  SELECT proposed_by INTO proposer FROM rule_proposals
    WHERE version_id = NEW.version_id AND change = 'publish' AND ended_as IS DISTINCT FROM 'withdrawn'
      AND ended_as IS DISTINCT FROM 'superseded';
  IF proposer IS NULL OR NEW.by_id = proposer OR NEW.by_id IS NOT DISTINCT FROM author THEN
    RAISE EXCEPTION 'a rule goes live by another person than its author and proposer' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER guard_rule_change BEFORE INSERT ON "rule_changes" FOR EACH ROW EXECUTE FUNCTION guard_rule_change();
CREATE TRIGGER rule_changes_are_final BEFORE UPDATE OR DELETE ON "rule_changes" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rule_sets_are_final BEFORE UPDATE OR DELETE ON "rule_sets" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- No state without the record of who brought it about; looked at when the transaction ends.
CREATE FUNCTION require_rule_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM rule_changes WHERE version_id = NEW.id AND to_state = NEW.state) THEN
    RAISE EXCEPTION 'nobody is recorded to have made version % of rule % %', NEW.number, NEW.rule_id, NEW.state
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER require_rule_change AFTER INSERT OR UPDATE ON "rule_versions"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_rule_change();

-- Every process keeps what it decides with in memory and reads it again when told. The message says which part.
CREATE FUNCTION announce_engine() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('engine_changed', TG_ARGV[0]);
  RETURN NULL;
END
$$;

CREATE TRIGGER announce_rules AFTER INSERT ON "rule_sets"
  FOR EACH STATEMENT EXECUTE FUNCTION announce_engine('rules');
CREATE TRIGGER announce_suppressions AFTER INSERT OR UPDATE ON "suppressions"
  FOR EACH STATEMENT EXECUTE FUNCTION announce_engine('suppressions');
