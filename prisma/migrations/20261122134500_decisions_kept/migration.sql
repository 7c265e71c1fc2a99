-- What a signed decision keeps, why things were sent back, and which element says a point already.
SET ROLE answerable_owner;

ALTER TABLE app.decision ADD COLUMN returned_reason text;
ALTER TABLE app.decision ADD CONSTRAINT decision_two_people CHECK (decided_by IS DISTINCT FROM prepared_by);

ALTER TABLE app.disposition ADD COLUMN element_id uuid REFERENCES app.program_element;
ALTER TABLE app.disposition ADD CONSTRAINT disposition_names_element CHECK (kind <> 'already_reflected' OR element_id IS NOT NULL);
ALTER TABLE app.disposition ADD CONSTRAINT disposition_says_where CHECK (kind <> 'referred' OR length(proof) > 0);

-- Why an answer came back to its drafter: it may speak of the words answered, so it is sealed to the desk.
CREATE TABLE app.answer_return (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  answer_id uuid NOT NULL REFERENCES app.answer,
  body bytea NOT NULL,
  by_account uuid NOT NULL,
  made_on date NOT NULL
);
CREATE INDEX ON app.answer_return (answer_id);
CREATE CONSTRAINT TRIGGER answer_return_fact AFTER INSERT OR UPDATE OR DELETE ON app.answer_return
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_fact('answer', 'answer_id');
ALTER TABLE app.answer_return ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.answer_return FORCE ROW LEVEL SECURITY;
CREATE POLICY by_mission ON app.answer_return TO answerable_owner, answerable_desk USING (mission_id = app.current_mission());
GRANT SELECT, INSERT ON app.answer_return TO answerable_desk;

-- Before and after of a signed decision stand; so do its links, and one made later says so.
CREATE FUNCTION app.keep_signed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  row_now jsonb := to_jsonb(CASE WHEN tg_op = 'DELETE' THEN old ELSE new END);
  is_signed boolean := EXISTS (
    SELECT 1 FROM app.decision d WHERE d.id = (row_now ->> 'decision_id')::uuid AND d.state IN ('signed', 'superseded'));
BEGIN
  IF tg_table_name = 'decision_link' AND tg_op = 'INSERT' THEN
    IF is_signed AND NOT (row_now ->> 'back_filled')::boolean THEN
      RAISE EXCEPTION 'a link made after the signature is marked' USING errcode = 'P0001';
    END IF;
  ELSIF is_signed THEN
    RAISE EXCEPTION 'signed: % on %', tg_op, tg_table_name USING errcode = 'P0001';
  END IF;
  RETURN CASE WHEN tg_op = 'DELETE' THEN old ELSE new END;
END $$;
CREATE TRIGGER keep_signed BEFORE INSERT OR DELETE ON app.program_change FOR EACH ROW EXECUTE FUNCTION app.keep_signed();
CREATE TRIGGER keep_signed BEFORE INSERT OR DELETE ON app.decision_link FOR EACH ROW EXECUTE FUNCTION app.keep_signed();

CREATE OR REPLACE VIEW audit.disposition AS SELECT id, mission_id, point_id, kind, reason, proof, review_on, decision_id, made_on, superseded, element_id FROM app.disposition;

RESET ROLE;
