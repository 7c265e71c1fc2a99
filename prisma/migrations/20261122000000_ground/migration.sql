-- The tables. Who may touch them, and what refuses a change without its fact, is in the next migration.
-- Times that a participant causes are days or whole hours, never finer. Ids that a participant causes are random (v4);
-- rows that staff create bear UUIDv7. bytea columns hold sealed text: (D) to the desk's public key, (A) to the answer key.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

DO $$ BEGIN CREATE ROLE answerable_owner NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN EXECUTE format('GRANT answerable_owner TO %I', current_user); EXCEPTION WHEN OTHERS THEN NULL; END $$;
GRANT USAGE ON SCHEMA public TO answerable_owner;
CREATE SCHEMA app AUTHORIZATION answerable_owner;
CREATE SCHEMA vault AUTHORIZATION answerable_owner;
CREATE SCHEMA audit AUTHORIZATION answerable_owner;
SET ROLE answerable_owner;

-- Missions, accounts, roles -------------------------------------------------------------------------------------------
CREATE TABLE app.mission (
  id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name jsonb NOT NULL,
  country_code text NOT NULL CHECK (country_code ~ '^[A-Z]{2}$'),
  time_zone text NOT NULL DEFAULT 'UTC',
  rest_days int[] NOT NULL DEFAULT '{6,7}',
  retention text CHECK (retention IN ('destroy', 'archive', 'restrict')),
  retention_authority text,
  version int NOT NULL DEFAULT 1,
  CHECK (retention IS NULL OR length(retention_authority) > 0)
);

CREATE TABLE app.account (
  id uuid PRIMARY KEY,
  email text NOT NULL,
  password_hash text,
  totp_sealed bytea,
  state text NOT NULL DEFAULT 'invited' CHECK (state IN ('invited', 'active', 'disabled')),
  language text NOT NULL DEFAULT 'en',
  version int NOT NULL DEFAULT 1,
  CHECK (state <> 'active' OR (password_hash IS NOT NULL AND totp_sealed IS NOT NULL))
);
CREATE UNIQUE INDEX account_email ON app.account (lower(email));

CREATE TABLE app.recovery_code (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES app.account,
  hash bytea NOT NULL,
  used_on date
);
CREATE INDEX ON app.recovery_code (account_id);

CREATE TABLE app.account_invitation (
  token_hash bytea PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES app.account,
  expires_at timestamptz NOT NULL,
  used_on date
);

-- The last time step whose one-time code was taken: a code serves once (RFC 6238 §5.2).
CREATE TABLE app.factor_use (
  account_id uuid PRIMARY KEY REFERENCES app.account,
  last_step bigint NOT NULL
);

CREATE TABLE app.session (
  id text PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES app.account,
  mission_id uuid,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX ON app.session (account_id);
CREATE INDEX ON app.session (expires_at);

CREATE TABLE app.role_assignment (
  id uuid PRIMARY KEY,
  mission_id uuid REFERENCES app.mission,
  account_id uuid NOT NULL REFERENCES app.account,
  role text NOT NULL CHECK (role IN ('consultation_officer', 'program_manager', 'translator', 'protection_officer', 'chief_of_mission', 'parliament_liaison', 'evaluator', 'donor_partner', 'auditor', 'admin')),
  scope text NOT NULL CHECK (scope IN ('installation', 'mission', 'program', 'round')),
  scope_id uuid,
  authority text NOT NULL CHECK (length(authority) > 0),
  stage text,
  from_on date NOT NULL,
  to_on date,
  delegated_by uuid REFERENCES app.role_assignment,
  appointed_by uuid,
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('proposed', 'accepted', 'active', 'handover_due', 'handed_over', 'lapsed')),
  version int NOT NULL DEFAULT 1,
  CHECK ((scope = 'installation') = (mission_id IS NULL)),
  CHECK ((scope IN ('program', 'round')) = (scope_id IS NOT NULL)),
  CHECK (to_on IS NULL OR to_on >= from_on)
);
CREATE INDEX ON app.role_assignment (account_id);
CREATE INDEX ON app.role_assignment (mission_id, role);

-- Programs ------------------------------------------------------------------------------------------------------------
CREATE TABLE app.country (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  code text NOT NULL CHECK (code ~ '^[A-Z]{2}$'),
  name jsonb NOT NULL,
  civic_space text NOT NULL CHECK (civic_space IN ('open', 'narrowed', 'obstructed', 'repressed', 'closed')),
  civic_space_source text NOT NULL,
  civic_space_on date NOT NULL,
  version int NOT NULL DEFAULT 1,
  UNIQUE (mission_id, code)
);

CREATE TABLE app.program (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  country_id uuid NOT NULL REFERENCES app.country,
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  title jsonb NOT NULL,
  description jsonb NOT NULL,
  stage text NOT NULL CHECK (stage IN ('planning', 'design', 'approval', 'implementation', 'evaluation', 'closed')),
  overlay text NOT NULL DEFAULT 'normal' CHECK (overlay IN ('normal', 'on_notice', 'suspended', 'terminated')),
  enrolled_stage text NOT NULL,
  enrolled_on date NOT NULL,
  assistance_type text NOT NULL CHECK (assistance_type IN ('training', 'equipment', 'advising', 'infrastructure', 'intelligence_support', 'lethal')),
  unit_type text NOT NULL CHECK (unit_type IN ('regular', 'police', 'internal_security', 'elite_secret', 'non_state_armed_group')),
  version int NOT NULL DEFAULT 1
);
CREATE INDEX ON app.program (mission_id);

CREATE TABLE app.program_element (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  program_id uuid NOT NULL REFERENCES app.program,
  number text NOT NULL,
  title jsonb NOT NULL,
  version int NOT NULL DEFAULT 1,
  UNIQUE (program_id, number)
);

CREATE TABLE app.element_text (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  element_id uuid NOT NULL REFERENCES app.program_element,
  revision int NOT NULL,
  text jsonb NOT NULL,
  effective_on date NOT NULL,
  decision_id uuid,
  UNIQUE (element_id, revision)
);

-- Rounds --------------------------------------------------------------------------------------------------------------
CREATE TABLE app.round (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  program_id uuid NOT NULL REFERENCES app.program,
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'risk_review', 'approved', 'open', 'paused_for_safety', 'closed', 'synthesis', 'responded', 'published', 'archived', 'cancelled')),
  title jsonb NOT NULL,
  purpose jsonb NOT NULL,
  outcome jsonb NOT NULL,
  source_language text NOT NULL,
  languages text[] NOT NULL,
  expected_people int NOT NULL CHECK (expected_people > 0),
  decides_lethal boolean NOT NULL DEFAULT false,
  template text,
  consent_version text NOT NULL,
  retention text CHECK (retention IN ('destroy', 'archive', 'restrict')),
  retention_authority text,
  closes_on date NOT NULL,
  answer_by date NOT NULL,
  opened_on date,
  closed_on date,
  published_on date,
  prepared_by uuid NOT NULL,
  approved_by uuid,
  version int NOT NULL DEFAULT 1,
  CHECK (source_language = ANY (languages))
);
CREATE INDEX ON app.round (mission_id, state);
CREATE INDEX ON app.round (program_id);

CREATE TABLE app.round_reason (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  round_id uuid NOT NULL REFERENCES app.round,
  kind text NOT NULL CHECK (kind IN ('extension', 'pause', 'cancellation')),
  reason text NOT NULL CHECK (length(reason) > 0),
  given_on date NOT NULL,
  given_by uuid NOT NULL
);

CREATE TABLE app.question (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  round_id uuid NOT NULL REFERENCES app.round,
  position int NOT NULL,
  kind text NOT NULL CHECK (kind IN ('long_text', 'short_text', 'one_choice', 'several_choices', 'five_point', 'yes_no_unsure')),
  required boolean NOT NULL DEFAULT false,
  label jsonb NOT NULL,
  help jsonb NOT NULL DEFAULT '{}',
  options jsonb NOT NULL DEFAULT '[]',
  UNIQUE (round_id, position) DEFERRABLE INITIALLY DEFERRED
);

-- The state of all texts of a round in one language (register `translation`, G07).
CREATE TABLE app.round_language (
  round_id uuid NOT NULL REFERENCES app.round,
  language text NOT NULL,
  mission_id uuid NOT NULL REFERENCES app.mission,
  state text NOT NULL CHECK (state IN ('requested', 'draft', 'reviewed', 'published', 'outdated')),
  source_hash text NOT NULL,
  text_hash text NOT NULL,
  translated_by uuid,
  reviewed_by uuid,
  reviewed_on date,
  PRIMARY KEY (round_id, language)
);

-- Codebooks and themes ------------------------------------------------------------------------------------------------
CREATE TABLE app.codebook (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  slug text NOT NULL,
  title text NOT NULL,
  edition text NOT NULL,
  source text NOT NULL,
  version int NOT NULL DEFAULT 1,
  UNIQUE (mission_id, slug, edition)
);
CREATE TABLE app.code (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  codebook_id uuid NOT NULL REFERENCES app.codebook,
  kind text NOT NULL,
  category text NOT NULL,
  label text NOT NULL,
  position int NOT NULL,
  UNIQUE (codebook_id, position)
);
CREATE TABLE app.theme (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  round_id uuid NOT NULL REFERENCES app.round,
  title jsonb NOT NULL,
  description jsonb NOT NULL DEFAULT '{}',
  version int NOT NULL DEFAULT 1
);
CREATE INDEX ON app.theme (round_id);

-- Submissions ---------------------------------------------------------------------------------------------------------
CREATE TABLE app.submission (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  round_id uuid NOT NULL REFERENCES app.round,
  act_pk bytea CHECK (act_pk IS NULL OR octet_length(act_pk) = 32),
  state text NOT NULL DEFAULT 'received' CHECK (state IN ('received', 'withdrawn', 'erased_by_staff')),
  day date NOT NULL,
  language text NOT NULL,
  answer_language text NOT NULL,
  channel text NOT NULL CHECK (channel IN ('web', 'session', 'paper', 'phone', 'message')),
  tolerance text NOT NULL CHECK (tolerance IN ('none', 'confidential_only', 'organisation_type_only', 'organisation_to_us', 'organisation_public')),
  code_seen_by_staff boolean NOT NULL DEFAULT false,
  code_declined boolean NOT NULL DEFAULT false,
  words_shown boolean NOT NULL DEFAULT false,
  replay_open boolean NOT NULL DEFAULT true,
  body_tag bytea,
  header bytea NOT NULL,
  org_type text CHECK (org_type IS NULL OR tolerance IN ('organisation_type_only', 'organisation_to_us', 'organisation_public')),
  version int NOT NULL DEFAULT 1
);
CREATE INDEX ON app.submission (round_id, state);
CREATE INDEX ON app.submission (day) WHERE replay_open;

CREATE TABLE app.code_lookup (
  lookup bytea PRIMARY KEY CHECK (octet_length(lookup) = 16),
  mission_id uuid NOT NULL,
  submission_id uuid NOT NULL REFERENCES app.submission DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON app.code_lookup (submission_id);

CREATE TABLE app.item (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  round_id uuid NOT NULL REFERENCES app.round,
  submission_id uuid NOT NULL REFERENCES app.submission DEFERRABLE INITIALLY DEFERRED,
  question_id uuid REFERENCES app.question,
  day date NOT NULL,
  language text NOT NULL,
  choices text[],
  body bytea,
  state text NOT NULL DEFAULT 'received' CHECK (state IN ('received', 'first_look', 'screened', 'quarantined', 'translated', 'coded', 'under_consideration', 'decided', 'response_approved', 'answer_available', 'answer_collected', 'delivered_in_person', 'never_collected', 'disputed', 'withdrawn', 'referred', 'duplicate_linked')),
  state_since date NOT NULL,
  sensitive boolean NOT NULL DEFAULT false,
  version int NOT NULL DEFAULT 1,
  CHECK (body IS NOT NULL OR choices IS NOT NULL)
);
CREATE INDEX item_queue ON app.item (mission_id, state, state_since, id) WHERE NOT sensitive;
CREATE INDEX item_round_queue ON app.item (mission_id, round_id, state_since, id) WHERE NOT sensitive;
CREATE INDEX item_all_queue ON app.item (mission_id, state_since, id) WHERE NOT sensitive;
CREATE INDEX ON app.item (round_id, state);
CREATE INDEX ON app.item (submission_id);

CREATE TABLE app.item_version (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  item_id uuid NOT NULL REFERENCES app.item DEFERRABLE INITIALLY DEFERRED,
  kind text NOT NULL CHECK (kind IN ('translation', 'redaction', 'correction', 'own_words')),
  language text NOT NULL,
  body bytea NOT NULL,
  by_role text NOT NULL,
  by_account uuid,
  state text NOT NULL CHECK (state IN ('draft', 'reviewed', 'superseded')),
  reviewed_by uuid,
  made_on date NOT NULL,
  reviewed_on date
);
CREATE INDEX ON app.item_version (item_id);

CREATE TABLE app.staff_note (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  item_id uuid NOT NULL REFERENCES app.item DEFERRABLE INITIALLY DEFERRED,
  body bytea NOT NULL,
  by_account uuid NOT NULL,
  made_on date NOT NULL
);
CREATE INDEX ON app.staff_note (item_id);

CREATE TABLE app.point (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  round_id uuid NOT NULL REFERENCES app.round,
  item_id uuid NOT NULL REFERENCES app.item DEFERRABLE INITIALLY DEFERRED,
  span_start int,
  span_end int,
  summary bytea,
  state text NOT NULL DEFAULT 'marked' CHECK (state IN ('marked', 'coded', 'disposed', 'answered', 'removed')),
  version int NOT NULL DEFAULT 1,
  CHECK ((span_start IS NULL) = (span_end IS NULL)),
  CHECK (span_start IS NULL OR (span_start >= 0 AND span_end > span_start))
);
CREATE INDEX ON app.point (item_id);
CREATE INDEX ON app.point (round_id, state);

-- One neutral line a point, as we understood it, in the sender's language: to be confirmed or disputed. (A)
CREATE TABLE app.understanding (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  submission_id uuid NOT NULL REFERENCES app.submission DEFERRABLE INITIALLY DEFERRED,
  point_id uuid NOT NULL REFERENCES app.point DEFERRABLE INITIALLY DEFERRED,
  language text NOT NULL,
  body bytea NOT NULL,
  reaction text CHECK (reaction IN ('confirmed', 'disputed')),
  version int NOT NULL DEFAULT 1
);
CREATE INDEX ON app.understanding (submission_id);
CREATE UNIQUE INDEX ON app.understanding (point_id);

CREATE TABLE app.coding (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  point_id uuid NOT NULL REFERENCES app.point DEFERRABLE INITIALLY DEFERRED,
  code_id uuid REFERENCES app.code,
  theme_id uuid REFERENCES app.theme,
  by_account uuid NOT NULL,
  made_on date NOT NULL,
  CHECK (num_nonnulls(code_id, theme_id) = 1),
  UNIQUE (point_id, code_id),
  UNIQUE (point_id, theme_id)
);
CREATE INDEX ON app.coding (theme_id);

CREATE TABLE app.consent (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  submission_id uuid NOT NULL REFERENCES app.submission DEFERRABLE INITIALLY DEFERRED,
  use text NOT NULL CHECK (use IN ('read', 'translate', 'quote', 'attribute', 'publish', 'share_with_donors', 'be_asked_by_auditor', 'keep_after_round')),
  text_version text NOT NULL,
  language text NOT NULL,
  given boolean NOT NULL,
  sequence int NOT NULL DEFAULT 1,
  act_signature bytea,
  day date NOT NULL,
  UNIQUE (submission_id, use, sequence)
);

CREATE TABLE app.message (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  submission_id uuid NOT NULL REFERENCES app.submission DEFERRABLE INITIALLY DEFERRED,
  item_id uuid REFERENCES app.item DEFERRABLE INITIALLY DEFERRED,
  direction text NOT NULL CHECK (direction IN ('in', 'out')),
  kind text NOT NULL CHECK (kind IN ('question', 'reply', 'addition', 'correction', 'dispute')),
  language text NOT NULL,
  body bytea NOT NULL,
  day date NOT NULL,
  read boolean NOT NULL DEFAULT false,
  by_account uuid,
  version int NOT NULL DEFAULT 1
);
CREATE INDEX ON app.message (submission_id);
CREATE INDEX ON app.message (mission_id, direction, read);

CREATE TABLE app.risk_flag (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  submission_id uuid NOT NULL REFERENCES app.submission DEFERRABLE INITIALLY DEFERRED,
  item_id uuid REFERENCES app.item DEFERRABLE INITIALLY DEFERRED,
  kind text NOT NULL CHECK (kind IN ('reprisal', 'surveillance', 'detention', 'legal_status', 'association_stigma', 'reidentification', 'gendered_harm', 'sexual_exploitation', 'named_accusation', 'immediate_threat', 'online_harassment', 'travel', 'minor', 'device_seizure', 'cve_cooption')),
  level text NOT NULL CHECK (level IN ('low', 'moderate', 'high', 'severe')),
  raised_by text NOT NULL CHECK (raised_by IN ('participant', 'staff', 'rule')),
  state text NOT NULL DEFAULT 'raised' CHECK (state IN ('raised', 'triaged', 'mitigating', 'resolved', 'accepted_by_participant', 'escalated')),
  raised_hour int,
  elapsed_hours int,
  met boolean,
  version int NOT NULL DEFAULT 1
);
CREATE INDEX ON app.risk_flag (submission_id);

CREATE TABLE app.use_check (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  item_id uuid NOT NULL REFERENCES app.item DEFERRABLE INITIALLY DEFERRED,
  use text NOT NULL,
  tolerance text NOT NULL,
  consent boolean NOT NULL,
  verdict boolean NOT NULL,
  rule_version text NOT NULL
);

-- A form on the return page is taken once.
CREATE TABLE app.visit_nonce (
  nonce bytea PRIMARY KEY,
  day date NOT NULL
);

-- Keys and the vault: no foreign keys, by design ----------------------------------------------------------------------
CREATE TABLE app.key_slot (
  object_id uuid PRIMARY KEY,
  wrapped bytea NOT NULL,
  key_epoch int NOT NULL,
  suite smallint NOT NULL
);
CREATE TABLE vault.box (
  handle uuid PRIMARY KEY,
  sealed bytea NOT NULL CHECK (octet_length(sealed) = 1024)
);

CREATE TABLE app.search_segment (
  round_id uuid NOT NULL REFERENCES app.round,
  sequence int NOT NULL,
  mission_id uuid NOT NULL REFERENCES app.mission,
  object_id uuid NOT NULL,
  body bytea NOT NULL,
  PRIMARY KEY (round_id, sequence)
);

-- Decisions -----------------------------------------------------------------------------------------------------------
CREATE TABLE app.decision (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  program_id uuid NOT NULL REFERENCES app.program,
  round_id uuid NOT NULL REFERENCES app.round,
  number int NOT NULL,
  level text NOT NULL CHECK (level IN ('mission', 'capital', 'combatant_command', 'joint')),
  state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'proposed', 'escalated', 'signed', 'superseded')),
  question jsonb NOT NULL,
  outcome jsonb NOT NULL,
  rationale jsonb NOT NULL,
  alternatives jsonb NOT NULL DEFAULT '{}',
  prepared_by uuid NOT NULL,
  decided_by uuid,
  authority_id uuid REFERENCES app.role_assignment,
  decided_on date,
  recommended_to text,
  recommendation text CHECK (recommendation IN ('sent', 'acknowledged', 'adopted', 'partly', 'declined', 'no_answer')),
  recommendation_due date,
  version int NOT NULL DEFAULT 1,
  UNIQUE (program_id, number),
  CHECK (state <> 'signed' OR (decided_by IS NOT NULL AND authority_id IS NOT NULL AND decided_on IS NOT NULL)),
  CHECK (recommendation IS NULL OR level <> 'mission')
);
CREATE INDEX ON app.decision (round_id);
ALTER TABLE app.element_text ADD FOREIGN KEY (decision_id) REFERENCES app.decision;

CREATE TABLE app.recommendation_step (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  decision_id uuid NOT NULL REFERENCES app.decision,
  state text NOT NULL CHECK (state IN ('sent', 'acknowledged', 'adopted', 'partly', 'declined', 'no_answer')),
  note jsonb NOT NULL DEFAULT '{}',
  step_on date NOT NULL
);

CREATE TABLE app.program_change (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  decision_id uuid NOT NULL REFERENCES app.decision,
  element_id uuid NOT NULL REFERENCES app.program_element,
  before jsonb NOT NULL,
  after jsonb NOT NULL,
  effective_on date NOT NULL,
  UNIQUE (decision_id, element_id),
  CHECK (before <> after)
);

CREATE TABLE app.decision_link (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  decision_id uuid NOT NULL REFERENCES app.decision,
  point_id uuid REFERENCES app.point DEFERRABLE INITIALLY DEFERRED,
  theme_id uuid REFERENCES app.theme,
  relation text NOT NULL CHECK (relation IN ('caused', 'shaped', 'considered', 'contradicted')),
  back_filled boolean NOT NULL,
  linked_on date NOT NULL,
  CHECK (num_nonnulls(point_id, theme_id) = 1),
  UNIQUE (decision_id, point_id),
  UNIQUE (decision_id, theme_id)
);
CREATE INDEX ON app.decision_link (point_id);

CREATE TABLE app.commitment (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  decision_id uuid NOT NULL REFERENCES app.decision,
  text jsonb NOT NULL,
  owner_office text NOT NULL,
  due_on date NOT NULL,
  state text NOT NULL DEFAULT 'made' CHECK (state IN ('made', 'in_progress', 'kept', 'broken', 'revised')),
  evidence text,
  reason text,
  version int NOT NULL DEFAULT 1,
  CHECK (state <> 'kept' OR length(evidence) > 0),
  CHECK (state <> 'broken' OR length(reason) > 0)
);
CREATE INDEX ON app.commitment (decision_id);

CREATE TABLE app.disposition (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  point_id uuid NOT NULL REFERENCES app.point DEFERRABLE INITIALLY DEFERRED,
  kind text NOT NULL CHECK (kind IN ('incorporated', 'partly', 'already_reflected', 'recommended', 'deferred', 'not_incorporated', 'referred', 'answered', 'noted', 'unintelligible', 'not_a_contribution')),
  reason text CHECK (reason IN ('legal_bar', 'no_budget', 'out_of_mandate', 'evidence_contradicts', 'safety_of_others', 'superseded', 'conflicts_with_other_input', 'partner_tension')),
  proof text,
  review_on date,
  decision_id uuid REFERENCES app.decision,
  by_account uuid NOT NULL,
  made_on date NOT NULL,
  superseded boolean NOT NULL DEFAULT false,
  CHECK (reason IS DISTINCT FROM 'partner_tension'),
  CHECK (kind <> 'not_incorporated' OR (reason IS NOT NULL AND length(proof) > 0)),
  CHECK (kind <> 'deferred' OR review_on IS NOT NULL),
  CHECK (kind NOT IN ('incorporated', 'partly', 'recommended') OR decision_id IS NOT NULL)
);
CREATE UNIQUE INDEX disposition_current ON app.disposition (point_id) WHERE NOT superseded;
CREATE INDEX ON app.disposition (decision_id);

-- Answers -------------------------------------------------------------------------------------------------------------
CREATE TABLE app.answer (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  round_id uuid NOT NULL REFERENCES app.round,
  item_id uuid REFERENCES app.item DEFERRABLE INITIALLY DEFERRED,
  theme_id uuid REFERENCES app.theme,
  language text NOT NULL,
  body bytea NOT NULL,
  translation text NOT NULL DEFAULT 'human_draft' CHECK (translation IN ('original', 'human_reviewed', 'human_draft', 'machine')),
  state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'submitted', 'approved', 'superseded')),
  drafter uuid NOT NULL,
  approver uuid,
  authority_id uuid REFERENCES app.role_assignment,
  drafted_on date NOT NULL,
  approved_on date,
  version int NOT NULL DEFAULT 1,
  CHECK (num_nonnulls(item_id, theme_id) = 1),
  CHECK (approver IS DISTINCT FROM drafter),
  CHECK (state <> 'approved' OR (approver IS NOT NULL AND authority_id IS NOT NULL AND approved_on IS NOT NULL))
);
CREATE INDEX ON app.answer (item_id);
CREATE INDEX ON app.answer (theme_id);
CREATE INDEX ON app.answer (round_id, state);

-- A point is covered by an answer when a person ticked it as covered.
CREATE TABLE app.answer_point (
  answer_id uuid NOT NULL REFERENCES app.answer,
  point_id uuid NOT NULL REFERENCES app.point DEFERRABLE INITIALLY DEFERRED,
  mission_id uuid NOT NULL REFERENCES app.mission,
  ticked_by uuid NOT NULL,
  ticked_on date NOT NULL,
  PRIMARY KEY (answer_id, point_id)
);
CREATE INDEX ON app.answer_point (point_id);

-- Publication ---------------------------------------------------------------------------------------------------------
CREATE TABLE app.publication (
  id uuid PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES app.mission,
  round_id uuid NOT NULL REFERENCES app.round,
  edition int NOT NULL,
  state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'published', 'superseded')),
  words jsonb NOT NULL DEFAULT '{}',
  snapshot jsonb,
  published_on date,
  published_by uuid,
  version int NOT NULL DEFAULT 1,
  UNIQUE (round_id, edition),
  CHECK (state = 'draft' OR (snapshot IS NOT NULL AND published_on IS NOT NULL))
);

-- The record ----------------------------------------------------------------------------------------------------------
CREATE TABLE app.fact (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  mission_id uuid,
  subject text NOT NULL,
  subject_id uuid NOT NULL,
  subject_version int NOT NULL,
  type text NOT NULL,
  actor_role text NOT NULL,
  actor_id uuid,
  hour_index int NOT NULL,
  tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
  payload jsonb NOT NULL DEFAULT '{}',
  UNIQUE (subject, subject_id, subject_version)
);
CREATE INDEX ON app.fact (mission_id, hour_index);
CREATE INDEX ON app.fact (tx);

-- The outbox of the coming log: one leaf a transaction, in its final form. `sequence` is given by the sequencer.
CREATE TABLE app.leaf (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  mission_id uuid NOT NULL,
  tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
  sequence bigint,
  commitment bytea NOT NULL CHECK (octet_length(commitment) = 32),
  opening bytea NOT NULL,
  metadata_salt bytea NOT NULL CHECK (octet_length(metadata_salt) = 32),
  content_salt bytea CHECK (content_salt IS NULL OR octet_length(content_salt) = 32),
  UNIQUE (mission_id, sequence)
);
CREATE INDEX ON app.leaf (tx);

RESET ROLE;
