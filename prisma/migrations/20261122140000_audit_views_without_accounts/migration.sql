-- Auditors see acts and roles, never accounts; of what is with the protection officers that it is there, and no text.
SET ROLE answerable_owner;

-- What facts name is found in the counts, so that sensitive items are counted in every figure.
CREATE OR REPLACE VIEW audit.item_count AS SELECT mission_id, round_id, state, sensitive, language, day, id FROM app.item;

CREATE OR REPLACE VIEW audit.point AS
  SELECT p.id, p.mission_id, p.round_id, p.item_id, p.span_start, p.span_end,
    CASE WHEN i.sensitive THEN NULL ELSE p.summary END AS summary, p.state, p.version
  FROM app.point p JOIN app.item i ON i.id = p.item_id;
CREATE OR REPLACE VIEW audit.understanding AS
  SELECT u.id, u.mission_id, u.submission_id, u.point_id, u.language,
    CASE WHEN i.sensitive THEN NULL ELSE u.body END AS body, u.reaction
  FROM app.understanding u JOIN app.point p ON p.id = u.point_id JOIN app.item i ON i.id = p.item_id;
CREATE OR REPLACE VIEW audit.answer AS
  SELECT a.id, a.mission_id, a.round_id, a.item_id, a.theme_id, a.language,
    CASE WHEN i.sensitive THEN NULL ELSE a.body END AS body, a.translation, a.state, a.drafted_on, a.approved_on, a.version
  FROM app.answer a LEFT JOIN app.item i ON i.id = a.item_id;

DROP VIEW audit.round, audit.round_reason, audit.round_language, audit.answer_point, audit.publication;
CREATE VIEW audit.round AS
  SELECT id, mission_id, program_id, slug, state, title, purpose, outcome, source_language, languages, expected_people, decides_lethal,
    template, consent_version, retention, retention_authority, closes_on, answer_by, opened_on, closed_on, published_on, version
  FROM app.round;
CREATE VIEW audit.round_reason AS SELECT id, mission_id, round_id, kind, reason, given_on FROM app.round_reason;
CREATE VIEW audit.round_language AS
  SELECT round_id, language, mission_id, state, source_hash, text_hash, reviewed_on FROM app.round_language;
CREATE VIEW audit.answer_point AS SELECT answer_id, point_id, mission_id, ticked_on FROM app.answer_point;
CREATE VIEW audit.publication AS
  SELECT id, mission_id, round_id, edition, state, words, snapshot, published_on, version FROM app.publication;
GRANT SELECT ON audit.round, audit.round_reason, audit.round_language, audit.answer_point, audit.publication TO answerable_auditor;

RESET ROLE;
