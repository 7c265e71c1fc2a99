-- The portal's own texts as staff read them aloud: risks, consent, questions and answers of a round, one recording for each
-- and each language. They lie in the database in pieces, so that one backup and one transaction hold them whole.
SET ROLE answerable_owner;

CREATE TABLE app.recording (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  round_id uuid NOT NULL REFERENCES app.round,
  language text NOT NULL,
  part text NOT NULL CHECK (part IN ('risks', 'consent', 'question', 'answers')),
  question_id uuid,
  -- SHA-256 of the words that were read: a recording of other words is not played.
  spoken_hash text NOT NULL CHECK (spoken_hash ~ '^[0-9a-f]{64}$'),
  format text NOT NULL CHECK (format IN ('ogg_opus', 'mp3')),
  byte_count int NOT NULL CHECK (byte_count BETWEEN 1 AND 10485760),
  millis int NOT NULL CHECK (millis > 0),
  -- SHA-256 of its bytes.
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  state text NOT NULL DEFAULT 'uploaded' CHECK (state IN ('uploaded', 'heard', 'removed')),
  uploaded_by uuid NOT NULL,
  uploaded_on date NOT NULL,
  heard_by uuid,
  heard_on date,
  version int NOT NULL DEFAULT 1,
  CHECK ((part = 'question') = (question_id IS NOT NULL)),
  CHECK (num_nonnulls(heard_by, heard_on) IN (0, 2)),
  CONSTRAINT recording_heard CHECK (state <> 'heard' OR heard_by IS NOT NULL),
  CONSTRAINT recording_two_people CHECK (heard_by <> uploaded_by)
);
CREATE UNIQUE INDEX recording_place ON app.recording (round_id, language, part, question_id) NULLS NOT DISTINCT WHERE state <> 'removed';
CREATE INDEX ON app.recording (round_id);

CREATE TABLE app.recording_piece (
  recording_id uuid NOT NULL REFERENCES app.recording,
  position int NOT NULL CHECK (position BETWEEN 0 AND 39),
  mission_id uuid NOT NULL REFERENCES app.mission,
  body bytea NOT NULL CHECK (octet_length(body) BETWEEN 1 AND 262144),
  PRIMARY KEY (recording_id, position)
);
-- Compressed already.
ALTER TABLE app.recording_piece ALTER COLUMN body SET STORAGE EXTERNAL;

CREATE CONSTRAINT TRIGGER recording_fact AFTER INSERT OR UPDATE OR DELETE ON app.recording
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_fact('recording', 'id');
CREATE CONSTRAINT TRIGGER recording_piece_fact AFTER INSERT OR UPDATE OR DELETE ON app.recording_piece
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_fact('recording', 'recording_id');

ALTER TABLE app.recording ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.recording FORCE ROW LEVEL SECURITY;
ALTER TABLE app.recording_piece ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.recording_piece FORCE ROW LEVEL SECURITY;
CREATE POLICY by_mission ON app.recording TO answerable_owner, answerable_desk, answerable_auditor USING (mission_id = app.current_mission());
CREATE POLICY by_mission ON app.recording_piece TO answerable_owner, answerable_desk, answerable_auditor USING (mission_id = app.current_mission());

-- The public hears what a second person has heard, of rounds that it sees; answers once they are published.
CREATE POLICY site_hears ON app.recording FOR SELECT TO answerable_site USING (
  state = 'heard'
  AND EXISTS (SELECT 1 FROM app.round r WHERE r.id = round_id AND (part <> 'answers' OR r.state IN ('published', 'archived'))));
CREATE POLICY site_hears ON app.recording_piece FOR SELECT TO answerable_site
  USING (EXISTS (SELECT 1 FROM app.recording r WHERE r.id = recording_id));

GRANT SELECT, INSERT ON app.recording TO answerable_desk;
GRANT UPDATE (state, heard_by, heard_on, version) ON app.recording TO answerable_desk;
GRANT SELECT, INSERT, DELETE ON app.recording_piece TO answerable_desk;
GRANT SELECT (id, mission_id, round_id, language, part, question_id, spoken_hash, format, byte_count, millis, state) ON app.recording TO answerable_site;
GRANT SELECT ON app.recording_piece TO answerable_site;

RESET ROLE;
