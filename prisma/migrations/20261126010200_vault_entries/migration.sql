-- People and organisations outside government: everywhere else they are a reference to a row here, shown as a pseudonym.
SET ROLE answerable_owner;

CREATE TABLE vault.entry (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('person', 'organisation')),
  pseudonym text NOT NULL CHECK (pseudonym ~ '^[A-Z][a-z]+-[0-9]{2,4}$'),
  sealed bytea NOT NULL CHECK (octet_length(sealed) = 1024),
  state text NOT NULL DEFAULT 'kept' CHECK (state IN ('kept', 'destroyed')),
  added_on date NOT NULL,
  version int NOT NULL DEFAULT 1,
  UNIQUE (mission_id, pseudonym)
);
ALTER TABLE vault.entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE vault.entry FORCE ROW LEVEL SECURITY;
CREATE POLICY by_mission ON vault.entry TO answerable_desk, answerable_vault USING (mission_id = app.current_mission());
CREATE POLICY definer ON vault.entry FOR SELECT TO answerable_owner USING (true);
CREATE CONSTRAINT TRIGGER entry_fact AFTER INSERT OR UPDATE OR DELETE ON vault.entry DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION app.require_fact('entry', 'id');
GRANT SELECT, INSERT ON vault.entry TO answerable_vault;
GRANT UPDATE (state, version) ON vault.entry TO answerable_vault;
-- Destroying an entry is deleting its key.
GRANT DELETE ON app.key_slot TO answerable_vault;
-- Whoever names somebody in a register sees pseudonyms, never a box.
GRANT SELECT (id, mission_id, kind, pseudonym, state) ON vault.entry TO answerable_desk;

RESET ROLE;
