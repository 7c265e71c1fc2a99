-- Openings of the vault: who asked, who approved, until when. Each step is a fact before anything is given out.
SET ROLE answerable_owner;

CREATE TABLE vault.opening (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL,
  target text NOT NULL CHECK (target IN ('submission', 'entry')),
  target_id uuid NOT NULL,
  round_id uuid,
  kind text NOT NULL CHECK (kind IN ('two_person', 'break_glass')),
  state text NOT NULL CHECK (state IN ('requested', 'approved', 'declined', 'delivered', 'reviewed')),
  requester uuid NOT NULL,
  requester_key uuid NOT NULL,
  reason bytea NOT NULL,
  request_hash bytea NOT NULL CHECK (octet_length(request_hash) = 32),
  requested_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  approver uuid,
  approver_key uuid,
  approval bytea CHECK (octet_length(approval) = 32),
  reviewed_by uuid,
  reviewed_on date,
  review text CHECK (review IN ('justified', 'not_justified')),
  version int NOT NULL DEFAULT 1,
  CHECK ((target = 'submission') = (round_id IS NOT NULL)),
  CHECK (approver IS DISTINCT FROM requester),
  CHECK (approver_key IS DISTINCT FROM requester_key),
  CHECK (num_nonnulls(approver, approver_key, approval) IN (0, 3)),
  CHECK (kind = 'break_glass' OR state IN ('requested', 'declined') OR approver IS NOT NULL),
  CHECK (kind = 'two_person' OR approver IS NULL),
  CHECK (kind = 'break_glass' OR state <> 'reviewed'),
  CHECK ((state = 'reviewed') = (review IS NOT NULL)),
  CHECK (num_nonnulls(reviewed_by, reviewed_on, review) IN (0, 3)),
  CHECK (reviewed_by IS DISTINCT FROM requester),
  CHECK (expires_at <= requested_at + interval '24 hours')
);
CREATE INDEX ON vault.opening (mission_id, state);

-- Three of a mission's last thirty days without a review, and nobody breaks the glass any more.
CREATE FUNCTION vault.refuse_fourth_glass() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, vault AS $$
BEGIN
  IF new.kind <> 'break_glass' THEN RETURN new; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(new.mission_id::text, 11));
  IF (SELECT count(*) FROM vault.opening o WHERE o.mission_id = new.mission_id AND o.kind = 'break_glass' AND o.state <> 'reviewed'
        AND o.requested_at > new.requested_at - interval '30 days') >= 3 THEN
    RAISE EXCEPTION 'break-glass blocked' USING errcode = 'P0003';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER opening_glass BEFORE INSERT ON vault.opening FOR EACH ROW EXECUTE FUNCTION vault.refuse_fourth_glass();

ALTER TABLE vault.opening ENABLE ROW LEVEL SECURITY;
ALTER TABLE vault.opening FORCE ROW LEVEL SECURITY;
CREATE POLICY by_mission ON vault.opening TO answerable_vault USING (mission_id = app.current_mission());
CREATE POLICY definer ON vault.opening FOR SELECT TO answerable_owner USING (true);
CREATE CONSTRAINT TRIGGER opening_fact AFTER INSERT OR UPDATE OR DELETE ON vault.opening DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION app.require_fact('opening', 'id');
GRANT SELECT, INSERT ON vault.opening TO answerable_vault;
-- The outer layer of a box is opened when it is given out; the inner one never is here.
GRANT SELECT ON app.key_slot TO answerable_vault;
-- What was asked for stays as it was asked.
GRANT UPDATE (state, approver, approver_key, approval, reviewed_by, reviewed_on, review, version) ON vault.opening TO answerable_vault;

-- Auditors see that openings were, of which kind and how they ended; never of whom, why, or by which account.
CREATE VIEW audit.opening AS
  SELECT id, mission_id, round_id, target, kind, state, requested_at::date AS requested_on, reviewed_on, review, version FROM vault.opening
  WHERE mission_id = app.current_mission();
GRANT SELECT ON audit.opening TO answerable_auditor;

RESET ROLE;
