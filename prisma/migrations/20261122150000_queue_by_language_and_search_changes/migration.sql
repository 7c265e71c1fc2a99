-- Three things that grew with the number of items: the queue of a language that few write, the end of the queue of what is
-- late, and telling whether what a search holds in memory is still true.

SET ROLE answerable_owner;

-- Without it a rare language is looked for through every item of the mission: the queues by day pass all others on the way.
CREATE INDEX item_language_queue ON app.item (mission_id, language, state, due_on, id) WHERE NOT sensitive;

-- What is late, by how long it has waited: from the end one passes all that is not late yet. With the due day in the index
-- that is read without a look at any row.
DROP INDEX app.item_queue;
CREATE INDEX item_queue ON app.item (mission_id, state, state_since, id) INCLUDE (due_on) WHERE NOT sensitive;

-- How often the texts of a round that may be found have changed. A search asks for one row instead of folding the ids of
-- all texts. It tells nothing but that something changed, so it needs no fact: a cache's stamp, which may be lost.
CREATE TABLE app.search_change (
  round_id uuid PRIMARY KEY REFERENCES app.round,
  mission_id uuid NOT NULL REFERENCES app.mission,
  changes bigint NOT NULL
);
ALTER TABLE app.search_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.search_change FORCE ROW LEVEL SECURITY;
CREATE POLICY by_mission ON app.search_change FOR SELECT TO answerable_desk USING (mission_id = app.current_mission());
CREATE POLICY counted ON app.search_change TO answerable_owner USING (true) WITH CHECK (true);
GRANT SELECT ON app.search_change TO answerable_desk;

-- Counts once a transaction and round, at its commit: the row is held for as long as a commit takes, and whoever reads the
-- number sees the texts that belong to it. The settler moves rows without changing them, and counts nothing.
CREATE FUNCTION app.count_search_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
DECLARE
  row_now jsonb := to_jsonb(CASE WHEN tg_op = 'DELETE' THEN old ELSE new END);
  in_round uuid := row_now ->> 'round_id';
BEGIN
  IF current_setting('role') = 'answerable_settler' OR session_user = 'answerable_settler' THEN RETURN NULL; END IF;
  IF tg_table_name = 'item_version' THEN
    SELECT i.round_id INTO in_round FROM app.item i WHERE i.id = (row_now ->> 'item_id')::uuid;
  END IF;
  IF in_round IS NULL OR current_setting('app.search_counted', true) = in_round::text THEN RETURN NULL; END IF;
  PERFORM set_config('app.search_counted', in_round::text, true);
  INSERT INTO app.search_change AS c (round_id, mission_id, changes) VALUES (in_round, (row_now ->> 'mission_id')::uuid, 1)
    ON CONFLICT (round_id) DO UPDATE SET changes = c.changes + 1;
  RETURN NULL;
END $$;

-- What may be found stands in app/feedback/search-store.server.ts too; a test holds both alike. What has only come in, as
-- most does, fires nothing.
CREATE CONSTRAINT TRIGGER item_search_new AFTER INSERT ON app.item DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NOT new.sensitive AND new.state NOT IN ('received', 'first_look', 'quarantined', 'withdrawn'))
  EXECUTE FUNCTION app.count_search_change();
CREATE CONSTRAINT TRIGGER item_search_changed AFTER UPDATE ON app.item DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN ((new.body IS NOT NULL AND NOT new.sensitive AND new.state NOT IN ('received', 'first_look', 'quarantined', 'withdrawn'))
    IS DISTINCT FROM (old.body IS NOT NULL AND NOT old.sensitive AND old.state NOT IN ('received', 'first_look', 'quarantined', 'withdrawn')))
  EXECUTE FUNCTION app.count_search_change();
CREATE CONSTRAINT TRIGGER item_search_gone AFTER DELETE ON app.item DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NOT old.sensitive AND old.state NOT IN ('received', 'first_look', 'quarantined', 'withdrawn'))
  EXECUTE FUNCTION app.count_search_change();
CREATE CONSTRAINT TRIGGER item_version_search_new AFTER INSERT ON app.item_version DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (new.kind = 'translation') EXECUTE FUNCTION app.count_search_change();
CREATE CONSTRAINT TRIGGER item_version_search_changed AFTER UPDATE ON app.item_version DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (new.kind = 'translation' AND (new.state = 'superseded') IS DISTINCT FROM (old.state = 'superseded'))
  EXECUTE FUNCTION app.count_search_change();
CREATE CONSTRAINT TRIGGER item_version_search_gone AFTER DELETE ON app.item_version DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (old.kind = 'translation') EXECUTE FUNCTION app.count_search_change();

RESET ROLE;
