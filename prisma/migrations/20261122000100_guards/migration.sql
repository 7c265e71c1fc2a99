-- Who may touch which row, and what refuses a change without its fact.

-- Roles. None owns a table, none may TRUNCATE. A simple set-up switches into them; a hardened one gives each a login.
DO $$
DECLARE r text;
BEGIN
  FOREACH r IN ARRAY ARRAY['answerable_site', 'answerable_intake', 'answerable_visit', 'answerable_accounts', 'answerable_desk',
                           'answerable_vault', 'answerable_mailer', 'answerable_sequencer', 'answerable_settler', 'answerable_auditor'] LOOP
    BEGIN EXECUTE format('CREATE ROLE %I NOLOGIN', r); EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;
    BEGIN EXECUTE format('GRANT %I TO %I', r, current_user); EXCEPTION WHEN OTHERS THEN NULL; END;
    EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', r);
  END LOOP;
END $$;

SET ROLE answerable_owner;

GRANT USAGE ON SCHEMA app TO answerable_site, answerable_intake, answerable_visit, answerable_accounts, answerable_desk,
  answerable_mailer, answerable_sequencer, answerable_settler;
GRANT USAGE ON SCHEMA vault TO answerable_vault, answerable_settler;
GRANT USAGE ON SCHEMA audit TO answerable_auditor, answerable_desk;

-- The settings of a transaction -----------------------------------------------------------------------------------------
CREATE FUNCTION app.current_mission() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.mission', true), '')::uuid $$;
CREATE FUNCTION app.current_submission() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.submission', true), '')::uuid $$;
CREATE FUNCTION app.current_lookup() RETURNS bytea LANGUAGE sql STABLE AS $$ SELECT decode(nullif(current_setting('app.lookup', true), ''), 'hex') $$;

-- Append-only -----------------------------------------------------------------------------------------------------------
CREATE FUNCTION app.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'append-only: % on %', tg_op, tg_table_name USING errcode = 'P0001';
END $$;
CREATE TRIGGER fact_append_only BEFORE UPDATE OR DELETE ON app.fact FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER fact_no_truncate BEFORE TRUNCATE ON app.fact FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER element_text_append_only BEFORE UPDATE OR DELETE ON app.element_text FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER leaf_no_delete BEFORE DELETE ON app.leaf FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER leaf_no_truncate BEFORE TRUNCATE ON app.leaf FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();

-- Of a leaf only two things may ever change: it is given its place, and its content salt dies.
CREATE FUNCTION app.leaf_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (new.id, new.mission_id, new.tx, new.commitment, new.opening, new.metadata_salt)
     IS DISTINCT FROM (old.id, old.mission_id, old.tx, old.commitment, old.opening, old.metadata_salt)
     OR (old.sequence IS NOT NULL AND new.sequence IS DISTINCT FROM old.sequence)
     OR (new.content_salt IS NOT NULL AND new.content_salt IS DISTINCT FROM old.content_salt) THEN
    RAISE EXCEPTION 'append-only: UPDATE on leaf' USING errcode = 'P0001';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER leaf_keeps BEFORE UPDATE ON app.leaf FOR EACH ROW EXECUTE FUNCTION app.leaf_keeps();

-- No change without its fact ----------------------------------------------------------------------------------------------
-- Arguments: the subject, the column with its id, and for roots that another root may bring along on INSERT that root's
-- subject and column. A root's fact must name exactly the row's version; a child's row needs a fact of its root in the
-- same transaction. The settler moves rows without changing them, and is let through.
CREATE FUNCTION app.require_fact() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
DECLARE
  row_now jsonb := to_jsonb(CASE WHEN tg_op = 'DELETE' THEN old ELSE new END);
  is_root boolean := tg_argv[0] = tg_table_name;
BEGIN
  IF current_setting('role') = 'answerable_settler' OR session_user = 'answerable_settler' THEN RETURN NULL; END IF;
  IF is_root AND tg_op = 'UPDATE' AND (row_now ->> 'version')::int <= (to_jsonb(old) ->> 'version')::int THEN
    RAISE EXCEPTION 'no new version for %', tg_argv[0] USING errcode = 'P0001';
  END IF;
  IF EXISTS (SELECT 1 FROM app.fact f
             WHERE f.subject = tg_argv[0] AND f.subject_id = (row_now ->> tg_argv[1])::uuid AND f.tx = pg_current_xact_id()
               AND (NOT is_root OR tg_op = 'DELETE' OR f.subject_version = (row_now ->> 'version')::int)) THEN
    RETURN NULL;
  END IF;
  IF tg_op = 'INSERT' AND tg_nargs = 4 AND EXISTS (
       SELECT 1 FROM app.fact f
       WHERE f.subject = tg_argv[2] AND f.subject_id = (row_now ->> tg_argv[3])::uuid AND f.tx = pg_current_xact_id()) THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'no fact for %', tg_argv[0] USING errcode = 'P0001';
END $$;

DO $$
DECLARE g text[];
BEGIN
  FOREACH g SLICE 1 IN ARRAY ARRAY[
    ['mission', 'mission', 'id', '', ''], ['account', 'account', 'id', '', ''],
    ['recovery_code', 'account', 'account_id', '', ''], ['account_invitation', 'account', 'account_id', '', ''],
    ['role_assignment', 'role_assignment', 'id', '', ''],
    ['country', 'country', 'id', '', ''], ['program', 'program', 'id', '', ''],
    ['program_element', 'program_element', 'id', 'program', 'program_id'], ['element_text', 'program_element', 'element_id', '', ''],
    ['round', 'round', 'id', '', ''], ['round_reason', 'round', 'round_id', '', ''],
    ['question', 'round', 'round_id', '', ''], ['round_language', 'round', 'round_id', '', ''],
    ['codebook', 'codebook', 'id', '', ''], ['code', 'codebook', 'codebook_id', '', ''], ['theme', 'theme', 'id', '', ''],
    ['submission', 'submission', 'id', '', ''], ['code_lookup', 'submission', 'submission_id', '', ''],
    ['item', 'item', 'id', 'submission', 'submission_id'], ['item_version', 'item', 'item_id', 'submission', ''],
    ['staff_note', 'item', 'item_id', '', ''],
    ['point', 'point', 'id', 'item', 'item_id'], ['understanding', 'understanding', 'id', 'point', 'point_id'],
    ['coding', 'point', 'point_id', '', ''], ['consent', 'submission', 'submission_id', '', ''],
    ['message', 'message', 'id', '', ''], ['risk_flag', 'risk_flag', 'id', '', ''],
    ['decision', 'decision', 'id', '', ''], ['recommendation_step', 'decision', 'decision_id', '', ''],
    ['program_change', 'decision', 'decision_id', '', ''], ['decision_link', 'decision', 'decision_id', '', ''],
    ['commitment', 'commitment', 'id', 'decision', 'decision_id'],
    ['disposition', 'point', 'point_id', '', ''],
    ['answer', 'answer', 'id', '', ''], ['answer_point', 'answer', 'answer_id', '', ''],
    ['publication', 'publication', 'id', '', '']] LOOP
    EXECUTE format('CREATE CONSTRAINT TRIGGER %I AFTER INSERT OR UPDATE OR DELETE ON app.%I DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_fact(%s)',
      g[1] || '_fact', g[1],
      CASE WHEN g[5] = '' THEN format('%L, %L', g[2], g[3]) ELSE format('%L, %L, %L, %L', g[2], g[3], g[4], g[5]) END);
  END LOOP;
END $$;

-- A submission brings its own-words copies along: they hang on an item that the submission's fact brought.
DROP TRIGGER item_version_fact ON app.item_version;
CREATE FUNCTION app.require_item_fact() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
DECLARE item uuid := CASE WHEN tg_op = 'DELETE' THEN old.item_id ELSE new.item_id END;
BEGIN
  IF current_setting('role') = 'answerable_settler' OR session_user = 'answerable_settler' THEN RETURN NULL; END IF;
  IF NOT EXISTS (SELECT 1 FROM app.fact f WHERE f.subject = 'item' AND f.subject_id = item AND f.tx = pg_current_xact_id())
     AND NOT EXISTS (SELECT 1 FROM app.item i JOIN app.fact f ON f.subject = 'submission' AND f.subject_id = i.submission_id AND f.tx = pg_current_xact_id() WHERE i.id = item) THEN
    RAISE EXCEPTION 'no fact for item' USING errcode = 'P0001';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER item_version_fact AFTER INSERT OR UPDATE OR DELETE ON app.item_version
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_item_fact();

-- Forbidden pairs of roles: admin or consultation officer with protection officer within a mission; auditor with any
-- other role anywhere (GUIDELINES, Roles).
CREATE FUNCTION app.refuse_role_pair() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
BEGIN
  IF new.state IN ('handed_over', 'lapsed') THEN RETURN new; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(new.account_id::text, 7));
  IF EXISTS (
    SELECT 1 FROM app.role_assignment o
    WHERE o.account_id = new.account_id AND o.id <> new.id AND o.state NOT IN ('handed_over', 'lapsed')
      AND (o.to_on IS NULL OR o.to_on >= new.from_on) AND (new.to_on IS NULL OR new.to_on >= o.from_on)
      AND ((new.role = 'auditor') <> (o.role = 'auditor')
        OR (o.mission_id IS NOT DISTINCT FROM new.mission_id
          AND ((new.role = 'protection_officer' AND o.role IN ('admin', 'consultation_officer'))
            OR (o.role = 'protection_officer' AND new.role IN ('admin', 'consultation_officer')))))) THEN
    RAISE EXCEPTION 'forbidden pair of roles' USING errcode = 'P0002';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER role_pair BEFORE INSERT OR UPDATE ON app.role_assignment FOR EACH ROW EXECUTE FUNCTION app.refuse_role_pair();

-- Row-level security ------------------------------------------------------------------------------------------------------
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['country', 'program', 'program_element', 'element_text', 'round', 'round_reason', 'question', 'round_language',
      'codebook', 'code', 'theme', 'submission', 'code_lookup', 'item', 'item_version', 'staff_note', 'point', 'understanding', 'coding',
      'consent', 'message', 'risk_flag', 'use_check', 'search_segment', 'decision', 'recommendation_step', 'program_change',
      'decision_link', 'commitment', 'disposition', 'answer', 'answer_point', 'publication', 'leaf'] LOOP
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY by_mission ON app.%I TO answerable_owner, answerable_desk, answerable_auditor USING (mission_id = app.current_mission())', t);
    EXECUTE format('CREATE POLICY settle ON app.%I TO answerable_settler USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY own_mission ON app.%I FOR INSERT TO answerable_intake, answerable_visit WITH CHECK (mission_id = app.current_mission())', t);
  END LOOP;
END $$;

ALTER TABLE app.mission ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.mission FORCE ROW LEVEL SECURITY;
CREATE POLICY anyone_reads ON app.mission FOR SELECT USING (true);
CREATE POLICY own ON app.mission TO answerable_desk USING (id = app.current_mission());
CREATE POLICY installation ON app.mission TO answerable_accounts USING (true) WITH CHECK (true);

ALTER TABLE app.fact ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.fact FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tx ON app.fact FOR SELECT TO answerable_owner USING (tx = pg_current_xact_id() OR mission_id = app.current_mission());
CREATE POLICY filed ON app.fact FOR INSERT WITH CHECK (mission_id IS NOT DISTINCT FROM app.current_mission());
CREATE POLICY by_mission ON app.fact FOR SELECT TO answerable_desk, answerable_auditor USING (mission_id = app.current_mission());
CREATE POLICY installation ON app.fact TO answerable_accounts USING (true) WITH CHECK (true);
CREATE POLICY of_visit ON app.fact FOR SELECT TO answerable_visit USING (subject = 'submission' AND subject_id = app.current_submission());
CREATE POLICY settle ON app.fact FOR INSERT TO answerable_settler WITH CHECK (true);

ALTER TABLE app.role_assignment ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.role_assignment FORCE ROW LEVEL SECURITY;
CREATE POLICY by_mission ON app.role_assignment FOR SELECT TO answerable_owner, answerable_desk, answerable_auditor USING (true);
CREATE POLICY installation ON app.role_assignment TO answerable_accounts USING (true) WITH CHECK (true);

-- A return code is looked up before a mission is known: by its hash alone, nothing else.
CREATE POLICY by_code ON app.code_lookup FOR SELECT TO answerable_intake, answerable_visit USING (lookup = app.current_lookup());

-- What the public site may read: nothing that is not public.
CREATE POLICY site_reads ON app.country FOR SELECT TO answerable_site, answerable_visit USING (true);
CREATE POLICY site_reads ON app.program FOR SELECT TO answerable_site, answerable_visit USING (true);
CREATE POLICY site_reads ON app.program_element FOR SELECT TO answerable_site, answerable_visit USING (true);
CREATE POLICY site_reads ON app.element_text FOR SELECT TO answerable_site, answerable_visit USING (true);
CREATE POLICY site_reads ON app.round FOR SELECT TO answerable_site, answerable_visit, answerable_intake
  USING (state IN ('open', 'paused_for_safety', 'closed', 'synthesis', 'responded', 'published', 'archived'));
CREATE POLICY site_reads ON app.question FOR SELECT TO answerable_site, answerable_visit
  USING (EXISTS (SELECT 1 FROM app.round r WHERE r.id = round_id AND r.state IN ('open', 'paused_for_safety', 'closed', 'synthesis', 'responded', 'published', 'archived')));
CREATE POLICY site_reads ON app.round_language FOR SELECT TO answerable_site, answerable_visit
  USING (EXISTS (SELECT 1 FROM app.round r WHERE r.id = round_id AND r.state IN ('open', 'paused_for_safety', 'closed', 'synthesis', 'responded', 'published', 'archived')));
CREATE POLICY site_reads ON app.round_reason FOR SELECT TO answerable_site
  USING (EXISTS (SELECT 1 FROM app.round r WHERE r.id = round_id AND r.state IN ('open', 'paused_for_safety', 'closed', 'synthesis', 'responded', 'published', 'archived')));
CREATE POLICY site_reads ON app.publication FOR SELECT TO answerable_site USING (state IN ('published', 'superseded'));

-- What a visit by return code may see: its own submission and what answers it.
CREATE FUNCTION app.visited_points() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
  SELECT p.id FROM app.point p JOIN app.item i ON i.id = p.item_id WHERE i.submission_id = app.current_submission()
$$;
CREATE POLICY of_visit ON app.submission TO answerable_visit USING (id = app.current_submission());
CREATE POLICY of_visit ON app.code_lookup FOR SELECT TO answerable_visit USING (submission_id = app.current_submission());
CREATE POLICY of_visit ON app.item TO answerable_visit USING (submission_id = app.current_submission());
CREATE POLICY of_visit ON app.consent FOR SELECT TO answerable_visit USING (submission_id = app.current_submission());
CREATE POLICY of_visit ON app.message TO answerable_visit USING (submission_id = app.current_submission());
CREATE POLICY of_visit ON app.risk_flag FOR SELECT TO answerable_visit USING (submission_id = app.current_submission());
CREATE POLICY of_visit ON app.understanding TO answerable_visit USING (submission_id = app.current_submission());
CREATE POLICY of_visit ON app.item_version FOR SELECT TO answerable_visit
  USING (kind = 'own_words' AND EXISTS (SELECT 1 FROM app.item i WHERE i.id = item_id AND i.submission_id = app.current_submission()));
CREATE POLICY of_visit ON app.point TO answerable_visit USING (EXISTS (SELECT 1 FROM app.item i WHERE i.id = item_id AND i.submission_id = app.current_submission()));
CREATE POLICY of_visit ON app.disposition FOR SELECT TO answerable_visit USING (NOT superseded AND point_id IN (SELECT app.visited_points()));
CREATE POLICY of_visit ON app.answer_point FOR SELECT TO answerable_visit USING (point_id IN (SELECT app.visited_points()));
CREATE POLICY of_visit ON app.answer FOR SELECT TO answerable_visit USING (state = 'approved');
CREATE POLICY of_visit ON app.decision FOR SELECT TO answerable_visit USING (state = 'signed');
CREATE POLICY of_visit ON app.program_change FOR SELECT TO answerable_visit USING (EXISTS (SELECT 1 FROM app.decision d WHERE d.id = decision_id AND d.state = 'signed'));
CREATE POLICY of_visit ON app.recommendation_step FOR SELECT TO answerable_visit USING (EXISTS (SELECT 1 FROM app.decision d WHERE d.id = decision_id AND d.state = 'signed'));
CREATE POLICY of_visit ON app.commitment FOR SELECT TO answerable_visit USING (EXISTS (SELECT 1 FROM app.decision d WHERE d.id = decision_id AND d.state = 'signed'));
CREATE POLICY of_visit ON app.leaf TO answerable_visit USING (EXISTS (
  SELECT 1 FROM app.fact f WHERE f.tx = leaf.tx AND f.subject = 'submission' AND f.subject_id = app.current_submission()));

-- Grants --------------------------------------------------------------------------------------------------------------------
GRANT SELECT ON app.mission, app.country, app.program, app.program_element, app.element_text, app.round, app.round_reason, app.question,
  app.round_language, app.publication TO answerable_site;

GRANT SELECT ON app.mission, app.country, app.program, app.program_element, app.element_text, app.round, app.question, app.round_language,
  app.code_lookup, app.submission, app.item, app.item_version, app.consent, app.message, app.risk_flag, app.understanding, app.point,
  app.disposition, app.answer, app.answer_point, app.decision, app.program_change, app.recommendation_step, app.commitment, app.fact,
  app.leaf, app.key_slot TO answerable_visit;
GRANT INSERT ON app.message, app.consent, app.risk_flag, app.fact, app.leaf, app.key_slot, app.visit_nonce TO answerable_visit;
GRANT UPDATE (state, tolerance, org_type, header, replay_open, body_tag, version) ON app.submission TO answerable_visit;
GRANT UPDATE (state, state_since, version) ON app.item TO answerable_visit;
GRANT UPDATE (reaction, version) ON app.understanding TO answerable_visit;
GRANT UPDATE (read, version) ON app.message TO answerable_visit;
GRANT UPDATE (content_salt) ON app.leaf TO answerable_visit;
GRANT DELETE ON app.key_slot TO answerable_visit;

GRANT SELECT ON app.mission TO answerable_intake, answerable_accounts;
GRANT SELECT ON app.code_lookup TO answerable_intake;

GRANT SELECT, INSERT, UPDATE ON app.account, app.recovery_code, app.account_invitation, app.role_assignment, app.mission TO answerable_accounts;
GRANT SELECT, INSERT, UPDATE, DELETE ON app.session, app.factor_use TO answerable_accounts;
GRANT SELECT, INSERT ON app.fact, app.leaf, app.key_slot TO answerable_accounts;
CREATE POLICY installation ON app.leaf FOR INSERT TO answerable_accounts WITH CHECK (true);
CREATE POLICY installation_reads ON app.leaf FOR SELECT TO answerable_accounts USING (true);

GRANT SELECT ON ALL TABLES IN SCHEMA app TO answerable_desk;
REVOKE SELECT ON app.account, app.recovery_code, app.account_invitation, app.factor_use, app.session, app.visit_nonce FROM answerable_desk;
GRANT SELECT (id, email, state, language) ON app.account TO answerable_desk;
GRANT INSERT, UPDATE ON app.mission, app.country, app.program, app.program_element, app.round, app.question, app.round_language,
  app.codebook, app.theme, app.submission, app.item, app.item_version, app.point, app.understanding, app.message, app.risk_flag,
  app.decision, app.commitment, app.answer, app.publication, app.search_segment, app.key_slot TO answerable_desk;
GRANT UPDATE (superseded) ON app.disposition TO answerable_desk;
GRANT UPDATE (content_salt) ON app.leaf TO answerable_desk;
GRANT INSERT ON app.element_text, app.round_reason, app.code, app.staff_note, app.coding, app.consent, app.use_check, app.recommendation_step,
  app.program_change, app.decision_link, app.disposition, app.answer_point, app.fact, app.leaf TO answerable_desk;
GRANT DELETE ON app.question, app.coding, app.decision_link, app.program_change, app.answer_point, app.key_slot, app.search_segment TO answerable_desk;

GRANT SELECT, UPDATE ON app.leaf TO answerable_sequencer;
GRANT SELECT, INSERT, DELETE ON app.submission, app.item, app.item_version, app.consent, app.code_lookup, app.key_slot, vault.box TO answerable_settler;
GRANT INSERT ON app.fact TO answerable_settler;
GRANT SELECT, INSERT, DELETE ON vault.box TO answerable_vault;

-- Submitting: one statement, one transaction --------------------------------------------------------------------------------
-- Takes everything already sealed. Answers 'stored', 'known' (the code is there already: the caller answers as a retry) or
-- 'round_not_open'. Bytes travel as hexadecimal text.
CREATE FUNCTION app.submit(p jsonb) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
DECLARE
  s jsonb := p -> 'submission';
  m uuid := (s ->> 'mission_id')::uuid;
BEGIN
  PERFORM set_config('app.mission', m::text, true);
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
  SELECT x.id, m, (s ->> 'id')::uuid, x.use, x.text_version, s ->> 'language', x.given, (s ->> 'day')::date
  FROM jsonb_to_recordset(p -> 'consents') AS x (id uuid, use text, text_version text, given boolean);

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

-- What a return code leads to, before a mission is known. Nothing for an unknown one.
CREATE FUNCTION app.find_code(lookup_hex text) RETURNS TABLE (mission_id uuid, submission_id uuid) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
BEGIN
  PERFORM set_config('app.lookup', lookup_hex, true);
  RETURN QUERY SELECT c.mission_id, c.submission_id FROM app.code_lookup c WHERE c.lookup = decode(lookup_hex, 'hex');
END $$;
CREATE POLICY by_code_owner ON app.code_lookup FOR SELECT TO answerable_owner USING (lookup = app.current_lookup());

-- What a retry of the same form needs to know, and nothing else.
CREATE FUNCTION app.replay_of(lookup_hex text) RETURNS TABLE (submission_id uuid, mission_id uuid, state text, replay_open boolean, body_tag text, version int)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
DECLARE c app.code_lookup;
BEGIN
  PERFORM set_config('app.lookup', lookup_hex, true);
  SELECT * INTO c FROM app.code_lookup l WHERE l.lookup = decode(lookup_hex, 'hex');
  IF NOT FOUND THEN RETURN; END IF;
  PERFORM set_config('app.mission', c.mission_id::text, true);
  RETURN QUERY SELECT s.id, s.mission_id, s.state, s.replay_open, encode(s.body_tag, 'hex'), s.version FROM app.submission s WHERE s.id = c.submission_id;
END $$;

REVOKE EXECUTE ON FUNCTION app.submit(jsonb), app.find_code(text), app.replay_of(text), app.visited_points() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.submit(jsonb), app.find_code(text), app.replay_of(text) TO answerable_intake;
GRANT EXECUTE ON FUNCTION app.find_code(text) TO answerable_visit;
GRANT EXECUTE ON FUNCTION app.visited_points() TO answerable_visit;

-- Settle: the rows that the days before wrote are laid anew in random order in one transaction; xmin, physical order and
-- neighbourhood then link nothing. One fact says that it happened.
CREATE FUNCTION app.settle(before date, settlement uuid, hour_now int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  moved int;
  t text;
BEGIN
  -- Writers wait: a change must neither be lost under the move, nor a deleted key come back with it.
  LOCK TABLE app.submission, app.code_lookup, app.item, app.item_version, app.consent, app.key_slot, vault.box IN SHARE ROW EXCLUSIVE MODE;
  CREATE TEMP TABLE settled_submission ON COMMIT DROP AS SELECT * FROM app.submission WHERE day < before;
  GET DIAGNOSTICS moved = ROW_COUNT;
  CREATE TEMP TABLE settled_code_lookup ON COMMIT DROP AS SELECT x.* FROM app.code_lookup x JOIN settled_submission s ON s.id = x.submission_id;
  CREATE TEMP TABLE settled_item ON COMMIT DROP AS SELECT x.* FROM app.item x JOIN settled_submission s ON s.id = x.submission_id;
  CREATE TEMP TABLE settled_item_version ON COMMIT DROP AS SELECT x.* FROM app.item_version x JOIN settled_item i ON i.id = x.item_id;
  CREATE TEMP TABLE settled_consent ON COMMIT DROP AS SELECT x.* FROM app.consent x JOIN settled_submission s ON s.id = x.submission_id;
  CREATE TEMP TABLE settled_key_slot ON COMMIT DROP AS SELECT * FROM app.key_slot;
  CREATE TEMP TABLE settled_box ON COMMIT DROP AS SELECT * FROM vault.box;
  DELETE FROM app.item_version x USING settled_item_version y WHERE x.id = y.id;
  DELETE FROM app.consent x USING settled_consent y WHERE x.id = y.id;
  DELETE FROM app.item x USING settled_item y WHERE x.id = y.id;
  DELETE FROM app.code_lookup x USING settled_code_lookup y WHERE x.lookup = y.lookup;
  DELETE FROM app.submission x USING settled_submission y WHERE x.id = y.id;
  DELETE FROM app.key_slot;
  DELETE FROM vault.box;
  FOREACH t IN ARRAY ARRAY['submission', 'code_lookup', 'item', 'item_version', 'consent', 'key_slot'] LOOP
    EXECUTE format('INSERT INTO app.%I SELECT * FROM %I ORDER BY random()', t, 'settled_' || t);
  END LOOP;
  INSERT INTO vault.box SELECT * FROM settled_box ORDER BY random();
  INSERT INTO app.fact (mission_id, subject, subject_id, subject_version, type, actor_role, hour_index, payload)
  VALUES (NULL, 'settlement', settlement, 1, 'settlement.done', 'system', hour_now, '{}');
  RETURN moved;
END $$;
REVOKE EXECUTE ON FUNCTION app.settle(date, uuid, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.settle(date, uuid, int) TO answerable_settler;

-- What auditors see: never a header, an act key, a handle, a mailbox or an account's address.
CREATE VIEW audit.submission AS SELECT id, mission_id, round_id, state, day, language, answer_language, channel, tolerance, code_declined, version FROM app.submission;
CREATE VIEW audit.item AS SELECT id, mission_id, round_id, submission_id, question_id, day, language, choices, body, state, state_since, sensitive, version FROM app.item WHERE NOT sensitive;
CREATE VIEW audit.item_count AS SELECT mission_id, round_id, state, sensitive, language, day FROM app.item;
CREATE VIEW audit.item_version AS SELECT v.id, v.mission_id, v.item_id, v.kind, v.language, v.body, v.by_role, v.state, v.made_on, v.reviewed_on FROM app.item_version v JOIN app.item i ON i.id = v.item_id WHERE NOT i.sensitive AND v.kind IN ('translation', 'redaction');
CREATE VIEW audit.point AS SELECT id, mission_id, round_id, item_id, span_start, span_end, summary, state, version FROM app.point;
CREATE VIEW audit.understanding AS SELECT id, mission_id, submission_id, point_id, language, body, reaction FROM app.understanding;
CREATE VIEW audit.coding AS SELECT id, mission_id, point_id, code_id, theme_id, made_on FROM app.coding;
CREATE VIEW audit.consent AS SELECT id, mission_id, submission_id, use, text_version, given, sequence, day FROM app.consent;
CREATE VIEW audit.disposition AS SELECT id, mission_id, point_id, kind, reason, proof, review_on, decision_id, made_on, superseded FROM app.disposition;
CREATE VIEW audit.decision AS SELECT id, mission_id, program_id, round_id, number, level, state, question, outcome, rationale, alternatives, decided_on, authority_id, recommended_to, recommendation, recommendation_due, version FROM app.decision;
CREATE VIEW audit.answer AS SELECT id, mission_id, round_id, item_id, theme_id, language, body, translation, state, drafted_on, approved_on, version FROM app.answer;
CREATE VIEW audit.key_slot AS SELECT k.* FROM app.key_slot k;
CREATE VIEW audit.fact AS SELECT id, mission_id, subject, subject_id, subject_version, type, actor_role, hour_index, payload FROM app.fact;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['mission', 'country', 'program', 'program_element', 'element_text', 'round', 'round_reason', 'question', 'round_language', 'codebook',
      'code', 'theme', 'recommendation_step', 'program_change', 'decision_link', 'commitment', 'answer_point', 'publication'] LOOP
    EXECUTE format('CREATE VIEW audit.%I AS SELECT * FROM app.%I', t, t);
  END LOOP;
END $$;
CREATE VIEW audit.authority AS SELECT id, mission_id, role, scope, scope_id, authority, from_on, to_on, state FROM app.role_assignment;
GRANT SELECT ON ALL TABLES IN SCHEMA audit TO answerable_auditor;
GRANT SELECT ON audit.authority TO answerable_desk;
GRANT USAGE ON SCHEMA app TO answerable_auditor;
GRANT INSERT ON app.fact TO answerable_auditor;

RESET ROLE;
