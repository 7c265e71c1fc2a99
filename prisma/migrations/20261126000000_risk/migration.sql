-- Risk that acts: what a protection officer found, how far it reaches, each step with its reason, and each use of a text.
SET ROLE answerable_owner;

-- A complaint about staff, ours or the partner's, has a type of its own: it goes past the office concerned.
ALTER TABLE app.risk_flag DROP CONSTRAINT risk_flag_kind_check;
ALTER TABLE app.risk_flag ADD CONSTRAINT risk_flag_kind_check CHECK (kind IN ('reprisal', 'surveillance', 'detention', 'legal_status',
  'association_stigma', 'reidentification', 'gendered_harm', 'sexual_exploitation', 'named_accusation', 'immediate_threat',
  'online_harassment', 'travel', 'minor', 'device_seizure', 'cve_cooption', 'staff_conduct'));
-- What the protection officer assessed, beside what was raised: the stricter counts. How far the danger reaches.
ALTER TABLE app.risk_flag ADD COLUMN assessed_level text CHECK (assessed_level IN ('low', 'moderate', 'high', 'severe'));
ALTER TABLE app.risk_flag ADD COLUMN reach text NOT NULL DEFAULT 'item' CHECK (reach IN ('item', 'round', 'program'));
-- A closed flag keeps how long it took, never when it was.
ALTER TABLE app.risk_flag ADD CONSTRAINT risk_flag_hour_dropped CHECK (state NOT IN ('resolved', 'accepted_by_participant') OR raised_hour IS NULL);
CREATE INDEX ON app.risk_flag (mission_id, state);

-- What was done about a flag, with the reason for it, sealed (D).
CREATE TABLE app.risk_flag_step (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  flag_id uuid NOT NULL REFERENCES app.risk_flag DEFERRABLE INITIALLY DEFERRED,
  event text NOT NULL CHECK (event IN ('triage', 'mitigate', 'escalate', 'resolve', 'accept', 'lift', 'lower', 'refer')),
  body bytea,
  by_account uuid,
  made_on date NOT NULL
);
CREATE INDEX ON app.risk_flag_step (flag_id);
CREATE CONSTRAINT TRIGGER risk_flag_step_fact AFTER INSERT OR UPDATE OR DELETE ON app.risk_flag_step
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_fact('risk_flag', 'flag_id');
ALTER TABLE app.risk_flag_step ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.risk_flag_step FORCE ROW LEVEL SECURITY;
CREATE POLICY by_mission ON app.risk_flag_step TO answerable_owner, answerable_desk, answerable_auditor USING (mission_id = app.current_mission());
GRANT SELECT, INSERT ON app.risk_flag_step TO answerable_desk;

-- The least exposure that a protection officer assessed; only ever stricter, and never instead of the sender's own.
ALTER TABLE app.submission ADD COLUMN ceiling text
  CHECK (ceiling IN ('none', 'confidential_only', 'organisation_type_only', 'organisation_to_us', 'organisation_public'));

-- Whom to send somebody in danger to: organisations and lines, no persons.
ALTER TABLE app.mission ADD COLUMN referrals text;

-- Everything that a verdict over a use was made from, so that it can be made again. One row for each different verdict.
ALTER TABLE app.use_check
  ADD COLUMN ceiling text NOT NULL DEFAULT 'organisation_public',
  ADD COLUMN level text NOT NULL DEFAULT 'none' CHECK (level IN ('none', 'low', 'moderate', 'high', 'severe')),
  ADD COLUMN system text NOT NULL DEFAULT 'none' CHECK (system IN ('none', 'low', 'moderate', 'high', 'severe')),
  ADD COLUMN apart boolean NOT NULL DEFAULT false,
  ADD COLUMN days int,
  ADD COLUMN reasons text[] NOT NULL DEFAULT '{}';
CREATE UNIQUE INDEX use_check_once ON app.use_check
  (item_id, use, rule_version, tolerance, ceiling, level, system, consent, apart, (coalesce(days, -1)));
CREATE TRIGGER use_check_append_only BEFORE UPDATE OR DELETE ON app.use_check FOR EACH ROW EXECUTE FUNCTION app.refuse_change();

-- Files verdicts over uses beside any transaction: they change nothing, and one that is there already is not filed twice.
CREATE FUNCTION app.file_use_checks(p_mission uuid, p_rows jsonb) RETURNS int LANGUAGE plpgsql AS $$
DECLARE filed int;
BEGIN
  PERFORM set_config('app.mission', p_mission::text, true);
  INSERT INTO app.use_check (id, mission_id, item_id, use, tolerance, ceiling, level, system, apart, days, consent, verdict, reasons, rule_version)
  SELECT gen_random_uuid(), p_mission, x.item_id, x.use, x.tolerance, x.ceiling, x.level, x.system, x.apart, x.days, x.consent, x.verdict, x.reasons, x.rule_version
  FROM jsonb_to_recordset(p_rows) AS x (item_id uuid, use text, tolerance text, ceiling text, level text, system text, apart boolean, days int,
    consent boolean, verdict boolean, reasons text[], rule_version text)
  ORDER BY random()
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS filed = ROW_COUNT;
  RETURN filed;
END $$;
REVOKE EXECUTE ON FUNCTION app.file_use_checks(uuid, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.file_use_checks(uuid, jsonb) TO answerable_desk;

-- How grave the open danger around an item is, and what its sender allows: what the rules over uses are asked with. Of the
-- transaction's mission alone; the auditor's role, which may not read flags, learns the level and nothing else.
CREATE FUNCTION app.item_level(p_item uuid, p_submission uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
  SELECT coalesce((
    SELECT x.level FROM (
      SELECT f.level FROM app.risk_flag f WHERE f.submission_id = p_submission AND (f.item_id IS NULL OR f.item_id = p_item)
        AND f.state IN ('raised', 'triaged', 'mitigating', 'escalated')
      UNION ALL
      SELECT f.assessed_level FROM app.risk_flag f WHERE f.submission_id = p_submission AND (f.item_id IS NULL OR f.item_id = p_item)
        AND f.state IN ('raised', 'triaged', 'mitigating', 'escalated') AND f.assessed_level IS NOT NULL
    ) x ORDER BY array_position(ARRAY['severe', 'high', 'moderate', 'low'], x.level) LIMIT 1), 'none')
$$;
CREATE FUNCTION app.item_consents(p_submission uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
  SELECT coalesce(jsonb_object_agg(c.use, c.given), '{}') FROM (
    SELECT DISTINCT ON (n.use) n.use, n.given FROM app.consent n WHERE n.submission_id = p_submission ORDER BY n.use, n.sequence DESC) c
$$;
REVOKE EXECUTE ON FUNCTION app.item_level(uuid, uuid), app.item_consents(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.item_level(uuid, uuid), app.item_consents(uuid) TO answerable_desk, answerable_auditor;
CREATE VIEW audit.item_protection AS
  SELECT i.id, i.mission_id, i.round_id, s.tolerance, s.ceiling, i.sensitive AS apart, app.item_level(i.id, s.id) AS level, app.item_consents(s.id) AS consents
  FROM app.item i JOIN app.submission s ON s.id = i.submission_id WHERE NOT i.sensitive;
GRANT SELECT ON audit.item_protection TO answerable_auditor;

-- A withdrawal reaches the reasons too.
CREATE OR REPLACE FUNCTION app.visited_texts() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
  WITH own AS (SELECT i.id FROM app.item i WHERE i.submission_id = app.current_submission())
  SELECT app.current_submission()
  UNION ALL SELECT own.id FROM own
  UNION ALL SELECT v.id FROM app.item_version v WHERE v.item_id IN (SELECT own.id FROM own)
  UNION ALL SELECT n.id FROM app.staff_note n WHERE n.item_id IN (SELECT own.id FROM own)
  UNION ALL SELECT p.id FROM app.point p WHERE p.item_id IN (SELECT own.id FROM own)
  UNION ALL SELECT a.id FROM app.answer a WHERE a.item_id IN (SELECT own.id FROM own)
  UNION ALL SELECT r.id FROM app.answer_return r JOIN app.answer a ON a.id = r.answer_id WHERE a.item_id IN (SELECT own.id FROM own)
  UNION ALL SELECT m.id FROM app.message m WHERE m.submission_id = app.current_submission()
  UNION ALL SELECT u.id FROM app.understanding u WHERE u.submission_id = app.current_submission()
  UNION ALL SELECT t.id FROM app.risk_flag_step t JOIN app.risk_flag f ON f.id = t.flag_id WHERE f.submission_id = app.current_submission()
$$;

-- A visit closes a flag whose risk it takes on itself.
GRANT UPDATE (state, raised_hour, version) ON app.risk_flag TO answerable_visit;
CREATE POLICY of_visit_moves ON app.risk_flag FOR UPDATE TO answerable_visit
  USING (submission_id = app.current_submission()) WITH CHECK (submission_id = app.current_submission());

-- For auditors: the clocks and the verdicts, by round. Neither what a flag is about, nor whose it is.
CREATE VIEW audit.risk_flag AS SELECT f.mission_id, s.round_id, f.level, f.assessed_level, f.raised_by, f.state, f.reach, f.elapsed_hours, f.met
  FROM app.risk_flag f JOIN app.submission s ON s.id = f.submission_id;
CREATE VIEW audit.use_check AS SELECT u.id, u.mission_id, u.item_id, u.use, u.tolerance, u.ceiling, u.level, u.system, u.apart, u.days, u.consent, u.verdict,
  u.reasons, u.rule_version FROM app.use_check u JOIN app.item i ON i.id = u.item_id WHERE NOT i.sensitive;
GRANT SELECT ON audit.risk_flag, audit.use_check TO answerable_auditor;

RESET ROLE;
