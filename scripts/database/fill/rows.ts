/**
 * A filled database as SQL. Postgres itself draws the rows from the parts, some ten thousand a statement, with the
 * triggers off: what they guard is put right by construction, and the checks stay on.
 */

/** The ids' time is the wall's: one of `days` past days, more by day than by night. `n` makes it unique. */
export const FUNCTIONS = `
  CREATE OR REPLACE FUNCTION pg_temp.id_at(at timestamptz, n bigint) RETURNS uuid LANGUAGE sql AS $$
    SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(n % 4096), 3, '0')
      || '8' || substr(md5(n::text || random()::text), 1, 15))::uuid
  $$;
  CREATE OR REPLACE FUNCTION pg_temp.month_partitions(days int) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    parent text;
    month timestamptz := date_trunc('month', now() - make_interval(days => days), 'UTC');
    name text;
  BEGIN
    WHILE month <= now() LOOP
      FOREACH parent IN ARRAY ARRAY['sessions', 'decisions'] LOOP
        name := parent || to_char(month AT TIME ZONE 'UTC', '"_y"YYYY"m"MM');
        IF to_regclass(name) IS NULL THEN
          EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', name, parent,
            uuid_v7_floor(month), uuid_v7_floor(month + interval '1 month'));
        END IF;
      END LOOP;
      month := month + interval '1 month';
    END LOOP;
  END
  $$`

export const PART_TABLES = `
  CREATE TEMP TABLE ends (n serial, attacker boolean, initiator bytea, address_key text, network_key text,
    tracking_key text, phone_address bytea, phone_network_key text);
  CREATE TEMP TABLE vectors (n serial, features jsonb);
  CREATE TEMP TABLE reason_sets (n serial, loud boolean, reasons jsonb);
  CREATE TEMP TABLE texts (n serial, rp int, relying_party_id uuid, name text, interactions jsonb, template_key text);
  CREATE TEMP TABLE people (n serial, id uuid, account_id uuid);
  CREATE TEMP TABLE analysts (n serial, id uuid)`

/** $1 how many. Each has one phone, last heard of at the end that is theirs. */
export const PEOPLE = `
  WITH made AS (
    SELECT n, pg_temp.id_at(now() - interval '400 days', n) AS id, pg_temp.id_at(now() - interval '390 days', n) AS account_id
    FROM generate_series(1, $1::int) n
  ), persons AS (
    INSERT INTO subjects (id, pseudonym, identity)
    SELECT id, sha256(('person ' || n || random())::bytea), decode(repeat('00', 90), 'hex') FROM made
  ), phones AS (
    INSERT INTO accounts (id, subject_id, proofing_id, document_key, document, level, access_token_hash, enrolled_at)
    SELECT account_id, id, gen_random_uuid(), sha256(('document ' || n || random())::bytea), decode(repeat('00', 60), 'hex'),
           'QUALIFIED', sha256(('token ' || n || random())::bytea), now() - interval '390 days' FROM made
  ), devices AS (
    INSERT INTO devices (account_id, platform, model, os_version, app_version, language, interactions, integrity,
                         last_address, last_seen_at)
    SELECT made.account_id, 'android', 'Pebble 7', '16', '4.2.0', 'en', '{displayTextAndPIN}', '{"rooted": false}',
           ends.phone_address, now() FROM made JOIN ends ON ends.n = 1 + made.n % (SELECT count(*) FROM ends)
  )
  INSERT INTO people (id, account_id) SELECT id, account_id FROM made`

/**
 * $1 first number, $2 how many, $3 days, $4 how many people, $5 share held now, $6 how many in all: they come in the order of time. `drawn` is what chance says of each
 * session, `made` what follows from it.
 */
export const SESSIONS = `
  CREATE TEMP TABLE batch AS
  WITH drawn AS (
    SELECT n, now() - make_interval(secs => 300 + (1 - (n - random()) / $6::float8) * $3::float8 * 86400) AS at, random() AS outcome_draw,
           random() AS end_draw, random() AS hold_draw, random() AS report_draw,
           1 + floor(random() * $4::int)::int AS person,
           1 + floor(random() * (SELECT count(*) FROM texts))::int AS text_n, random() AS end_n,
           1 + floor(random() * (SELECT count(*) FROM vectors))::int AS vector_n,
           1 + floor(random() * (SELECT count(*) FROM vectors))::int AS release_vector_n, random() AS reason_n,
           1 + floor(random() * (SELECT count(*) FROM analysts))::int AS analyst_n
    FROM generate_series($1::bigint, $1::bigint + $2::int - 1) n
  ), decided AS (
    SELECT *, CASE WHEN hold_draw < $5::float8 THEN 'hold' WHEN outcome_draw < 0.93 THEN 'allow'
                   WHEN outcome_draw < 0.97 THEN 'warn' WHEN outcome_draw < 0.985 THEN 'hold' ELSE 'block' END AS outcome,
           hold_draw < $5::float8 AS held
    FROM drawn
  ), ended AS (
    SELECT *, outcome = 'allow' AND n % 500 = 7 AS release_blocked,
           CASE WHEN held THEN 'HELD' WHEN outcome = 'block' OR (outcome = 'hold' AND end_draw < 0.6) THEN 'BLOCKED'
                WHEN outcome = 'allow' AND n % 500 = 7 THEN 'BLOCKED' ELSE 'COMPLETE' END AS state,
           CASE WHEN outcome = 'allow' THEN CASE WHEN end_draw < 0.95 THEN 'OK' WHEN end_draw < 0.98 THEN 'USER_REFUSED' ELSE 'TIMEOUT' END
                ELSE CASE WHEN end_draw < 0.75 THEN 'OK' WHEN end_draw < 0.92 THEN 'USER_REFUSED' ELSE 'TIMEOUT' END END AS ending
    FROM decided
  )
  SELECT ended.*, pg_temp.id_at(CASE WHEN held THEN now() - make_interval(secs => end_draw * 20) ELSE at END, ended.n) AS id,
         CASE WHEN held THEN now() - interval '20 seconds' ELSE at END AS occurred_at,
         people.id AS subject_id, people.account_id, texts.relying_party_id, texts.name, texts.interactions, texts.template_key,
         ends.initiator, ends.address_key, ends.network_key, ends.tracking_key, ends.phone_address, ends.phone_network_key,
         CASE outcome WHEN 'allow' THEN outcome_draw * 0.4 WHEN 'warn' THEN 0.5 + end_draw * 0.35
                      WHEN 'hold' THEN 0.85 + end_draw * 0.12 ELSE 0.976 + end_draw * 0.023 END AS score
  FROM ended
  JOIN people ON people.n = ended.person
  JOIN texts ON texts.n = ended.text_n
  JOIN ends ON ends.n = CASE WHEN outcome = 'allow' OR end_draw < 0.4
    THEN 1 + ended.person % (SELECT count(*) FROM ends WHERE NOT attacker)
    ELSE (SELECT min(n) FROM ends WHERE attacker) + floor(end_n * (SELECT count(*) FROM ends WHERE attacker)) END`

const HELD_FOR = `interval '1 day'`

export const FROM_BATCH = [
  `INSERT INTO sessions (id, relying_party_id, relying_party_name, api_version, kind, flow, state, attempt, subject_id,
     account_id, requested_level, occurred_at, expires_at, hold_until, delivered_at, shown_at, ended_at, due_at, visible_at,
     to_sign, interactions, interaction_used, verification_code, signing, initiator, phone_address, end_result, signature,
     certificate, reported_at, initiator_address_key, initiator_network_key, tracking_key, template_key, phone_network_key)
   SELECT id, relying_party_id, name, 'v3', CASE WHEN n % 3 = 0 THEN 'signature' ELSE 'authentication' END::session_kind,
     'Notification', state::session_state, 2, subject_id, CASE WHEN state = 'COMPLETE' THEN account_id END, 'QUALIFIED',
     occurred_at, occurred_at + CASE WHEN held THEN ${HELD_FOR} + interval '1 hour' ELSE interval '180 seconds' END,
     CASE WHEN held THEN now() + ${HELD_FOR} * (0.5 + end_draw / 2) WHEN outcome = 'hold' THEN occurred_at + interval '90 seconds' END,
     CASE WHEN state = 'COMPLETE' THEN occurred_at + interval '1 second' END,
     CASE WHEN state = 'COMPLETE' THEN occurred_at + interval '3 seconds' END,
     CASE WHEN state <> 'HELD' THEN occurred_at + interval '20 seconds' END,
     CASE WHEN held THEN now() + ${HELD_FOR} * (0.5 + end_draw / 2) END,
     CASE WHEN state <> 'HELD' THEN occurred_at + interval '20 seconds' END,
     '{"protocol": "none"}', interactions, 'displayTextAndPIN', lpad((n % 10000)::text, 4, '0'),
     '{"serverRandom": "", "userChallengeVerifier": "", "saltSource": "", "wrongCodes": ["0000", "0001"]}',
     initiator, CASE WHEN state = 'COMPLETE' THEN phone_address END,
     CASE state WHEN 'BLOCKED' THEN 'DOCUMENT_UNUSABLE' WHEN 'COMPLETE' THEN ending END::end_result,
     CASE WHEN state = 'COMPLETE' AND ending = 'OK' THEN decode(repeat('5a', 384), 'hex') END,
     CASE WHEN state = 'COMPLETE' AND ending = 'OK' THEN decode(repeat('5a', 200), 'hex') END,
     CASE WHEN outcome <> 'allow' AND report_draw < 0.05 THEN occurred_at + interval '1 hour' END,
     address_key, network_key, tracking_key, template_key, CASE WHEN state = 'COMPLETE' THEN phone_network_key END
   FROM batch`,
  `INSERT INTO decisions (session_id, stage, outcome, decided_by, score, reasons, features, friction, rule_set_version,
     model_version, warning_id, decided_at, took_ms, created_at)
   SELECT batch.id, 'delivery', outcome::outcome, CASE WHEN batch.n % 500 = 0 THEN 'fallback' ELSE 'engine' END::decider, score,
     reason_sets.reasons, vectors.features,
     CASE WHEN outcome = 'warn' THEN '{"secondStep": true, "waitSeconds": 5, "codeChoice": false}'::jsonb END, 'filled',
     'filled', CASE WHEN outcome = 'warn' THEN 'safeAccount' END, occurred_at + make_interval(secs => 0.1),
     20 + floor(end_draw * 120)::int, occurred_at + make_interval(secs => 0.1)
   FROM batch JOIN vectors ON vectors.n = batch.vector_n
   JOIN reason_sets ON reason_sets.n = CASE WHEN outcome = 'allow'
     THEN 1 + floor(reason_n * (SELECT count(*) FROM reason_sets WHERE NOT loud))
     ELSE (SELECT min(n) FROM reason_sets WHERE loud) + floor(reason_n * (SELECT count(*) FROM reason_sets WHERE loud)) END`,
  `INSERT INTO decisions (session_id, stage, outcome, decided_by, score, reasons, features, rule_set_version,
     model_version, decided_at, took_ms, created_at)
   SELECT batch.id, 'release', CASE WHEN release_blocked THEN 'block' ELSE 'allow' END::outcome, 'engine',
     CASE WHEN release_blocked THEN 0.97 + end_draw * 0.02 ELSE score * 0.8 END,
     CASE WHEN release_blocked THEN reason_sets.reasons ELSE '[]' END, vectors.features, 'filled', 'filled',
     occurred_at + interval '19 seconds', 30, occurred_at + interval '19 seconds'
   FROM batch JOIN vectors ON vectors.n = batch.release_vector_n
   JOIN reason_sets ON reason_sets.n = (SELECT max(n) FROM reason_sets)
   WHERE release_blocked OR (state = 'COMPLETE' AND ending = 'OK')`,
  `INSERT INTO reviews (session_id, action, user_id, reviewed_at)
   SELECT batch.id, CASE state WHEN 'BLOCKED' THEN 'block' ELSE 'release' END::review_action,
     CASE WHEN end_draw > 0.1 THEN analysts.id END, occurred_at + make_interval(secs => 5 + reason_n * 80)
   FROM batch JOIN analysts ON analysts.n = batch.analyst_n WHERE outcome = 'hold' AND NOT held`,
  `INSERT INTO labels (id, session_id, fraud, source, occurred_at, labelled_at, created_at)
   SELECT pg_temp.id_at(occurred_at + interval '1 hour', n), id, true, 'report', occurred_at, occurred_at + interval '1 hour', occurred_at + interval '1 hour'
   FROM batch WHERE outcome <> 'allow' AND report_draw < 0.05`,
  `INSERT INTO labels (id, session_id, fraud, source, occurred_at, labelled_at, user_id, created_at)
   SELECT pg_temp.id_at(occurred_at + interval '2 hours', batch.n), batch.id, state = 'BLOCKED', 'disposition', occurred_at, occurred_at + interval '2 hours', analysts.id,
     occurred_at + interval '2 hours'
   FROM batch JOIN analysts ON analysts.n = batch.analyst_n WHERE outcome <> 'allow' AND NOT held AND reason_n < 0.6`,
  `INSERT INTO session_dispositions (session_id, disposition, user_id, disposed_at, updated_at)
   SELECT batch.id, CASE state WHEN 'BLOCKED' THEN 'confirmedFraud' ELSE 'benign' END::disposition, analysts.id,
     occurred_at + interval '2 hours', occurred_at + interval '2 hours'
   FROM batch JOIN analysts ON analysts.n = batch.analyst_n WHERE outcome <> 'allow' AND NOT held AND reason_n < 0.6`,
  'DROP TABLE batch',
] as const

/** Of a hundred cases so many are campaigns, of ten sessions with one tracking id each; other cases have one session. */
export const CAMPAIGNS_OF_100 = 4
const SESSIONS_A_CAMPAIGN = 10

/**
 * $1 how many, made of the newest sessions that were interrupted (where there are fewer of them, fewer cases); nine in
 * ten are closed.
 */
export const CASES = `
  WITH flagged AS (
    SELECT d.session_id, s.occurred_at, s.tracking_key, row_number() OVER (ORDER BY d.session_id DESC) AS n
    FROM decisions d JOIN sessions s ON s.id = d.session_id
    WHERE d.stage = 'delivery' AND d.outcome <> 'allow'
    ORDER BY d.session_id DESC LIMIT $1::int * (100 + ${CAMPAIGNS_OF_100 * (SESSIONS_A_CAMPAIGN - 1)}) / 100
  ), tied AS (
    -- Every so many are left to campaigns, and fall into tens by what their attacker left behind.
    SELECT *, n % ${100 + CAMPAIGNS_OF_100 * (SESSIONS_A_CAMPAIGN - 1)} < ${CAMPAIGNS_OF_100 * SESSIONS_A_CAMPAIGN} AS of_campaign FROM flagged
  ), numbered AS (
    SELECT session_id, occurred_at, of_campaign, tracking_key,
      CASE WHEN of_campaign THEN (row_number() OVER (PARTITION BY of_campaign, tracking_key ORDER BY session_id DESC) - 1) / ${SESSIONS_A_CAMPAIGN}
           ELSE n END AS part
    FROM tied
  ), grouped AS (
    SELECT of_campaign, CASE WHEN of_campaign THEN tracking_key END AS tracking_key, part, max(occurred_at) AS occurred_at,
      array_agg(session_id) AS sessions, row_number() OVER (ORDER BY max(session_id::text) DESC) AS n
    FROM numbered GROUP BY 1, 2, 3
  ), made AS (
    SELECT *, pg_temp.id_at(occurred_at, n) AS id, n % 10 > 0 AS closed, (SELECT id FROM analysts WHERE analysts.n = 1) AS analyst
    FROM grouped
  ), links AS (
    INSERT INTO case_sessions (case_id, session_id, is_open, added_at)
    SELECT id, unnest(sessions), NOT closed, occurred_at FROM made
  ), told AS (
    INSERT INTO case_events (id, case_id, kind, details, occurred_at)
    SELECT pg_temp.id_at(occurred_at, n + 7), id, 'opened', '{}', occurred_at FROM made
  )
  INSERT INTO cases (id, kind, title, state, severity, assignee_id, opened_at, due_at, disposition, scam_type,
                     closed_at, closed_by, changed_at)
  SELECT id, CASE WHEN of_campaign THEN 'campaign' ELSE 'case' END::case_kind, 'Filled case ' || n,
    CASE WHEN closed THEN 'closed' ELSE 'open' END::case_state, 'medium', CASE WHEN n % 2 = 0 THEN analyst END, occurred_at,
    occurred_at + interval '4 hours', CASE WHEN closed THEN 'confirmedFraud' END::disposition,
    CASE WHEN closed THEN 'safeAccount' END, CASE WHEN closed THEN occurred_at + interval '3 hours' END,
    CASE WHEN closed THEN analyst END, occurred_at
  FROM made`
