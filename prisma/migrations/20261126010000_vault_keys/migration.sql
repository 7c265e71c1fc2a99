-- The officers' side of the vault: whose keys open it, and the keys that identities are sealed to. No foreign keys here.
SET ROLE answerable_owner;

-- Public halves alone. The certificate is signed by the mission's offline root, which the configuration names.
CREATE TABLE vault.officer_key (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL,
  account_id uuid,
  kind text NOT NULL CHECK (kind IN ('officer', 'recovery')),
  public_key bytea NOT NULL CHECK (octet_length(public_key) = 32),
  certificate text NOT NULL CHECK (length(certificate) <= 2000),
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'revoked')),
  enrolled_on date NOT NULL,
  revoked_on date,
  version int NOT NULL DEFAULT 1,
  UNIQUE (mission_id, public_key),
  CHECK ((kind = 'officer') = (account_id IS NOT NULL)),
  CHECK ((state = 'revoked') = (revoked_on IS NOT NULL))
);
CREATE UNIQUE INDEX officer_key_one_a_person ON vault.officer_key (mission_id, account_id) WHERE state = 'active' AND kind = 'officer';
CREATE UNIQUE INDEX officer_key_one_recovery ON vault.officer_key (mission_id) WHERE state = 'active' AND kind = 'recovery';

-- Keys that boxes are sealed to: of a round, or (without one) of the mission for its vault entries.
CREATE TABLE vault.round_key (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL,
  round_id uuid,
  epoch int NOT NULL CHECK (epoch > 0),
  public_key bytea NOT NULL CHECK (octet_length(public_key) = 32),
  attestation bytea NOT NULL CHECK (octet_length(attestation) = 32),
  attested_with int NOT NULL,
  state text NOT NULL DEFAULT 'current' CHECK (state IN ('current', 'retired')),
  made_on date NOT NULL,
  version int NOT NULL DEFAULT 1,
  UNIQUE NULLS NOT DISTINCT (mission_id, round_id, epoch)
);
CREATE UNIQUE INDEX round_key_one_current ON vault.round_key (mission_id, round_id) NULLS NOT DISTINCT WHERE state = 'current';

CREATE TABLE vault.round_key_wrap (
  round_key_id uuid NOT NULL,
  officer_key_id uuid NOT NULL,
  mission_id uuid NOT NULL,
  wrapped bytea NOT NULL CHECK (octet_length(wrapped) = 80),
  PRIMARY KEY (round_key_id, officer_key_id)
);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['officer_key', 'round_key', 'round_key_wrap'] LOOP
    EXECUTE format('ALTER TABLE vault.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE vault.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY by_mission ON vault.%I TO answerable_desk, answerable_vault USING (mission_id = app.current_mission())', t);
    EXECUTE format('CREATE POLICY definer ON vault.%I FOR SELECT TO answerable_owner USING (true)', t);
  END LOOP;
END $$;
CREATE CONSTRAINT TRIGGER officer_key_fact AFTER INSERT OR UPDATE OR DELETE ON vault.officer_key DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION app.require_fact('officer_key', 'id');
CREATE CONSTRAINT TRIGGER round_key_fact AFTER INSERT OR UPDATE OR DELETE ON vault.round_key DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION app.require_fact('round_key', 'id');
CREATE CONSTRAINT TRIGGER round_key_wrap_fact AFTER INSERT OR UPDATE OR DELETE ON vault.round_key_wrap DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION app.require_fact('round_key', 'round_key_id');

-- The desk makes a round's key when its risk review is signed, in that transaction; it reads no wrapped key again.
GRANT USAGE ON SCHEMA vault TO answerable_desk, answerable_site;
GRANT SELECT ON vault.officer_key, vault.round_key TO answerable_desk;
GRANT INSERT ON vault.round_key, vault.round_key_wrap TO answerable_desk;
GRANT UPDATE (state, version) ON vault.round_key TO answerable_desk;
GRANT SELECT (round_key_id, officer_key_id, mission_id) ON vault.round_key_wrap TO answerable_desk;

GRANT USAGE ON SCHEMA app TO answerable_vault;
GRANT SELECT, INSERT ON vault.officer_key, vault.round_key, vault.round_key_wrap TO answerable_vault;
GRANT UPDATE (state, revoked_on, version) ON vault.officer_key TO answerable_vault;
GRANT UPDATE (state, version) ON vault.round_key TO answerable_vault;
GRANT DELETE ON vault.round_key_wrap TO answerable_vault;
-- A box is read when it is opened; entries of the vault bring theirs. Deleting is settling's, which lays them anew.
REVOKE DELETE ON vault.box FROM answerable_vault;
GRANT SELECT ON app.mission TO answerable_vault;
GRANT INSERT ON app.fact, app.leaf, app.key_slot TO answerable_vault;
GRANT SELECT (id) ON app.leaf TO answerable_vault;
CREATE POLICY of_vault ON app.leaf TO answerable_vault USING (mission_id = app.current_mission());

-- Keys that count on a day: not revoked, and an officer's only while the account holds the role over the whole mission.
-- Whether the root signed them is for the program to check, which alone knows the root.
CREATE FUNCTION vault.active_keys(m uuid, on_day date) RETURNS TABLE (id uuid, kind text, public_key bytea, certificate text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, vault AS $$
  SELECT k.id, k.kind, k.public_key, k.certificate
  FROM vault.officer_key k
  WHERE k.mission_id = m AND k.state = 'active' AND (k.kind = 'recovery' OR EXISTS (
    SELECT 1 FROM app.role_assignment r JOIN app.account a ON a.id = r.account_id
    WHERE r.account_id = k.account_id AND a.state <> 'disabled' AND r.mission_id = m AND r.role = 'protection_officer'
      AND r.scope = 'mission' AND r.state IN ('active', 'handover_due') AND r.from_on <= on_day
      AND (r.to_on IS NULL OR r.to_on >= on_day)))
$$;

-- What the public part needs to seal to a round's (or, without one, the mission's) current key, and nothing else: no
-- account, no wrapped key.
CREATE FUNCTION vault.sealing_key(m uuid, round uuid, on_day date) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, vault AS $$
  SELECT jsonb_build_object('id', k.id, 'mission', s.slug, 'epoch', k.epoch, 'public_key', encode(k.public_key, 'hex'),
    'attestation', encode(k.attestation, 'hex'), 'attested_with', k.attested_with,
    'holders', coalesce((
      SELECT jsonb_agg(jsonb_build_object('kind', a.kind, 'public_key', encode(a.public_key, 'hex'), 'certificate', a.certificate))
      FROM vault.active_keys(m, on_day) a JOIN vault.round_key_wrap w ON w.officer_key_id = a.id AND w.round_key_id = k.id), '[]'))
  FROM vault.round_key k JOIN app.mission s ON s.id = k.mission_id
  WHERE k.mission_id = m AND k.round_id IS NOT DISTINCT FROM round AND k.state = 'current'
$$;
REVOKE EXECUTE ON FUNCTION vault.active_keys(uuid, date), vault.sealing_key(uuid, uuid, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION vault.active_keys(uuid, date) TO answerable_desk, answerable_vault;
GRANT EXECUTE ON FUNCTION vault.sealing_key(uuid, uuid, date) TO answerable_site, answerable_desk, answerable_vault;

RESET ROLE;
