-- Quota windows: the main one of an account in its row, the others beside it; what is lost at a reset; entries told once.

ALTER TABLE accounts ADD COLUMN window_name TEXT NOT NULL DEFAULT 'main';     -- the main window's, as tools name it
ALTER TABLE accounts ADD COLUMN unit TEXT NOT NULL DEFAULT 'credits';         -- of capacity and credits_available
ALTER TABLE accounts ADD COLUMN renewal TEXT;                                 -- JSON, as core/quota says it; null: what refresh says, by UTC
ALTER TABLE accounts ADD COLUMN reserve INTEGER NOT NULL DEFAULT 0;           -- never given to a session
ALTER TABLE accounts ADD COLUMN preset TEXT;                                  -- the preset its windows came from
ALTER TABLE accounts ADD COLUMN windows INTEGER NOT NULL DEFAULT 0;           -- how many there are beside the main one
ALTER TABLE accounts ADD COLUMN settles_at_ms INTEGER;                        -- when one of those gives something back
ALTER TABLE accounts ADD COLUMN lost_at_reset INTEGER NOT NULL DEFAULT 0;     -- what is lost then if nobody uses it
ALTER TABLE accounts ADD COLUMN loses_at_ms INTEGER;
CREATE INDEX idx_accounts_settles ON accounts(settles_at_ms) WHERE settles_at_ms IS NOT NULL;
-- The choice by what expires first.
CREATE INDEX idx_accounts_choice_by_loss ON accounts(loses_at_ms, lost_at_reset DESC, id)
  WHERE in_use = 0 AND archived_at IS NULL AND status IN ('available', 'active') AND loses_at_ms IS NOT NULL;

CREATE TABLE quota_windows (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL,
  name TEXT NOT NULL,                         -- as tools name it: weekly, weekly-opus, budget
  unit TEXT NOT NULL,                         -- credits, tokens, requests, messages, usd, percent
  scope TEXT NOT NULL DEFAULT 'account',      -- account, model, feature
  scope_of TEXT,                              -- which model, which feature
  shared_pool TEXT,                           -- accounts that name the same pool draw on one window of that name
  renewal TEXT NOT NULL,                      -- JSON, as core/quota says it
  capacity REAL,                              -- null: not known
  reserve REAL NOT NULL DEFAULT 0,
  created_at_ms INTEGER NOT NULL,
  FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  UNIQUE (account_id, name)
);
CREATE INDEX idx_windows_pool ON quota_windows(shared_pool, name) WHERE shared_pool IS NOT NULL;

-- Messages that people sent, of accounts that have a window of them; tokens and responses stand in session_usage.
CREATE TABLE message_uses (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  messages INTEGER NOT NULL,
  FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);
CREATE INDEX idx_message_uses ON message_uses(account_id, at_ms);

-- Presets that somebody changed; the others are those of the program.
CREATE TABLE quota_presets (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  platform TEXT NOT NULL,
  dated TEXT NOT NULL,
  source TEXT NOT NULL,
  windows TEXT NOT NULL                       -- JSON
) WITHOUT ROWID;

-- An entry that is told twice is booked once.
ALTER TABLE credit_ledger ADD COLUMN key TEXT;
CREATE UNIQUE INDEX idx_ledger_key ON credit_ledger(account_id, key) WHERE key IS NOT NULL;
-- What a window of credits counts, and what the sums did not explain.
CREATE INDEX idx_ledger_told ON credit_ledger(account_id, at) WHERE kind IN ('opening', 'use', 'estimate', 'reading');
