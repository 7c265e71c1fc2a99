-- What an authority demanded of us, on what basis, and what was given: kinds and counts, never content (G04). The public
-- reads of each demand its mission and its day, and only when we are not forbidden to speak of it.
SET ROLE answerable_owner;

CREATE TABLE app.lawful_demand (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  authority text NOT NULL CHECK (authority IN ('court', 'prosecutor', 'police', 'intelligence_service', 'legislature', 'inspector',
    'public_records_requester', 'foreign_authority')),
  basis text NOT NULL CHECK (basis IN ('court_order', 'subpoena', 'search_warrant', 'legislative_inquiry', 'inspection_mandate',
    'public_records_law', 'mutual_legal_assistance', 'none_stated')),
  scope text NOT NULL CHECK (scope IN ('one_submission', 'one_round', 'one_program', 'whole_mission')),
  received_on date NOT NULL,
  gag_until date,
  state text NOT NULL DEFAULT 'received' CHECK (state IN ('received', 'legal_review', 'narrowed', 'answered', 'contested')),
  -- How many records of each kind.
  given jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(given) = 'object'
    AND given - ARRAY['texts', 'translations', 'messages', 'answers', 'choices', 'figures', 'staff_records'] = '{}'
    AND NOT jsonb_path_exists(given, '$.* ? (@.type() != "number" || @ < 1)')),
  reviewed_by uuid,
  decided_by uuid,
  decided_on date,
  version int NOT NULL DEFAULT 1,
  CHECK (given = '{}' OR state = 'answered'),
  CONSTRAINT lawful_demand_reviewed CHECK (state IN ('received', 'legal_review') OR reviewed_by IS NOT NULL),
  CONSTRAINT lawful_demand_decided CHECK (state NOT IN ('answered', 'contested') OR num_nonnulls(decided_by, decided_on) = 2),
  CONSTRAINT lawful_demand_two_people CHECK (decided_by <> reviewed_by)
);
CREATE INDEX ON app.lawful_demand (mission_id, received_on);

-- What was done about a demand, with what was written to it, sealed (D).
CREATE TABLE app.lawful_demand_step (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  demand_id uuid NOT NULL REFERENCES app.lawful_demand,
  event text NOT NULL CHECK (event IN ('register', 'take_up', 'narrow', 'answer', 'contest', 'gag')),
  body bytea NOT NULL,
  by_account uuid NOT NULL,
  made_on date NOT NULL
);
CREATE INDEX ON app.lawful_demand_step (demand_id);

CREATE CONSTRAINT TRIGGER lawful_demand_fact AFTER INSERT OR UPDATE OR DELETE ON app.lawful_demand
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_fact('lawful_demand', 'id');
CREATE CONSTRAINT TRIGGER lawful_demand_step_fact AFTER INSERT OR UPDATE OR DELETE ON app.lawful_demand_step
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_fact('lawful_demand', 'demand_id');

ALTER TABLE app.lawful_demand ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.lawful_demand FORCE ROW LEVEL SECURITY;
ALTER TABLE app.lawful_demand_step ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.lawful_demand_step FORCE ROW LEVEL SECURITY;
CREATE POLICY by_mission ON app.lawful_demand TO answerable_owner, answerable_desk, answerable_auditor USING (mission_id = app.current_mission());
CREATE POLICY by_mission ON app.lawful_demand_step TO answerable_owner, answerable_desk, answerable_auditor USING (mission_id = app.current_mission());
CREATE POLICY spoken_of ON app.lawful_demand FOR SELECT TO answerable_site
  USING (gag_until IS NULL OR gag_until < (now() AT TIME ZONE 'UTC')::date);
GRANT SELECT, INSERT ON app.lawful_demand, app.lawful_demand_step TO answerable_desk;
GRANT UPDATE (state, scope, given, reviewed_by, decided_by, decided_on, gag_until, version) ON app.lawful_demand TO answerable_desk;
GRANT SELECT (mission_id, received_on) ON app.lawful_demand TO answerable_site;

-- For auditors: everything but the words and the people.
CREATE VIEW audit.lawful_demand AS
  SELECT id, mission_id, authority, basis, scope, received_on, gag_until, state, given, decided_on FROM app.lawful_demand;
GRANT SELECT ON audit.lawful_demand TO answerable_auditor;

RESET ROLE;
