-- Masked passages that are removed for good: asked for by one person, decided by another, on exactly what was asked.
SET ROLE answerable_owner;

CREATE TABLE app.redaction_removal (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  redaction_id uuid NOT NULL REFERENCES app.redaction,
  reason text NOT NULL CHECK (reason IN ('lasting_danger', 'sender_asked', 'law', 'seizure')),
  state text NOT NULL DEFAULT 'requested' CHECK (state IN ('requested', 'approved', 'declined')),
  request_hash bytea NOT NULL CHECK (octet_length(request_hash) = 32),
  by_role text NOT NULL,
  requested_by uuid NOT NULL,
  requested_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  judged_by uuid,
  judged_on date,
  CONSTRAINT redaction_removal_by_two CHECK (state <> 'approved' OR judged_by <> requested_by),
  CONSTRAINT redaction_removal_judged CHECK ((state = 'requested') = (judged_by IS NULL) AND (judged_by IS NULL) = (judged_on IS NULL)),
  CONSTRAINT redaction_removal_day CHECK (expires_at <= requested_at + interval '24 hours')
);
CREATE INDEX ON app.redaction_removal (redaction_id);

-- A commitment over the words of a text, one salted field each. What opens it is sealed under the text's own data key and
-- dies with it; for words that are gone the salt is withheld, and the rest still opens.
CREATE TABLE app.text_commitment (
  text_id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  item_id uuid NOT NULL REFERENCES app.item DEFERRABLE INITIALLY DEFERRED,
  root bytea NOT NULL CHECK (octet_length(root) = 32),
  opening bytea NOT NULL
);
CREATE INDEX ON app.text_commitment (item_id);

-- A removal that was decided stays decided, and nobody makes a mask permanent without one that another person approved.
CREATE FUNCTION app.hold_removal() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, app AS $$
BEGIN
  IF old.state <> 'requested' OR new.request_hash <> old.request_hash OR new.requested_by <> old.requested_by OR new.expires_at <> old.expires_at THEN
    RAISE EXCEPTION 'a removal that was decided stays as it is' USING errcode = 'P0001';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER redaction_removal_decided BEFORE UPDATE ON app.redaction_removal FOR EACH ROW EXECUTE FUNCTION app.hold_removal();
CREATE FUNCTION app.require_removal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM app.redaction_removal m WHERE m.redaction_id = new.id AND m.state = 'approved') THEN
    RAISE EXCEPTION 'a removal for good needs a second person' USING errcode = 'P0001';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER redaction_by_two AFTER INSERT OR UPDATE ON app.redaction
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (new.state = 'permanent') EXECUTE FUNCTION app.require_removal();

CREATE CONSTRAINT TRIGGER redaction_removal_fact AFTER INSERT OR UPDATE OR DELETE ON app.redaction_removal
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_fact('redaction', 'redaction_id');
CREATE CONSTRAINT TRIGGER text_commitment_fact AFTER INSERT OR UPDATE OR DELETE ON app.text_commitment
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_fact('item', 'item_id');

-- What a sender withdraws, or staff erase, takes the contents of the facts about its masks along, as it does of all others.
CREATE FUNCTION app.shred_redactions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
BEGIN
  UPDATE app.leaf l SET content_salt = NULL
  WHERE l.content_salt IS NOT NULL AND l.tx IN (
    SELECT f.tx FROM app.fact f JOIN app.redaction d ON d.id = f.subject_id JOIN app.item i ON i.id = d.item_id
    WHERE f.subject = 'redaction' AND i.submission_id = new.id);
  RETURN NULL;
END $$;
CREATE TRIGGER submission_withdrawn_redactions AFTER UPDATE OF state ON app.submission FOR EACH ROW
  WHEN (new.state <> 'received' AND old.state = 'received') EXECUTE FUNCTION app.shred_redactions();

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['redaction_removal', 'text_commitment'] LOOP
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY by_mission ON app.%I TO answerable_owner, answerable_desk, answerable_auditor USING (mission_id = app.current_mission())', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT ON app.redaction_removal, app.text_commitment TO answerable_desk;
GRANT UPDATE (state, judged_by, judged_on) ON app.redaction_removal TO answerable_desk;
GRANT UPDATE (opening) ON app.text_commitment TO answerable_desk;

-- Auditors see that two people acted, and may check what is left of a text against what was committed.
CREATE VIEW audit.redaction_removal AS
  SELECT m.id, m.mission_id, m.redaction_id, m.reason, m.state, m.by_role, m.requested_by <> m.judged_by AS by_two
  FROM app.redaction_removal m JOIN app.redaction r ON r.id = m.redaction_id JOIN app.item i ON i.id = r.item_id WHERE NOT i.sensitive;
CREATE VIEW audit.text_commitment AS
  SELECT c.text_id, c.mission_id, c.item_id, c.root, c.opening FROM app.text_commitment c JOIN app.item i ON i.id = c.item_id WHERE NOT i.sensitive;
GRANT SELECT ON audit.redaction_removal, audit.text_commitment TO answerable_auditor;

RESET ROLE;
