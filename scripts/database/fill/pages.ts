/** Rows of the console's other pages: lists, exports, models, and the minutes of the outage meter. */

/** $1 how many: half of them in force, of every kind but people and relying parties, which have names to look up. */
export const LIST_ENTRIES = `
  INSERT INTO list_entries (id, kind, value_key, effect, reason, author, author_id, expires_at, created_at, changed_at)
  SELECT pg_temp.id_at(at, n), (ARRAY['address', 'network', 'device', 'text'])[1 + n % 4]::list_kind, md5('listed ' || n),
    (ARRAY['block', 'hold', 'warn', 'allow'])[1 + n % 7 % 4]::list_effect, 'Seen in a filled case', 'Analyst',
    (SELECT id FROM analysts WHERE analysts.n = 1),
    CASE n % 4 WHEN 0 THEN NULL WHEN 1 THEN now() + interval '20 days' ELSE at + interval '1 day' END, at, at
  FROM generate_series(1, $1::int) n, LATERAL (SELECT now() - make_interval(mins => 10 * ($1::int - n + 200)) AS at) moment`

/** $1 how many, all of them done. */
export const EXPORTS = `
  INSERT INTO runs (id, kind, state, step, done, total, request, result, requested_by, attempts, created_at, started_at, finished_at)
  SELECT pg_temp.id_at(at, n), 'export', 'done', 'ended', 1000, 1000,
    jsonb_build_object('kind', 'evidence', 'from', (extract(epoch FROM at - interval '7 days') * 1000)::bigint,
      'to', (extract(epoch FROM at) * 1000)::bigint),
    jsonb_build_object('file', 'filled-' || n || '.csv', 'rows', 1000),
    (SELECT id FROM analysts WHERE analysts.n = 1), 1, at, at, at + interval '1 minute'
  FROM generate_series(1, $1::int) n, LATERAL (SELECT now() - make_interval(hours => $1::int - n + 1) AS at) moment`

const NO_SCORES =
  '{"auc": 0.97, "averagePrecision": 0.61, "truePositiveRateAt1Percent": 0.8, "calibrationError": 0.01, "brier": 0.005}'

/** $1 how many, $2 names of features: retired ones, for what is in force must be able to score. */
export const MODELS = `
  WITH made AS (
    SELECT n, pg_temp.id_at(at, n) AS id, pg_temp.id_at(at, n + 1000) AS run_id, at
    FROM generate_series(1, $1::int) n, LATERAL (SELECT now() - make_interval(days => $1::int - n + 1) AS at) moment
  ), runs AS (
    INSERT INTO runs (id, kind, state, step, done, total, request, result, attempts, started_at, finished_at, created_at)
    SELECT run_id, 'training', 'done', 'ended', 1, 1,
      jsonb_build_object('from', (extract(epoch FROM at - interval '60 days') * 1000)::bigint, 'to', (extract(epoch FROM at) * 1000)::bigint,
        'labelDelayDays', 7, 'validationDays', 7, 'unlabelledShare', 0.1, 'minFrauds', 50),
      jsonb_build_object('modelId', id, 'backend', 'filled'), 1, at, at, at FROM made
  )
  INSERT INTO models (id, version, kind, status, artifact, features, training_from, training_to, validation_from,
    validation_to, rows, data_digest, rule_set_version, metrics, backend, training_run_id, created_at)
  SELECT id, 'filled-' || n, 'filled', 'retired', '{}', $2::text[], at - interval '60 days', at - interval '14 days',
    at - interval '7 days', at,
    '{"training": {"rows": 100000, "frauds": 800, "assumed": 90000}, "gap": 5000, "validation": {"rows": 20000, "frauds": 160, "assumed": 0}}',
    md5('data ' || n), 'filled', '{"candidate": ${NO_SCORES}, "rulesAlone": ${NO_SCORES}}', 'filled', run_id, at
  FROM made`

/** $1 days: one process a minute, which for twelve minutes of every tenth day could do nothing. */
export const SERVICE_MINUTES = `
  INSERT INTO service_minutes (minute, process_id, able, answered, refused)
  SELECT minute, '00000000-0000-7000-8000-000000000001', NOT down, CASE WHEN down THEN 0 ELSE 40 END, CASE WHEN down THEN 40 ELSE 0 END
  FROM (SELECT minute, (extract(epoch FROM minute)::bigint / 60) % 14400 BETWEEN 600 AND 611 AS down
        FROM generate_series(date_trunc('minute', now()) - make_interval(days => $1::int),
                             date_trunc('minute', now()), interval '1 minute') minute) marked`
