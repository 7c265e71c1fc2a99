-- What became of people after a round: a check-in behind the return code, and a case where something happened. Both go past
-- the office concerned: no list of the desk but the protection officers' own shows them.
SET ROLE answerable_owner;

-- One answer a submission, which may only become graver.
CREATE TABLE app.check_in (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  submission_id uuid NOT NULL UNIQUE REFERENCES app.submission DEFERRABLE INITIALLY DEFERRED,
  answer text NOT NULL CHECK (answer IN ('nothing', 'to_us', 'to_others', 'to_both')),
  day date NOT NULL,
  version int NOT NULL DEFAULT 1
);

CREATE TABLE app.reprisal_case (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  submission_id uuid NOT NULL REFERENCES app.submission DEFERRABLE INITIALLY DEFERRED,
  level text NOT NULL CHECK (level IN ('low', 'moderate', 'high', 'severe')),
  state text NOT NULL DEFAULT 'reported'
    CHECK (state IN ('reported', 'safe_contact', 'support_plan', 'advocacy', 'monitoring', 'closed')),
  -- The clock runs from the report to the contact; the absolute hour is dropped when the case closes.
  reported_hour int,
  elapsed_hours int,
  met boolean,
  -- When somebody looks again.
  review_on date,
  outcome text CHECK (outcome IN ('safe', 'left_to_others', 'no_wish', 'no_contact', 'no_reprisal')),
  -- Whether officers may speak to others about it: by the code alone, signed by its act key.
  advocacy boolean NOT NULL DEFAULT false,
  act_signature bytea,
  act_version int,
  act_leaf text,
  version int NOT NULL DEFAULT 1,
  CONSTRAINT reprisal_case_hour_dropped CHECK (state <> 'closed' OR reported_hour IS NULL),
  CONSTRAINT reprisal_case_outcome CHECK ((state = 'closed') = (outcome IS NOT NULL)),
  CONSTRAINT reprisal_case_advocacy_signed CHECK (NOT advocacy OR num_nonnulls(act_signature, act_version, act_leaf) = 3),
  CONSTRAINT reprisal_case_advocacy_allowed CHECK (state <> 'advocacy' OR advocacy),
  CONSTRAINT reprisal_case_looked_at_again CHECK (state NOT IN ('support_plan', 'advocacy', 'monitoring') OR review_on IS NOT NULL)
);
CREATE INDEX ON app.reprisal_case (mission_id, state);
CREATE UNIQUE INDEX reprisal_case_open_once ON app.reprisal_case (submission_id) WHERE state <> 'closed';

-- What was told and done, with its words: sealed to the desk, and what is told to the sender sealed to the return page.
CREATE TABLE app.reprisal_step (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  case_id uuid NOT NULL REFERENCES app.reprisal_case,
  -- Which version of the case it made: the order of the steps, without an hour.
  case_version int NOT NULL,
  event text NOT NULL CHECK (event IN ('report', 'add', 'allow', 'disallow', 'contact', 'plan', 'advocate', 'monitor', 'close', 'measure', 'tell', 'protect')),
  measure text CHECK (measure IN ('contact_changed', 'texts_protected', 'publication_held', 'device_help', 'legal_aid', 'medical_help',
    'psychosocial_help', 'shelter', 'relocation', 'accompaniment', 'insider_kept_away')),
  body bytea,
  by_account uuid,
  made_on date NOT NULL,
  CHECK ((event = 'measure') = (measure IS NOT NULL)),
  CHECK ((event IN ('report', 'add', 'allow', 'disallow')) = (by_account IS NULL)),
  CHECK (by_account IS NULL OR body IS NOT NULL),
  UNIQUE (case_id, case_version)
);

CREATE CONSTRAINT TRIGGER check_in_fact AFTER INSERT OR UPDATE OR DELETE ON app.check_in
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_fact('check_in', 'id');
CREATE CONSTRAINT TRIGGER reprisal_case_fact AFTER INSERT OR UPDATE OR DELETE ON app.reprisal_case
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_fact('reprisal_case', 'id');
CREATE CONSTRAINT TRIGGER reprisal_step_fact AFTER INSERT OR UPDATE OR DELETE ON app.reprisal_step
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_fact('reprisal_case', 'case_id');

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['check_in', 'reprisal_case', 'reprisal_step'] LOOP
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY by_mission ON app.%I TO answerable_owner, answerable_desk, answerable_auditor USING (mission_id = app.current_mission())', t);
  END LOOP;
END $$;
CREATE POLICY of_visit ON app.check_in TO answerable_visit USING (submission_id = app.current_submission())
  WITH CHECK (submission_id = app.current_submission() AND mission_id = app.current_mission());
CREATE POLICY of_visit ON app.reprisal_case TO answerable_visit USING (submission_id = app.current_submission())
  WITH CHECK (submission_id = app.current_submission() AND mission_id = app.current_mission());
-- A visit reads what was said to it, never what officers did or why.
CREATE POLICY of_visit ON app.reprisal_step FOR SELECT TO answerable_visit
  USING (event IN ('report', 'add', 'tell') AND EXISTS (SELECT 1 FROM app.reprisal_case c WHERE c.id = case_id));
CREATE POLICY by_visit ON app.reprisal_step FOR INSERT TO answerable_visit
  WITH CHECK (event IN ('report', 'add', 'allow', 'disallow') AND mission_id = app.current_mission()
    AND EXISTS (SELECT 1 FROM app.reprisal_case c WHERE c.id = case_id));

GRANT SELECT, INSERT ON app.check_in, app.reprisal_case TO answerable_visit;
GRANT UPDATE (answer, day, version) ON app.check_in TO answerable_visit;
GRANT UPDATE (state, level, advocacy, act_signature, act_version, act_leaf, version) ON app.reprisal_case TO answerable_visit;
GRANT SELECT (id, mission_id, case_id, case_version, event, body, made_on) ON app.reprisal_step TO answerable_visit;
GRANT INSERT ON app.reprisal_step TO answerable_visit;
GRANT SELECT ON app.reprisal_case TO answerable_desk;
GRANT UPDATE (state, reported_hour, elapsed_hours, met, review_on, outcome, version) ON app.reprisal_case TO answerable_desk;
GRANT SELECT, INSERT ON app.reprisal_step TO answerable_desk;

-- A withdrawal reaches what was told here too.
CREATE OR REPLACE FUNCTION app.visited_texts() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
  WITH own AS (SELECT i.id FROM app.item i WHERE i.submission_id = app.current_submission())
  SELECT app.current_submission()
  UNION ALL SELECT own.id FROM own
  UNION ALL SELECT v.id FROM app.item_version v WHERE v.item_id IN (SELECT own.id FROM own)
  UNION ALL SELECT n.id FROM app.staff_note n WHERE n.item_id IN (SELECT own.id FROM own)
  UNION ALL SELECT p.id FROM app.point p WHERE p.item_id IN (SELECT own.id FROM own)
  UNION ALL SELECT a.id FROM app.answer a WHERE a.item_id IN (SELECT own.id FROM own)
  UNION ALL SELECT r.id FROM app.answer_return r JOIN app.answer a ON a.id = r.answer_id WHERE a.item_id IN (SELECT own.id FROM own)
  UNION ALL SELECT m.id FROM app.message m WHERE m.submission_id = app.current_submission()
  UNION ALL SELECT u.id FROM app.understanding u WHERE u.submission_id = app.current_submission()
  UNION ALL SELECT t.id FROM app.risk_flag_step t JOIN app.risk_flag f ON f.id = t.flag_id WHERE f.submission_id = app.current_submission()
  UNION ALL SELECT t.id FROM app.reprisal_step t JOIN app.reprisal_case c ON c.id = t.case_id WHERE c.submission_id = app.current_submission()
$$;
CREATE OR REPLACE FUNCTION app.shred_submission() RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
DECLARE shredded int;
BEGIN
  DELETE FROM app.key_slot k WHERE k.object_id IN (SELECT app.visited_texts());
  GET DIAGNOSTICS shredded = ROW_COUNT;
  WITH own AS (SELECT app.visited_texts() AS id
    UNION SELECT r.id FROM app.risk_flag r WHERE r.submission_id = app.current_submission()
    UNION SELECT n.id FROM app.loosening n WHERE n.submission_id = app.current_submission()
    UNION SELECT c.id FROM app.check_in c WHERE c.submission_id = app.current_submission()
    UNION SELECT c.id FROM app.reprisal_case c WHERE c.submission_id = app.current_submission())
  UPDATE app.leaf l SET content_salt = NULL
  WHERE l.tx <> pg_current_xact_id() AND l.content_salt IS NOT NULL
    AND l.tx IN (SELECT f.tx FROM app.fact f WHERE f.subject_id IN (SELECT own.id FROM own))
    AND NOT EXISTS (SELECT 1 FROM app.fact f WHERE f.tx = l.tx AND f.subject IN ('item', 'message', 'point', 'answer', 'understanding', 'submission')
      AND f.subject_id NOT IN (SELECT own.id FROM own));
  RETURN shredded;
END $$;

-- How many submissions of each mission answered a check-in in each year that is over, and how many of these said that
-- something happened. The public part reads these sums and no row; what it shows of them follows the small-number rule.
CREATE FUNCTION app.check_ins_by_year() RETURNS TABLE (mission_id uuid, year int, answered int, happened int)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
DECLARE
  before text := current_setting('app.mission', true);
  m uuid;
BEGIN
  FOR m IN SELECT x.id FROM app.mission x ORDER BY x.id LOOP
    PERFORM set_config('app.mission', m::text, true);
    RETURN QUERY SELECT m, extract(year FROM c.day)::int, count(*)::int, (count(*) FILTER (WHERE c.answer <> 'nothing'))::int
      FROM app.check_in c WHERE c.day < date_trunc('year', now() AT TIME ZONE 'UTC')::date GROUP BY 2;
  END LOOP;
  PERFORM set_config('app.mission', coalesce(before, ''), true);
END $$;
REVOKE EXECUTE ON FUNCTION app.check_ins_by_year() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.check_ins_by_year() TO answerable_site;

-- For auditors: exact numbers by round, the clocks, and that speaking to others was allowed by the code. Nobody's words.
CREATE VIEW audit.check_in_count AS
  SELECT c.mission_id, s.round_id, c.answer, count(*)::int AS number FROM app.check_in c JOIN app.submission s ON s.id = c.submission_id GROUP BY 1, 2, 3;
CREATE VIEW audit.reprisal_case AS
  SELECT c.mission_id, s.round_id, c.level, c.state, c.elapsed_hours, c.met, c.outcome, c.advocacy FROM app.reprisal_case c JOIN app.submission s ON s.id = c.submission_id;
GRANT SELECT ON audit.check_in_count, audit.reprisal_case TO answerable_auditor;

-- Whoever sent something is told behind the code how often authorities demanded records of the mission, where we may speak of it.
CREATE POLICY spoken_of_to_visits ON app.lawful_demand FOR SELECT TO answerable_visit
  USING (mission_id = app.current_mission() AND (gag_until IS NULL OR gag_until < (now() AT TIME ZONE 'UTC')::date));
GRANT SELECT (mission_id, received_on, decided_on, given) ON app.lawful_demand TO answerable_visit;

RESET ROLE;
