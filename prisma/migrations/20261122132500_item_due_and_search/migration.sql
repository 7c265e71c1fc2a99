-- When an item is due, kept beside it, so that the queue shows the latest first at any length; and the one write that
-- files no fact: the encrypted search segments, a cache that can be rebuilt.

SET ROLE answerable_owner;

-- The clocks of G02 in days: a first look within 7 of receipt, a decision within 30 of receipt, an answer within 10 of the
-- decision. 9999-12-31 means that nothing is due. The rule stands in app/feedback/item-clock.ts too; a test holds both alike.
CREATE FUNCTION app.item_due(state text, received date, since date) RETURNS date LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN state = 'received' THEN received + 7
    WHEN state IN ('first_look', 'screened', 'quarantined', 'translated', 'coded', 'under_consideration', 'disputed') THEN received + 30
    WHEN state IN ('decided', 'response_approved') THEN since + 10
    ELSE date '9999-12-31'
  END
$$;

ALTER TABLE app.item ADD COLUMN due_on date NOT NULL DEFAULT date '9999-12-31';

CREATE FUNCTION app.keep_item_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  new.due_on := app.item_due(new.state, new.day, new.state_since);
  RETURN new;
END $$;
CREATE TRIGGER item_due BEFORE INSERT OR UPDATE ON app.item FOR EACH ROW EXECUTE FUNCTION app.keep_item_due();

CREATE INDEX item_due_queue ON app.item (mission_id, state, due_on, id) WHERE NOT sensitive;
CREATE INDEX item_all_due_queue ON app.item (mission_id, due_on, id) WHERE NOT sensitive;
CREATE INDEX item_round_due_queue ON app.item (mission_id, round_id, due_on, id) WHERE NOT sensitive;
CREATE INDEX item_set_apart ON app.item (mission_id, state_since, id) WHERE sensitive;
CREATE INDEX message_unread ON app.message (mission_id, day, id) WHERE direction = 'in' AND NOT read;

-- Nobody confirms their own translation.
ALTER TABLE app.item_version ADD CONSTRAINT second_speaker CHECK (reviewed_by IS NULL OR reviewed_by IS DISTINCT FROM by_account);

-- Replaces the search segment of a round with a newer one, its key slot with it. The object id is new each time: deleting
-- the former key slot makes every older copy unreadable, in backups too. One writer a round at a time.
CREATE FUNCTION app.store_search_segment(p_mission uuid, p_round uuid, p_object uuid, p_body bytea, p_wrapped bytea, p_epoch int, p_suite smallint)
RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  newest int;
BEGIN
  PERFORM set_config('app.mission', p_mission::text, true);
  PERFORM pg_advisory_xact_lock(hashtextextended(p_round::text, 11));
  SELECT coalesce(max(s.sequence), 0) + 1 INTO newest FROM app.search_segment s WHERE s.round_id = p_round;
  DELETE FROM app.key_slot k USING app.search_segment s WHERE s.round_id = p_round AND k.object_id = s.object_id;
  DELETE FROM app.search_segment s WHERE s.round_id = p_round;
  INSERT INTO app.search_segment (round_id, sequence, mission_id, object_id, body) VALUES (p_round, newest, p_mission, p_object, p_body);
  INSERT INTO app.key_slot (object_id, wrapped, key_epoch, suite) VALUES (p_object, p_wrapped, p_epoch, p_suite);
  RETURN newest;
END $$;
REVOKE EXECUTE ON FUNCTION app.store_search_segment(uuid, uuid, uuid, bytea, bytea, int, smallint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.store_search_segment(uuid, uuid, uuid, bytea, bytea, int, smallint) TO answerable_desk;

RESET ROLE;
