-- Blocks are used again, so rows of today lie among those of last week: one of them in a range of blocks
-- has the range read for every hour since, and over a million sessions an hour's count read a tenth of the table.
-- An index by row is read for the hour's own rows only.

-- DropIndex
DROP INDEX "sessions_occurred_at_idx";

-- CreateIndex
CREATE INDEX "sessions_occurred_at_idx" ON "sessions"("occurred_at");

-- Whether a delivery's decision still stands is asked of every row of the queue: the few releases that were blocked
-- are all that must be known for it.
CREATE INDEX "decisions_blocked_release" ON "decisions" ("session_id")
  WHERE "stage" = 'release' AND "outcome" = 'block';

-- Fallback decisions by risk: without it all of them would be sorted for each page.
CREATE INDEX "decisions_fallback_by_risk" ON "decisions" ("score" DESC, "session_id" DESC)
  WHERE "decided_by" = 'fallback' AND ("stage" = 'delivery' OR "outcome" = 'block');

-- What the queue filters by, beside the id: a walk by risk looks at thousands of sessions for a filter that few of
-- them pass, and finds this in a twelfth of the pages of the table.
CREATE INDEX "sessions_listed" ON "sessions" ("id")
  INCLUDE ("state", "kind", "end_result", "relying_party_id", "occurred_at", "reported_at");
