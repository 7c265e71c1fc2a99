-- A round that has been open stays public whatever becomes of it: people who answered come back to it while it is paused,
-- under review again, or cancelled. One that was paused before it ever opened was never public. Why a round was paused
-- for safety is not told to the public.
SET ROLE answerable_owner;

ALTER POLICY site_reads ON app.round USING (opened_on IS NOT NULL);
ALTER POLICY site_reads ON app.question
  USING (EXISTS (SELECT 1 FROM app.round r WHERE r.id = round_id AND r.opened_on IS NOT NULL));
ALTER POLICY site_reads ON app.round_language
  USING (EXISTS (SELECT 1 FROM app.round r WHERE r.id = round_id AND r.opened_on IS NOT NULL));
ALTER POLICY site_reads ON app.round_reason
  USING (kind <> 'pause' AND EXISTS (SELECT 1 FROM app.round r WHERE r.id = round_id AND r.opened_on IS NOT NULL));

RESET ROLE;
