-- A passage that a publication may quote: only which point it is. Its words are opened anew, through the one door, for every edition.
SET ROLE answerable_owner;

CREATE TABLE app.quote (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  round_id uuid NOT NULL REFERENCES app.round,
  point_id uuid NOT NULL REFERENCES app.point DEFERRABLE INITIALLY DEFERRED,
  state text NOT NULL DEFAULT 'chosen' CHECK (state IN ('chosen', 'dropped')),
  version int NOT NULL DEFAULT 1
);
CREATE INDEX ON app.quote (round_id, state);
CREATE UNIQUE INDEX quote_once ON app.quote (point_id) WHERE state = 'chosen';
CREATE CONSTRAINT TRIGGER quote_fact AFTER INSERT OR UPDATE OR DELETE ON app.quote
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_fact('quote', 'id');
ALTER TABLE app.quote ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.quote FORCE ROW LEVEL SECURITY;
CREATE POLICY by_mission ON app.quote TO answerable_owner, answerable_desk, answerable_auditor USING (mission_id = app.current_mission());
GRANT SELECT, INSERT ON app.quote TO answerable_desk;
GRANT UPDATE (state, version) ON app.quote TO answerable_desk;

RESET ROLE;
