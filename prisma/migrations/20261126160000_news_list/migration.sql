-- The news list of a round: addresses that are told that there may be news, and nothing else. A row is sealed to the mail
-- worker's key and names a round alone: nothing of it leads to a submission, an account or the vault.
SET ROLE answerable_owner;

CREATE TABLE app.news_list (
  id uuid PRIMARY KEY,
  -- A hash of the secret in the owner's own link: who has the database can make no link, who has the link needs no key.
  link_hash bytea NOT NULL UNIQUE CHECK (octet_length(link_hash) = 32),
  mission_id uuid NOT NULL REFERENCES app.mission,
  round_id uuid NOT NULL REFERENCES app.round,
  -- One length for all: 4 of the key's version, 32 of HPKE, 512 of address, language and secret, 16 of the tag.
  sealed bytea NOT NULL CHECK (octet_length(sealed) = 564),
  -- Days alone. `asked_on`: the request came; `written_on`: the mail with the link was sent; `confirmed_on`: the owner of
  -- the address pressed; `told_on`: the last digest.
  asked_on date NOT NULL,
  written_on date,
  confirmed_on date,
  told_on date,
  CHECK (confirmed_on IS NULL OR written_on IS NOT NULL),
  CHECK (told_on IS NULL OR confirmed_on IS NOT NULL)
);
CREATE INDEX ON app.news_list (round_id);
CREATE INDEX ON app.news_list (asked_on) WHERE confirmed_on IS NULL;

ALTER TABLE app.news_list ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.news_list FORCE ROW LEVEL SECURITY;
CREATE POLICY by_owner ON app.news_list TO answerable_owner USING (true) WITH CHECK (true);
CREATE POLICY mailing ON app.news_list TO answerable_mailer USING (true);
CREATE POLICY settle ON app.news_list TO answerable_settler USING (true) WITH CHECK (true);
-- Neither the desk nor the public site reads it, nor does any auditor.
GRANT SELECT, DELETE ON app.news_list TO answerable_mailer;
GRANT UPDATE (written_on, told_on) ON app.news_list TO answerable_mailer;
GRANT SELECT, INSERT, DELETE ON app.news_list TO answerable_settler;

-- What tells the mail worker that there may be news.
CREATE POLICY mailer_reads ON app.round FOR SELECT TO answerable_mailer USING (true);
CREATE POLICY mailer_reads ON app.publication FOR SELECT TO answerable_mailer USING (state IN ('published', 'superseded'));
GRANT SELECT (id, mission_id, slug, state) ON app.round TO answerable_mailer;
GRANT SELECT (id, round_id, state, published_on) ON app.publication TO answerable_mailer;

-- Answers 'asked', 'not_public' for a round that takes no addresses, or 'full' for a day with too many: nothing is stored then.
CREATE FUNCTION app.news_ask(p jsonb) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
DECLARE m uuid := (p ->> 'mission_id')::uuid;
BEGIN
  PERFORM set_config('app.mission', m::text, true);
  PERFORM 1 FROM app.round r WHERE r.id = (p ->> 'round_id')::uuid AND r.mission_id = m
    AND r.state IN ('open', 'paused_for_safety', 'closed', 'synthesis', 'responded', 'published');
  IF NOT FOUND THEN RETURN 'not_public'; END IF;
  IF (SELECT count(*) FROM app.news_list n WHERE n.round_id = (p ->> 'round_id')::uuid AND n.asked_on = (p ->> 'day')::date
      AND n.confirmed_on IS NULL) >= 500 THEN RETURN 'full'; END IF;
  INSERT INTO app.news_list (id, link_hash, mission_id, round_id, sealed, asked_on)
  VALUES ((p ->> 'id')::uuid, decode(p ->> 'link_hash', 'hex'), m, (p ->> 'round_id')::uuid, decode(p ->> 'sealed', 'hex'), (p ->> 'day')::date);
  RETURN 'asked';
END $$;

-- What a link leads to: 'asked' (not confirmed yet), 'listed', or null for one that is unknown or over.
CREATE FUNCTION app.news_state(link_hex text) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
  SELECT CASE WHEN n.confirmed_on IS NULL THEN 'asked' ELSE 'listed' END FROM app.news_list n WHERE n.link_hash = decode(link_hex, 'hex')
$$;

-- The owner of the address confirms, or leaves: the row is gone at once. Both may be sent twice.
CREATE FUNCTION app.news_confirm(link_hex text, day date) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
BEGIN
  UPDATE app.news_list n SET confirmed_on = coalesce(n.confirmed_on, day), written_on = coalesce(n.written_on, day)
  WHERE n.link_hash = decode(link_hex, 'hex');
  RETURN FOUND;
END $$;
CREATE FUNCTION app.news_leave(link_hex text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
BEGIN
  DELETE FROM app.news_list n WHERE n.link_hash = decode(link_hex, 'hex');
  RETURN FOUND;
END $$;
REVOKE EXECUTE ON FUNCTION app.news_ask(jsonb), app.news_state(text), app.news_confirm(text, date), app.news_leave(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.news_ask(jsonb), app.news_state(text), app.news_confirm(text, date), app.news_leave(text) TO answerable_intake;

-- Laid anew in random order, as submissions are, in a transaction of its own: no row then tells when it came.
CREATE FUNCTION app.settle_news() RETURNS int LANGUAGE plpgsql AS $$
DECLARE moved int;
BEGIN
  LOCK TABLE app.news_list IN SHARE ROW EXCLUSIVE MODE;
  CREATE TEMP TABLE settled_news ON COMMIT DROP AS SELECT * FROM app.news_list;
  DELETE FROM app.news_list;
  INSERT INTO app.news_list SELECT * FROM settled_news ORDER BY random();
  GET DIAGNOSTICS moved = ROW_COUNT;
  RETURN moved;
END $$;
REVOKE EXECUTE ON FUNCTION app.settle_news() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.settle_news() TO answerable_settler;

RESET ROLE;
