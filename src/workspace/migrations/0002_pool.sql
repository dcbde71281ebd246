-- What the eight tables need to be filled by themselves: a ledger, leases, where a session came from, facts to follow.

-- The account's main window. credits_available and status are derived from the ledger in the same transaction.
ALTER TABLE accounts ADD COLUMN capacity INTEGER NOT NULL DEFAULT 100;
ALTER TABLE accounts ADD COLUMN refresh TEXT NOT NULL DEFAULT 'daily';        -- daily, weekly, monthly, never, unlimited
ALTER TABLE accounts ADD COLUMN resets_at_ms INTEGER;                         -- next reset, epoch milliseconds
ALTER TABLE accounts ADD COLUMN status_said TEXT;                             -- blocked by a person; exhausted, active: until the next reset
ALTER TABLE accounts ADD COLUMN in_use INTEGER NOT NULL DEFAULT 0;            -- 1 while one of its sessions is in progress
ALTER TABLE accounts ADD COLUMN recent_sessions INTEGER NOT NULL DEFAULT 0;   -- sessions opened since the last reset
ALTER TABLE accounts ADD COLUMN last_used_at DATETIME;
ALTER TABLE accounts ADD COLUMN archived_at DATETIME;
ALTER TABLE accounts ADD COLUMN specialization_key TEXT GENERATED ALWAYS AS (nullif(lower(trim(specialization)), '')) VIRTUAL;
-- The choice of an account reads one row of one of these, however many accounts there are.
CREATE INDEX idx_accounts_choice ON accounts(credits_available DESC, recent_sessions, status DESC, last_used_at, id)
  WHERE in_use = 0 AND archived_at IS NULL AND status IN ('available', 'active');
CREATE INDEX idx_accounts_choice_by_skill ON accounts(specialization_key, credits_available DESC, recent_sessions, status DESC, last_used_at, id)
  WHERE in_use = 0 AND archived_at IS NULL AND status IN ('available', 'active');
CREATE INDEX idx_accounts_resets ON accounts(resets_at_ms) WHERE resets_at_ms IS NOT NULL;

CREATE TABLE credit_ledger (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL,
  session_id INTEGER,
  kind TEXT NOT NULL,                         -- opening, use, reading, reset
  amount INTEGER NOT NULL,                    -- credits; negative where they were used
  balance INTEGER NOT NULL,                   -- sum of the account's amounts up to here
  actor TEXT NOT NULL,
  note TEXT,
  at DATETIME NOT NULL,
  FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  FOREIGN KEY (session_id) REFERENCES sessions(id) ON DELETE SET NULL
);
CREATE INDEX idx_ledger_account ON credit_ledger(account_id, id);
CREATE INDEX idx_ledger_session ON credit_ledger(session_id);

CREATE TABLE leases (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL UNIQUE,
  holder TEXT NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);

ALTER TABLE projects ADD COLUMN place TEXT;                                   -- the folder its sessions were recorded in
ALTER TABLE projects ADD COLUMN rotate_at INTEGER;                            -- rotate by itself when a session has used this many credits
CREATE INDEX idx_projects_rotating ON projects(id) WHERE rotate_at IS NOT NULL;
CREATE UNIQUE INDEX idx_projects_place ON projects(place) WHERE place IS NOT NULL;

ALTER TABLE sessions ADD COLUMN title TEXT;
ALTER TABLE sessions ADD COLUMN source_tool TEXT;                             -- the importer that read it
ALTER TABLE sessions ADD COLUMN source_key TEXT;                              -- the tool's own id of the session
ALTER TABLE sessions ADD COLUMN source_file TEXT;
ALTER TABLE sessions ADD COLUMN cwd TEXT;
ALTER TABLE sessions ADD COLUMN git_branch TEXT;
ALTER TABLE sessions ADD COLUMN git_commit TEXT;
ALTER TABLE sessions ADD COLUMN model TEXT;
ALTER TABLE sessions ADD COLUMN turns INTEGER NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX idx_sessions_number ON sessions(project_id, session_number);
CREATE UNIQUE INDEX idx_sessions_source ON sessions(source_tool, source_key, project_id) WHERE source_key IS NOT NULL;
CREATE INDEX idx_sessions_open ON sessions(account_id) WHERE status = 'in_progress';

ALTER TABLE conversation_history ADD COLUMN source_key TEXT;                  -- the turn's own key in the log: read twice, kept once
ALTER TABLE conversation_history ADD COLUMN detail TEXT;                      -- JSON: kind, tool, files, command, plan, human, failed, line
CREATE UNIQUE INDEX idx_conversation_source ON conversation_history(session_id, source_key) WHERE source_key IS NOT NULL;

CREATE TABLE session_usage (
  session_id INTEGER NOT NULL,
  response_key TEXT NOT NULL,                 -- one response of a model, however often the log repeats it
  model TEXT NOT NULL,
  input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  cache_read_tokens INTEGER NOT NULL,
  cache_write_tokens INTEGER NOT NULL,
  at DATETIME,
  PRIMARY KEY (session_id, response_key),
  FOREIGN KEY (session_id) REFERENCES sessions(id) ON DELETE CASCADE
) WITHOUT ROWID;

-- The running state of a session's brief: folded up to a turn, so that the brief is always ready.
CREATE TABLE brief_states (
  session_id INTEGER PRIMARY KEY,
  folded_turns INTEGER NOT NULL,              -- below zero: the past has changed, fold anew
  state TEXT NOT NULL,
  behind INTEGER NOT NULL DEFAULT 0,          -- 1: turns were recorded that are to be folded in when there is time
  FOREIGN KEY (session_id) REFERENCES sessions(id) ON DELETE CASCADE
);
CREATE INDEX idx_brief_states_behind ON brief_states(session_id) WHERE behind = 1;
CREATE TRIGGER brief_states_after_change AFTER UPDATE OF content, role ON conversation_history BEGIN
  UPDATE brief_states SET folded_turns = min(folded_turns, 0) - 1, state = '', behind = 1 WHERE session_id = old.session_id;
END;
CREATE TRIGGER brief_states_after_delete AFTER DELETE ON conversation_history BEGIN
  UPDATE brief_states SET folded_turns = min(folded_turns, 0) - 1, state = '', behind = 1 WHERE session_id = old.session_id;
END;

ALTER TABLE project_files ADD COLUMN reads INTEGER NOT NULL DEFAULT 0;
ALTER TABLE project_files ADD COLUMN edits INTEGER NOT NULL DEFAULT 0;

ALTER TABLE handoff_queue ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE handoff_queue ADD COLUMN next_session_id INTEGER REFERENCES sessions(id) ON DELETE SET NULL;
ALTER TABLE handoff_queue ADD COLUMN error TEXT;

CREATE TABLE idempotency_keys (
  route TEXT NOT NULL,
  key TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  status INTEGER NOT NULL,
  answer TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (route, key)
) WITHOUT ROWID;
CREATE INDEX idx_idempotency_age ON idempotency_keys(at_ms);

CREATE TABLE facts (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at DATETIME NOT NULL,
  kind TEXT NOT NULL,                         -- project.created, session.handed_off, …
  subject_id INTEGER NOT NULL,
  actor TEXT NOT NULL,
  data TEXT                                   -- JSON
);
