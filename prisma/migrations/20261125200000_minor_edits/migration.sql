-- An edit of a round's source that its editor calls minor: it outdates the translations like any other, until a second
-- person with the difference before them says that it changes no meaning (G07).
SET ROLE answerable_owner;

CREATE TABLE app.round_minor_edit (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  round_id uuid NOT NULL REFERENCES app.round,
  state text NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'confirmed', 'refused', 'superseded')),
  source_before text NOT NULL,
  source_after text NOT NULL CHECK (source_after <> source_before),
  -- Each text that changed, before and after, in the source language.
  changes jsonb NOT NULL CHECK (jsonb_array_length(changes) > 0),
  -- The languages that it outdated, each with the state it had and the hash of its words.
  languages jsonb NOT NULL CHECK (jsonb_array_length(languages) > 0),
  edited_by uuid[] NOT NULL CHECK (cardinality(edited_by) > 0),
  proposed_on date NOT NULL,
  judged_by uuid,
  judged_on date,
  CHECK ((state IN ('confirmed', 'refused')) = (judged_by IS NOT NULL AND judged_on IS NOT NULL)),
  CHECK (state IN ('confirmed', 'refused') OR (judged_by IS NULL AND judged_on IS NULL)),
  CONSTRAINT minor_edit_two_people CHECK (judged_by <> ALL (edited_by))
);
-- One at a time: the next minor edit takes over what the former one changed.
CREATE UNIQUE INDEX round_minor_edit_proposed ON app.round_minor_edit (round_id) WHERE state = 'proposed';
CREATE INDEX ON app.round_minor_edit (round_id);

CREATE CONSTRAINT TRIGGER round_minor_edit_fact AFTER INSERT OR UPDATE OR DELETE ON app.round_minor_edit
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_fact('round', 'round_id');

-- What was proposed stays as it was proposed, and is judged once.
CREATE FUNCTION app.keep_judged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF old.state <> 'proposed' THEN
    RAISE EXCEPTION 'judged already: % on %', tg_op, tg_table_name USING errcode = 'P0001';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER keep_judged BEFORE UPDATE ON app.round_minor_edit FOR EACH ROW EXECUTE FUNCTION app.keep_judged();

ALTER TABLE app.round_minor_edit ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.round_minor_edit FORCE ROW LEVEL SECURITY;
CREATE POLICY by_mission ON app.round_minor_edit TO answerable_owner, answerable_desk, answerable_auditor
  USING (mission_id = app.current_mission());
GRANT SELECT, INSERT ON app.round_minor_edit TO answerable_desk;
GRANT UPDATE (state, judged_by, judged_on) ON app.round_minor_edit TO answerable_desk;

CREATE VIEW audit.round_minor_edit AS
  SELECT id, mission_id, round_id, state, source_before, source_after, changes, languages, proposed_on, judged_on
  FROM app.round_minor_edit;
GRANT SELECT ON audit.round_minor_edit TO answerable_auditor;

RESET ROLE;
