-- Dashboards count by the hour of event time, whenever a session came. Sessions come nearly in the order of their
-- time, so a block range index is enough: it costs next to nothing to keep, and a count reads the hour's own blocks.

-- CreateIndex
CREATE INDEX "sessions_occurred_at_idx" ON "sessions" USING BRIN ("occurred_at");
