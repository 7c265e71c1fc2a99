-- Passages of a text that are masked, in the original and in every translation together. A passage is kept as positions
-- alone: code points from the beginning of the text, the end exclusive.
SET ROLE answerable_owner;

CREATE TABLE app.redaction (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  round_id uuid NOT NULL REFERENCES app.round,
  item_id uuid NOT NULL REFERENCES app.item DEFERRABLE INITIALLY DEFERRED,
  reason text NOT NULL CHECK (reason IN ('names_sender', 'names_other', 'contact', 'place', 'accusation', 'detail')),
  state text NOT NULL DEFAULT 'masked' CHECK (state IN ('masked', 'lifted', 'permanent')),
  by_role text NOT NULL,
  by_account uuid NOT NULL,
  made_on date NOT NULL,
  lift_reason text CHECK (lift_reason IN ('by_mistake', 'masked_anew', 'sender_asked', 'danger_over')),
  lifted_on date,
  version int NOT NULL DEFAULT 1,
  CONSTRAINT redaction_lifted_with_reason CHECK ((state = 'lifted') = (lift_reason IS NOT NULL) AND (state = 'lifted') = (lifted_on IS NOT NULL))
);
CREATE INDEX ON app.redaction (item_id);
CREATE INDEX ON app.redaction (round_id);

-- Where it stands in one text: the original (no version) or one version of it. Both ends empty: it does not occur there.
CREATE TABLE app.redaction_passage (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  redaction_id uuid NOT NULL REFERENCES app.redaction,
  version_id uuid REFERENCES app.item_version DEFERRABLE INITIALLY DEFERRED,
  span_start int,
  span_end int,
  CONSTRAINT redaction_passage_span CHECK (num_nulls(span_start, span_end) = 2
    OR (num_nulls(span_start, span_end) = 0 AND span_start >= 0 AND span_start < span_end))
);
CREATE INDEX ON app.redaction_passage (redaction_id);
CREATE INDEX ON app.redaction_passage (version_id);

-- What was lifted is masked anew, by a new mask; what is gone for good does not come back.
CREATE FUNCTION app.hold_redaction() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, app AS $$
BEGIN
  IF old.state <> 'masked' OR new.item_id <> old.item_id OR new.reason <> old.reason THEN
    RAISE EXCEPTION 'a redaction that ended stays as it is' USING errcode = 'P0001';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER redaction_ends BEFORE UPDATE ON app.redaction FOR EACH ROW EXECUTE FUNCTION app.hold_redaction();
CREATE TRIGGER redaction_passage_append_only BEFORE UPDATE OR DELETE ON app.redaction_passage FOR EACH ROW EXECUTE FUNCTION app.refuse_change();

CREATE CONSTRAINT TRIGGER redaction_fact AFTER INSERT OR UPDATE OR DELETE ON app.redaction
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_fact('redaction', 'id');
CREATE CONSTRAINT TRIGGER redaction_passage_fact AFTER INSERT OR UPDATE OR DELETE ON app.redaction_passage
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_fact('redaction', 'redaction_id');
-- Masked words are not findable: every process that holds a round's index learns that it changed.
CREATE CONSTRAINT TRIGGER redaction_search AFTER INSERT OR UPDATE ON app.redaction
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.count_search_change();

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['redaction', 'redaction_passage'] LOOP
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY by_mission ON app.%I TO answerable_owner, answerable_desk, answerable_auditor USING (mission_id = app.current_mission())', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT ON app.redaction, app.redaction_passage TO answerable_desk;
GRANT UPDATE (state, lift_reason, lifted_on, version) ON app.redaction TO answerable_desk;

-- Auditors read texts through the same masks; they see that a passage was masked, why, and by which role.
CREATE VIEW audit.redaction AS
  SELECT r.id, r.mission_id, r.round_id, r.item_id, r.reason, r.state, r.by_role, r.made_on, r.lift_reason, r.lifted_on, r.version
  FROM app.redaction r JOIN app.item i ON i.id = r.item_id WHERE NOT i.sensitive;
CREATE VIEW audit.redaction_passage AS
  SELECT p.id, p.mission_id, p.redaction_id, p.version_id, p.span_start, p.span_end
  FROM app.redaction_passage p JOIN app.redaction r ON r.id = p.redaction_id JOIN app.item i ON i.id = r.item_id WHERE NOT i.sensitive;
GRANT SELECT ON audit.redaction, audit.redaction_passage TO answerable_auditor;

RESET ROLE;
