-- What tools say of the quota of their account: evidence, never changed by what came of it.

CREATE TABLE quota_readings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL,
  tool TEXT NOT NULL,                         -- the importer of the log, or claude-code for its statusline
  session_key TEXT NOT NULL,                  -- the tool's own id of the session that said it
  window_name TEXT NOT NULL,                  -- 5h, weekly, weekly-opus, …, unknown
  source TEXT NOT NULL,                       -- log: with a response; statusline: shown; error: the limit was hit
  used_percent REAL,                          -- null: unknown, not zero
  remaining REAL,
  limit_amount REAL,
  unit TEXT,                                  -- of remaining and limit_amount
  resets_at_ms INTEGER,
  plan TEXT,
  at_ms INTEGER NOT NULL,                     -- said first
  seen_at_ms INTEGER NOT NULL,                -- said last, with nothing else by that session in between
  -- A statusline goes on showing what it was told with the last response: its figure is as old as its first showing.
  true_at_ms INTEGER NOT NULL GENERATED ALWAYS AS (CASE source WHEN 'statusline' THEN at_ms ELSE seen_at_ms END) VIRTUAL,
  FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX idx_readings_once ON quota_readings(tool, session_key, window_name, source, at_ms);
CREATE INDEX idx_readings_newest ON quota_readings(account_id, window_name, true_at_ms);

-- A session that turns out to be another account's takes its readings along.
CREATE TRIGGER quota_readings_follow AFTER UPDATE OF account_id ON sessions
  WHEN new.account_id <> old.account_id AND new.source_key IS NOT NULL BEGIN
  UPDATE quota_readings SET account_id = new.account_id
    WHERE tool = new.source_tool AND session_key = new.source_key AND account_id = old.account_id;
END;

-- A person's word on the credits holds against older readings, until the next reset.
ALTER TABLE accounts ADD COLUMN credits_said_at_ms INTEGER;
