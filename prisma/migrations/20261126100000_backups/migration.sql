-- Backups, and what a restored one keeps closed until it is known what was withdrawn meanwhile.

-- Reads every table for a backup, and nothing else. The program adds its right to tables of later days before each backup.
DO $$ BEGIN CREATE ROLE answerable_backup NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN EXECUTE format('GRANT answerable_backup TO %I', current_user); EXCEPTION WHEN OTHERS THEN NULL; END $$;

SET ROLE answerable_owner;

-- A frozen slot is seen by nobody who opens texts: no page has to ask, and none can forget to.
ALTER TABLE app.key_slot ADD COLUMN frozen boolean NOT NULL DEFAULT false;
CREATE INDEX key_slot_frozen ON app.key_slot (object_id) WHERE frozen;
CREATE INDEX key_slot_epoch ON app.key_slot (suite, key_epoch);
DROP POLICY by_grant ON app.key_slot;
CREATE POLICY by_grant ON app.key_slot USING (NOT frozen) WITH CHECK (NOT frozen);
CREATE POLICY whole ON app.key_slot TO answerable_owner, answerable_settler USING (true) WITH CHECK (true);

-- One row a mission whenever a backup was restored over which nothing newer is known.
CREATE TABLE app.restoration (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  -- The day of the backup's data, and of the newest keys that were found.
  data_of date NOT NULL,
  keys_of date NOT NULL,
  restored_on date NOT NULL,
  state text NOT NULL CHECK (state IN ('frozen', 'accepted')),
  -- From this day on, withdrawals may be missing: said by the protection officer who accepts.
  unknown_since date,
  accepted_by uuid,
  accepted_on date,
  version int NOT NULL DEFAULT 1,
  CHECK ((state = 'accepted') = (accepted_by IS NOT NULL)),
  CHECK ((state = 'accepted') = (accepted_on IS NOT NULL)),
  CHECK ((state = 'accepted') = (unknown_since IS NOT NULL))
);
CREATE INDEX ON app.restoration (mission_id);
CREATE CONSTRAINT TRIGGER restoration_fact AFTER INSERT OR UPDATE OR DELETE ON app.restoration
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_fact('restoration', 'id');
ALTER TABLE app.restoration ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.restoration FORCE ROW LEVEL SECURITY;
CREATE POLICY by_mission ON app.restoration TO answerable_owner, answerable_desk, answerable_auditor USING (mission_id = app.current_mission());
CREATE POLICY all_missions ON app.restoration FOR SELECT TO answerable_owner USING (true);
GRANT SELECT ON app.restoration TO answerable_desk;
GRANT UPDATE (state, unknown_since, accepted_by, accepted_on, version) ON app.restoration TO answerable_desk;

CREATE VIEW audit.restoration AS SELECT id, mission_id, data_of, keys_of, restored_on, state, unknown_since, accepted_on FROM app.restoration;
GRANT SELECT ON audit.restoration TO answerable_auditor;

-- Gives the words back once every mission has accepted; what was withdrawn meanwhile has no slot any more. Gives how many.
CREATE FUNCTION app.unfreeze() RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
DECLARE thawed int;
BEGIN
  IF EXISTS (SELECT 1 FROM app.restoration r WHERE r.state = 'frozen') THEN RETURN 0; END IF;
  UPDATE app.key_slot SET frozen = false WHERE frozen;
  GET DIAGNOSTICS thawed = ROW_COUNT;
  RETURN thawed;
END $$;
REVOKE EXECUTE ON FUNCTION app.unfreeze() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.unfreeze() TO answerable_desk;

-- Which versions of the desk's key are gone for good. Whoever still seals to one of them (a public part whose key file was
-- not replaced) is refused before anything is stored: nobody could ever read it.
CREATE TABLE app.destroyed_key (
  epoch int PRIMARY KEY,
  destroyed_on date NOT NULL
);
ALTER TABLE app.destroyed_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.destroyed_key FORCE ROW LEVEL SECURITY;
CREATE POLICY by_owner ON app.destroyed_key TO answerable_owner USING (true) WITH CHECK (true);
CREATE FUNCTION app.refuse_destroyed_key() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
BEGIN
  IF new.suite = 16 AND EXISTS (SELECT 1 FROM app.destroyed_key d WHERE d.epoch = new.key_epoch) THEN
    RAISE EXCEPTION 'sealed to a destroyed key: copy keyring/public.json again' USING errcode = '57000';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER key_slot_epoch_lives BEFORE INSERT OR UPDATE OF key_epoch ON app.key_slot FOR EACH ROW EXECUTE FUNCTION app.refuse_destroyed_key();

RESET ROLE;
