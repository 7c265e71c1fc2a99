-- Only the holder of a return code withdraws. What staff erase has a state of its own, counted in public; the desk's pool
-- cannot call it a withdrawal, with whatever fact. Settle lays rows anew by inserting them: that is no step.
SET ROLE answerable_owner;

CREATE FUNCTION app.withdrawn_by_visits_alone() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, app AS $$
BEGIN
  IF current_user <> 'answerable_visit' THEN
    RAISE EXCEPTION 'withdrawn by visits alone' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER withdrawn_by_visits_alone BEFORE UPDATE OF state ON app.submission FOR EACH ROW
  WHEN (NEW.state = 'withdrawn' AND OLD.state <> 'withdrawn') EXECUTE FUNCTION app.withdrawn_by_visits_alone();
CREATE TRIGGER withdrawn_by_visits_alone BEFORE UPDATE OF state ON app.item FOR EACH ROW
  WHEN (NEW.state = 'withdrawn' AND OLD.state <> 'withdrawn') EXECUTE FUNCTION app.withdrawn_by_visits_alone();

RESET ROLE;
