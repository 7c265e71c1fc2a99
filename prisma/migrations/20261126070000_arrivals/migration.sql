-- Floods, without knowing anyone: how a submission came, whether it came beyond what was left of a budget and waits in
-- quarantine for a sample to be read, and invitations on paper, which no flood can take the place of.
SET ROLE answerable_owner;

ALTER TABLE app.submission
  ADD COLUMN arrival text NOT NULL DEFAULT 'open' CHECK (arrival IN ('open', 'invited', 'assisted')),
  ADD COLUMN quarantined boolean NOT NULL DEFAULT false,
  -- Whoever bears an invitation is within every budget.
  ADD CONSTRAINT invited_not_held CHECK (NOT (quarantined AND arrival = 'invited'));
CREATE INDEX submission_quarantine ON app.submission (mission_id, round_id, day) WHERE quarantined;

-- What was issued to whom: a pseudonym of the vault, without a foreign key. No invitation names its batch.
CREATE TABLE app.invitation_batch (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  round_id uuid NOT NULL REFERENCES app.round,
  entry_id uuid,
  issued int NOT NULL CHECK (issued BETWEEN 1 AND 200),
  issued_by uuid NOT NULL,
  issued_on date NOT NULL,
  version int NOT NULL DEFAULT 1
);
CREATE INDEX ON app.invitation_batch (round_id);

-- A hash, a round, whether it is spent: no batch, nobody it was given to, no submission it came with.
CREATE TABLE app.invitation (
  hash bytea PRIMARY KEY CHECK (octet_length(hash) = 16),
  mission_id uuid NOT NULL REFERENCES app.mission,
  round_id uuid NOT NULL REFERENCES app.round,
  spent boolean NOT NULL DEFAULT false
);
CREATE INDEX ON app.invitation (round_id) WHERE spent;

CREATE CONSTRAINT TRIGGER invitation_batch_fact AFTER INSERT OR UPDATE OR DELETE ON app.invitation_batch
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_fact('invitation_batch', 'id');

-- Invitations come with the fact of a batch and are spent with that of a submission, of the same mission in the same
-- transaction; their own rows name neither. Nothing else of them ever changes.
CREATE FUNCTION app.require_invitation_fact() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
DECLARE brought text := CASE WHEN tg_op = 'INSERT' THEN 'invitation_batch' ELSE 'submission' END;
BEGIN
  IF current_setting('role') = 'answerable_settler' OR session_user = 'answerable_settler' THEN RETURN NULL; END IF;
  IF tg_op = 'DELETE' OR (tg_op = 'UPDATE' AND ((new.hash, new.mission_id, new.round_id) IS DISTINCT FROM (old.hash, old.mission_id, old.round_id) OR old.spent)) THEN
    RAISE EXCEPTION 'append-only: % on invitation', tg_op USING errcode = 'P0001';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM app.fact f WHERE f.subject = brought AND f.mission_id = new.mission_id AND f.tx = pg_current_xact_id()) THEN
    RAISE EXCEPTION 'no fact for invitation' USING errcode = 'P0001';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER invitation_fact AFTER INSERT OR UPDATE OR DELETE ON app.invitation
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_invitation_fact();

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['invitation', 'invitation_batch'] LOOP
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY by_mission ON app.%I TO answerable_owner, answerable_desk USING (mission_id = app.current_mission())', t);
  END LOOP;
END $$;
CREATE POLICY settle ON app.invitation TO answerable_settler USING (true) WITH CHECK (true);
-- The desk makes invitations and counts them; which hash is spent is not for it to see.
GRANT SELECT (mission_id, round_id, spent), INSERT ON app.invitation TO answerable_desk;
GRANT SELECT, INSERT ON app.invitation_batch TO answerable_desk;
GRANT SELECT, INSERT, DELETE ON app.invitation TO answerable_settler;

-- Whether an invitation may still be used for a round: asked before anything is sent, by its hash alone.
CREATE FUNCTION app.invitation_is_open(hash_hex text, p_mission uuid, p_round uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
BEGIN
  PERFORM set_config('app.mission', p_mission::text, true);
  RETURN EXISTS (SELECT 1 FROM app.invitation v WHERE v.hash = decode(hash_hex, 'hex') AND v.round_id = p_round AND NOT v.spent);
END $$;
REVOKE EXECUTE ON FUNCTION app.invitation_is_open(text, uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.invitation_is_open(text, uuid, uuid) TO answerable_intake;

-- Answers also 'invitation_spent': the invitation is none of this round, or was used. Nothing is stored then.
CREATE OR REPLACE FUNCTION app.submit(p jsonb) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
DECLARE
  s jsonb := p -> 'submission';
  m uuid := (s ->> 'mission_id')::uuid;
  invited bytea := decode(p ->> 'invitation', 'hex');
  held boolean := coalesce((s ->> 'quarantined')::boolean, false);
BEGIN
  PERFORM set_config('app.mission', m::text, true);
  -- A statement of its own: the next one then sees what was committed while this one waited.
  PERFORM pg_advisory_xact_lock_shared(app.round_gate((s ->> 'round_id')::uuid));
  PERFORM 1 FROM app.round r WHERE r.id = (s ->> 'round_id')::uuid AND r.mission_id = m AND r.state = 'open' FOR KEY SHARE;
  IF NOT FOUND THEN RETURN 'round_not_open'; END IF;

  IF invited IS NOT NULL THEN
    PERFORM 1 FROM app.invitation v WHERE v.hash = invited AND v.round_id = (s ->> 'round_id')::uuid AND NOT v.spent FOR UPDATE;
    IF NOT FOUND THEN RETURN 'invitation_spent'; END IF;
  END IF;

  INSERT INTO app.code_lookup VALUES (decode(p ->> 'lookup', 'hex'), m, (s ->> 'id')::uuid) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN 'known'; END IF;
  UPDATE app.invitation SET spent = true WHERE hash = invited;

  INSERT INTO app.submission (id, mission_id, round_id, act_pk, day, language, answer_language, channel, tolerance, code_seen_by_staff,
    code_declined, words_shown, body_tag, header, org_type, arrival, quarantined)
  VALUES ((s ->> 'id')::uuid, m, (s ->> 'round_id')::uuid, decode(s ->> 'act_pk', 'hex'), (s ->> 'day')::date, s ->> 'language',
    s ->> 'answer_language', s ->> 'channel', s ->> 'tolerance', coalesce((s ->> 'code_seen_by_staff')::boolean, false),
    coalesce((s ->> 'code_declined')::boolean, false), coalesce((s ->> 'words_shown')::boolean, false),
    decode(s ->> 'body_tag', 'hex'), decode(s ->> 'header', 'hex'), s ->> 'org_type',
    CASE WHEN invited IS NOT NULL THEN 'invited' WHEN s ->> 'channel' = 'web' THEN 'open' ELSE 'assisted' END, held);

  INSERT INTO app.item (id, mission_id, round_id, submission_id, question_id, day, language, choices, body, state_since, state)
  SELECT x.id, m, (s ->> 'round_id')::uuid, (s ->> 'id')::uuid, x.question_id, (s ->> 'day')::date, s ->> 'language', x.choices, decode(x.body, 'hex'), (s ->> 'day')::date,
    CASE WHEN held THEN 'quarantined' ELSE 'received' END
  FROM jsonb_to_recordset(p -> 'items') AS x (id uuid, question_id uuid, choices text[], body text);

  INSERT INTO app.item_version (id, mission_id, item_id, kind, language, body, by_role, state, made_on)
  SELECT x.id, m, x.item_id, 'own_words', s ->> 'language', decode(x.body, 'hex'), 'participant', 'reviewed', (s ->> 'day')::date
  FROM jsonb_to_recordset(p -> 'own_words') AS x (id uuid, item_id uuid, body text);

  INSERT INTO app.consent (id, mission_id, submission_id, use, text_version, language, given, day)
  SELECT x.id, m, (s ->> 'id')::uuid, x.use, x.text_version, coalesce(x.language, s ->> 'language'), x.given, (s ->> 'day')::date
  FROM jsonb_to_recordset(p -> 'consents') AS x (id uuid, use text, text_version text, language text, given boolean);

  INSERT INTO app.key_slot (object_id, wrapped, key_epoch, suite)
  SELECT x.object_id, decode(x.wrapped, 'hex'), x.key_epoch, x.suite
  FROM jsonb_to_recordset(p -> 'key_slots') AS x (object_id uuid, wrapped text, key_epoch int, suite smallint);

  INSERT INTO vault.box (handle, sealed) VALUES ((p -> 'box' ->> 'handle')::uuid, decode(p -> 'box' ->> 'sealed', 'hex'));

  INSERT INTO app.fact (id, mission_id, subject, subject_id, subject_version, type, actor_role, hour_index, payload)
  SELECT x.id, m, x.subject, x.subject_id, x.subject_version, x.type, x.actor_role, x.hour_index, x.payload
  FROM jsonb_to_recordset(p -> 'facts') AS x (id uuid, subject text, subject_id uuid, subject_version int, type text, actor_role text, hour_index int, payload jsonb);

  INSERT INTO app.leaf (id, mission_id, commitment, opening, metadata_salt, content_salt)
  SELECT x.id, m, decode(x.commitment, 'hex'), decode(x.opening, 'hex'), decode(x.metadata_salt, 'hex'), decode(x.content_salt, 'hex')
  FROM jsonb_to_recordset(p -> 'leaves') AS x (id uuid, commitment text, opening text, metadata_salt text, content_salt text);
  RETURN 'stored';
END $$;

-- Spent invitations bear the transaction of the submission that they came with: they are laid anew with it.
CREATE OR REPLACE FUNCTION app.settle(before date, settlement uuid, hour_now int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  moved int;
  t text;
BEGIN
  -- Writers wait: a change must neither be lost under the move, nor a deleted key come back with it.
  LOCK TABLE app.invitation, app.submission, app.code_lookup, app.item, app.item_version, app.consent, app.key_slot, vault.box IN SHARE ROW EXCLUSIVE MODE;
  CREATE TEMP TABLE settled_submission ON COMMIT DROP AS SELECT * FROM app.submission WHERE day < before;
  GET DIAGNOSTICS moved = ROW_COUNT;
  CREATE TEMP TABLE settled_code_lookup ON COMMIT DROP AS SELECT x.* FROM app.code_lookup x JOIN settled_submission s ON s.id = x.submission_id;
  CREATE TEMP TABLE settled_item ON COMMIT DROP AS SELECT x.* FROM app.item x JOIN settled_submission s ON s.id = x.submission_id;
  CREATE TEMP TABLE settled_item_version ON COMMIT DROP AS SELECT x.* FROM app.item_version x JOIN settled_item i ON i.id = x.item_id;
  CREATE TEMP TABLE settled_consent ON COMMIT DROP AS SELECT x.* FROM app.consent x JOIN settled_submission s ON s.id = x.submission_id;
  CREATE TEMP TABLE settled_key_slot ON COMMIT DROP AS SELECT * FROM app.key_slot;
  CREATE TEMP TABLE settled_box ON COMMIT DROP AS SELECT * FROM vault.box;
  CREATE TEMP TABLE settled_invitation ON COMMIT DROP AS SELECT * FROM app.invitation;
  DELETE FROM app.item_version x USING settled_item_version y WHERE x.id = y.id;
  DELETE FROM app.consent x USING settled_consent y WHERE x.id = y.id;
  DELETE FROM app.item x USING settled_item y WHERE x.id = y.id;
  DELETE FROM app.code_lookup x USING settled_code_lookup y WHERE x.lookup = y.lookup;
  DELETE FROM app.submission x USING settled_submission y WHERE x.id = y.id;
  DELETE FROM app.invitation;
  DELETE FROM app.key_slot;
  DELETE FROM vault.box;
  FOREACH t IN ARRAY ARRAY['submission', 'code_lookup', 'item', 'item_version', 'consent', 'key_slot', 'invitation'] LOOP
    EXECUTE format('INSERT INTO app.%I SELECT * FROM %I ORDER BY random()', t, 'settled_' || t);
  END LOOP;
  INSERT INTO vault.box SELECT * FROM settled_box ORDER BY random();
  INSERT INTO app.fact (mission_id, subject, subject_id, subject_version, type, actor_role, hour_index, payload)
  VALUES (NULL, 'settlement', settlement, 1, 'settlement.done', 'system', hour_now, '{}');
  RETURN moved;
END $$;

CREATE OR REPLACE VIEW audit.submission AS SELECT id, mission_id, round_id, state, day, language, answer_language, channel, tolerance, code_declined, version, arrival, quarantined FROM app.submission;
CREATE VIEW audit.invitation_batch AS SELECT id, mission_id, round_id, issued, issued_on FROM app.invitation_batch;
GRANT SELECT ON audit.invitation_batch TO answerable_auditor;

RESET ROLE;
