-- A consent names the language in which its text was shown, which need not be the language of the words; and auditors see
-- it, so that the wording agreed to can be found. A program that does not say it yet stores what it stored before.
SET ROLE answerable_owner;

CREATE OR REPLACE FUNCTION app.submit(p jsonb) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
DECLARE
  s jsonb := p -> 'submission';
  m uuid := (s ->> 'mission_id')::uuid;
BEGIN
  PERFORM set_config('app.mission', m::text, true);
  -- A statement of its own: the next one then sees what was committed while this one waited.
  PERFORM pg_advisory_xact_lock_shared(app.round_gate((s ->> 'round_id')::uuid));
  PERFORM 1 FROM app.round r WHERE r.id = (s ->> 'round_id')::uuid AND r.mission_id = m AND r.state = 'open' FOR KEY SHARE;
  IF NOT FOUND THEN RETURN 'round_not_open'; END IF;

  INSERT INTO app.code_lookup VALUES (decode(p ->> 'lookup', 'hex'), m, (s ->> 'id')::uuid) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN 'known'; END IF;

  INSERT INTO app.submission (id, mission_id, round_id, act_pk, day, language, answer_language, channel, tolerance, code_seen_by_staff,
    code_declined, words_shown, body_tag, header, org_type)
  VALUES ((s ->> 'id')::uuid, m, (s ->> 'round_id')::uuid, decode(s ->> 'act_pk', 'hex'), (s ->> 'day')::date, s ->> 'language',
    s ->> 'answer_language', s ->> 'channel', s ->> 'tolerance', coalesce((s ->> 'code_seen_by_staff')::boolean, false),
    coalesce((s ->> 'code_declined')::boolean, false), coalesce((s ->> 'words_shown')::boolean, false),
    decode(s ->> 'body_tag', 'hex'), decode(s ->> 'header', 'hex'), s ->> 'org_type');

  INSERT INTO app.item (id, mission_id, round_id, submission_id, question_id, day, language, choices, body, state_since)
  SELECT x.id, m, (s ->> 'round_id')::uuid, (s ->> 'id')::uuid, x.question_id, (s ->> 'day')::date, s ->> 'language', x.choices, decode(x.body, 'hex'), (s ->> 'day')::date
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

CREATE OR REPLACE VIEW audit.consent AS SELECT id, mission_id, submission_id, use, text_version, given, sequence, day, language FROM app.consent;

RESET ROLE;
