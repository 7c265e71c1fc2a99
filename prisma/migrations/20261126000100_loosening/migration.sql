-- More exposure than before, wished with the code: it waits seven days, can be cancelled, and never reaches a name.
SET ROLE answerable_owner;

CREATE TABLE app.loosening (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  submission_id uuid NOT NULL REFERENCES app.submission DEFERRABLE INITIALLY DEFERRED,
  act text NOT NULL CHECK (act IN ('tolerance', 'consent', 'accept')),
  -- The tolerance, the use, or the flag that it is about.
  scope text NOT NULL,
  asked_on date NOT NULL,
  due_on date NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'applied', 'cancelled')),
  act_signature bytea NOT NULL,
  act_version int NOT NULL,
  act_leaf text NOT NULL,
  version int NOT NULL DEFAULT 1,
  CHECK (act <> 'consent' OR scope IN ('translate', 'quote', 'publish', 'share_with_donors', 'be_asked_by_auditor', 'keep_after_round')),
  CHECK (act <> 'tolerance' OR scope IN ('confidential_only', 'organisation_type_only'))
);
CREATE INDEX ON app.loosening (submission_id);
CREATE INDEX ON app.loosening (mission_id, state, due_on);
CREATE UNIQUE INDEX loosening_waiting_once ON app.loosening (submission_id, act, scope) WHERE state = 'waiting';
CREATE CONSTRAINT TRIGGER loosening_fact AFTER INSERT OR UPDATE OR DELETE ON app.loosening
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_fact('loosening', 'id');

ALTER TABLE app.loosening ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.loosening FORCE ROW LEVEL SECURITY;
CREATE POLICY by_mission ON app.loosening TO answerable_owner, answerable_desk, answerable_auditor USING (mission_id = app.current_mission());
CREATE POLICY of_visit ON app.loosening TO answerable_visit USING (submission_id = app.current_submission())
  WITH CHECK (submission_id = app.current_submission() AND mission_id = app.current_mission());
GRANT SELECT, INSERT ON app.loosening TO answerable_visit;
GRANT UPDATE (state, version) ON app.loosening TO answerable_visit;
GRANT SELECT ON app.loosening TO answerable_desk;
GRANT UPDATE (state, version) ON app.loosening TO answerable_desk;

-- For auditors: that it was signed, when it was asked for and when it took effect.
CREATE VIEW audit.loosening AS SELECT l.id, l.mission_id, l.submission_id, l.act, l.scope, l.asked_on, l.due_on, l.state, l.act_signature, l.act_version, l.act_leaf, l.version
  FROM app.loosening l WHERE l.act <> 'accept';
GRANT SELECT ON audit.loosening TO answerable_auditor;

-- A withdrawal lets the content salts of these acts die too.
CREATE OR REPLACE FUNCTION app.shred_submission() RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
DECLARE shredded int;
BEGIN
  DELETE FROM app.key_slot k WHERE k.object_id IN (SELECT app.visited_texts());
  GET DIAGNOSTICS shredded = ROW_COUNT;
  WITH own AS (SELECT app.visited_texts() AS id
    UNION SELECT r.id FROM app.risk_flag r WHERE r.submission_id = app.current_submission()
    UNION SELECT n.id FROM app.loosening n WHERE n.submission_id = app.current_submission())
  UPDATE app.leaf l SET content_salt = NULL
  WHERE l.tx <> pg_current_xact_id() AND l.content_salt IS NOT NULL
    AND l.tx IN (SELECT f.tx FROM app.fact f WHERE f.subject_id IN (SELECT own.id FROM own))
    AND NOT EXISTS (SELECT 1 FROM app.fact f WHERE f.tx = l.tx AND f.subject IN ('item', 'message', 'point', 'answer', 'understanding', 'submission')
      AND f.subject_id NOT IN (SELECT own.id FROM own));
  RETURN shredded;
END $$;

RESET ROLE;
