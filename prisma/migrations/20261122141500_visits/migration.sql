-- A visit by return code sees and touches its own submission and what answers it, also where it could guess an id.
SET ROLE answerable_owner;

-- Approved answers to the visited items, those ticked for one of its points, and these in their other languages.
CREATE FUNCTION app.visited_answers() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
  WITH ticked AS (
    SELECT a.id, a.theme_id FROM app.answer_point p JOIN app.answer a ON a.id = p.answer_id
    WHERE a.state = 'approved' AND p.point_id IN (SELECT app.visited_points()))
  SELECT a.id FROM app.answer a
  WHERE a.state = 'approved'
    AND (a.item_id IN (SELECT i.id FROM app.item i WHERE i.submission_id = app.current_submission())
      OR a.id IN (SELECT t.id FROM ticked t) OR a.theme_id IN (SELECT t.theme_id FROM ticked t))
$$;
CREATE FUNCTION app.visited_decisions() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
  SELECT d.decision_id FROM app.disposition d
  WHERE NOT d.superseded AND d.decision_id IS NOT NULL AND d.point_id IN (SELECT app.visited_points())
$$;

-- Everything of the visited submission that has a data key of its own.
CREATE FUNCTION app.visited_texts() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
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
$$;

REVOKE EXECUTE ON FUNCTION app.visited_answers(), app.visited_decisions(), app.visited_texts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.visited_answers(), app.visited_decisions(), app.visited_texts() TO answerable_visit;

DROP POLICY of_visit ON app.answer;
CREATE POLICY of_visit ON app.answer FOR SELECT TO answerable_visit USING (id IN (SELECT app.visited_answers()));
DROP POLICY of_visit ON app.decision;
CREATE POLICY of_visit ON app.decision FOR SELECT TO answerable_visit USING (state = 'signed' AND id IN (SELECT app.visited_decisions()));

-- Keys: whoever has a grant sees them all, but a visit only those of its own texts and answers.
ALTER TABLE app.key_slot ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.key_slot FORCE ROW LEVEL SECURITY;
CREATE POLICY by_grant ON app.key_slot USING (true) WITH CHECK (true);
CREATE POLICY of_visit ON app.key_slot AS RESTRICTIVE FOR SELECT TO answerable_visit
  USING (object_id IN (SELECT app.visited_texts()) OR object_id IN (SELECT app.visited_answers()));

-- What a visit adds, it adds to its own submission.
CREATE POLICY only_visited ON app.message AS RESTRICTIVE FOR INSERT TO answerable_visit
  WITH CHECK (submission_id = app.current_submission() AND direction = 'in');
CREATE POLICY only_visited ON app.consent AS RESTRICTIVE FOR INSERT TO answerable_visit WITH CHECK (submission_id = app.current_submission());
CREATE POLICY only_visited ON app.risk_flag AS RESTRICTIVE FOR INSERT TO answerable_visit
  WITH CHECK (submission_id = app.current_submission() AND raised_by = 'participant');

-- A visit reads the leaf of its submission (its act signatures name it) and the one it is about to file.
DROP POLICY of_visit ON app.leaf;
CREATE POLICY of_visit ON app.leaf FOR SELECT TO answerable_visit USING (tx = pg_current_xact_id() OR EXISTS (
  SELECT 1 FROM app.fact f WHERE f.tx = leaf.tx AND f.subject = 'submission' AND f.subject_id = app.current_submission()));

-- Withdrawing: the keys of everything written by or about the visited submission go, and the content salts of the leaves
-- that tell of it alone. The choices go with the item's new version; the vault's box stays behind, unreachable, since
-- the way to it was in the header.
CREATE FUNCTION app.shred_submission() RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
DECLARE shredded int;
BEGIN
  DELETE FROM app.key_slot k WHERE k.object_id IN (SELECT app.visited_texts());
  GET DIAGNOSTICS shredded = ROW_COUNT;
  WITH own AS (SELECT app.visited_texts() AS id UNION SELECT r.id FROM app.risk_flag r WHERE r.submission_id = app.current_submission())
  UPDATE app.leaf l SET content_salt = NULL
  WHERE l.tx <> pg_current_xact_id() AND l.content_salt IS NOT NULL
    AND l.tx IN (SELECT f.tx FROM app.fact f WHERE f.subject_id IN (SELECT own.id FROM own))
    AND NOT EXISTS (SELECT 1 FROM app.fact f WHERE f.tx = l.tx AND f.subject IN ('item', 'message', 'point', 'answer', 'understanding', 'submission')
      AND f.subject_id NOT IN (SELECT own.id FROM own));
  RETURN shredded;
END $$;
REVOKE EXECUTE ON FUNCTION app.shred_submission() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.shred_submission() TO answerable_visit;
REVOKE DELETE ON app.key_slot FROM answerable_visit;
REVOKE UPDATE (content_salt) ON app.leaf FROM answerable_visit;
REVOKE UPDATE (header) ON app.submission FROM answerable_visit;
GRANT UPDATE (choices, sensitive) ON app.item TO answerable_visit;

RESET ROLE;
