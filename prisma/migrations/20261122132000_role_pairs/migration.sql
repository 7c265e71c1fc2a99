-- An admin of the installation is an admin within every mission: the pair with a protection officer is forbidden there too.
SET ROLE answerable_owner;
CREATE OR REPLACE FUNCTION app.refuse_role_pair() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
BEGIN
  IF new.state IN ('handed_over', 'lapsed') THEN RETURN new; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(new.account_id::text, 7));
  IF EXISTS (
    SELECT 1 FROM app.role_assignment o
    WHERE o.account_id = new.account_id AND o.id <> new.id AND o.state NOT IN ('handed_over', 'lapsed')
      AND (o.to_on IS NULL OR o.to_on >= new.from_on) AND (new.to_on IS NULL OR new.to_on >= o.from_on)
      AND ((new.role = 'auditor') <> (o.role = 'auditor')
        OR ((o.mission_id IS NOT DISTINCT FROM new.mission_id OR o.mission_id IS NULL OR new.mission_id IS NULL)
          AND ((new.role = 'protection_officer' AND o.role IN ('admin', 'consultation_officer'))
            OR (o.role = 'protection_officer' AND new.role IN ('admin', 'consultation_officer')))))) THEN
    RAISE EXCEPTION 'forbidden pair of roles' USING errcode = 'P0002';
  END IF;
  RETURN new;
END $$;
RESET ROLE;
