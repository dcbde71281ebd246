-- Usage counted once in the whole workspace, in the ledger of its account; which account a log belongs to; newer prices.

ALTER TABLE session_usage ADD COLUMN shared INTEGER NOT NULL DEFAULT 0;       -- 1: the key is the response's own, in whichever log it stands
ALTER TABLE session_usage ADD COLUMN counted INTEGER NOT NULL DEFAULT 1;      -- 0: another session holds the same response and counts it
ALTER TABLE session_usage ADD COLUMN cache_write_hour_tokens INTEGER NOT NULL DEFAULT 0;   -- those of cache_write_tokens kept for an hour
ALTER TABLE session_usage ADD COLUMN cost_usd REAL;                           -- as the log states it; null: by the price table
UPDATE session_usage SET shared = 1
  WHERE session_id IN (SELECT id FROM sessions WHERE source_tool IN ('claude-code', 'codex'));
CREATE INDEX idx_usage_shared ON session_usage(response_key) WHERE shared = 1;
UPDATE session_usage SET counted = 0 WHERE shared = 1 AND EXISTS (SELECT 1 FROM session_usage earlier
  WHERE earlier.response_key = session_usage.response_key AND earlier.shared = 1 AND earlier.session_id < session_usage.session_id);

-- When the session that counts a response goes, the next one that holds it counts it.
CREATE TRIGGER session_usage_passed_on AFTER DELETE ON session_usage WHEN old.shared = 1 AND old.counted = 1 BEGIN
  UPDATE session_usage SET counted = 1 WHERE response_key = old.response_key AND shared = 1 AND session_id =
    (SELECT min(session_id) FROM session_usage WHERE response_key = old.response_key AND shared = 1);
END;

-- Of entries of the kind `usage`, whose amount is 0: what a session used of a model.
ALTER TABLE credit_ledger ADD COLUMN model TEXT;
ALTER TABLE credit_ledger ADD COLUMN input_tokens INTEGER;
ALTER TABLE credit_ledger ADD COLUMN output_tokens INTEGER;
ALTER TABLE credit_ledger ADD COLUMN cache_read_tokens INTEGER;
ALTER TABLE credit_ledger ADD COLUMN cache_write_tokens INTEGER;

CREATE TABLE account_identities (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL,
  kind TEXT NOT NULL,                         -- profile: the folder a tool's logs lie in; email: who is signed in
  value TEXT NOT NULL,
  FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  UNIQUE (kind, value)
);
CREATE INDEX idx_identities_account ON account_identities(account_id);

-- A price table newer than the one that is shipped; one row.
CREATE TABLE price_table (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  dated TEXT NOT NULL,
  source TEXT NOT NULL,
  models TEXT NOT NULL                        -- JSON
);
