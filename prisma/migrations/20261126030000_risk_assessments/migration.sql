-- What could happen to people because of a round, who is exposed, what is done about it and what they are told (G04). Each
-- edition is signed by a protection officer who wrote none of it; a round does not open without one.
SET ROLE answerable_owner;

CREATE TABLE app.risk_assessment (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  round_id uuid NOT NULL REFERENCES app.round,
  edition int NOT NULL CHECK (edition > 0),
  state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'signed')),
  hazards text[] NOT NULL CHECK (cardinality(hazards) > 0 AND hazards <@ ARRAY['reprisal', 'surveillance', 'detention', 'legal_status',
    'association_stigma', 'reidentification', 'gendered_harm', 'sexual_exploitation', 'named_accusation', 'immediate_threat',
    'online_harassment', 'travel', 'minor', 'device_seizure', 'cve_cooption']),
  -- Whose view of the dangers was heard before.
  heard text NOT NULL CHECK (heard IN ('participant', 'proxy', 'nobody')),
  residual text NOT NULL CHECK (residual IN ('low', 'moderate', 'high', 'severe')),
  -- Who is exposed, what is done about it, and what participants are told, sealed as one (D).
  body bytea NOT NULL,
  drafted_by uuid[] NOT NULL CHECK (cardinality(drafted_by) > 0),
  drafted_on date NOT NULL,
  signed_by uuid,
  signed_on date,
  -- The rating of the round's country on the day of the signature: another one makes the assessment stale.
  civic_space text CHECK (civic_space IN ('open', 'narrowed', 'obstructed', 'repressed', 'closed')),
  version int NOT NULL DEFAULT 1,
  UNIQUE (round_id, edition),
  CHECK (num_nonnulls(signed_by, signed_on, civic_space) = CASE state WHEN 'signed' THEN 3 ELSE 0 END),
  CONSTRAINT risk_assessment_somebody_heard CHECK (state = 'draft' OR heard <> 'nobody'),
  CONSTRAINT risk_assessment_two_people CHECK (signed_by <> ALL (drafted_by))
);
CREATE UNIQUE INDEX risk_assessment_draft ON app.risk_assessment (round_id) WHERE state = 'draft';
CREATE INDEX ON app.risk_assessment (round_id);

CREATE CONSTRAINT TRIGGER risk_assessment_fact AFTER INSERT OR UPDATE OR DELETE ON app.risk_assessment
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_fact('risk_assessment', 'id');

-- What was signed stays as it was signed.
CREATE FUNCTION app.keep_signed_assessment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF old.state = 'signed' THEN
    RAISE EXCEPTION 'signed already: % on %', tg_op, tg_table_name USING errcode = 'P0001';
  END IF;
  RETURN CASE WHEN tg_op = 'DELETE' THEN old ELSE new END;
END $$;
CREATE TRIGGER keep_signed_assessment BEFORE UPDATE OR DELETE ON app.risk_assessment FOR EACH ROW EXECUTE FUNCTION app.keep_signed_assessment();

ALTER TABLE app.risk_assessment ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.risk_assessment FORCE ROW LEVEL SECURITY;
CREATE POLICY by_mission ON app.risk_assessment TO answerable_owner, answerable_desk, answerable_auditor
  USING (mission_id = app.current_mission());
GRANT SELECT, INSERT ON app.risk_assessment TO answerable_desk;
GRANT UPDATE (state, hazards, heard, residual, body, drafted_by, drafted_on, signed_by, signed_on, civic_space, version)
  ON app.risk_assessment TO answerable_desk;

-- For auditors: everything but the words and the people.
CREATE VIEW audit.risk_assessment AS
  SELECT id, mission_id, round_id, edition, state, hazards, heard, residual, cardinality(drafted_by) AS drafters, drafted_on, signed_on, civic_space
  FROM app.risk_assessment;
GRANT SELECT ON audit.risk_assessment TO answerable_auditor;

RESET ROLE;
