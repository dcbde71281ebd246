-- Which account next: what a workspace prefers, and indexes from which a choice reads a few rows, however many there are.

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL,                        -- JSON
  actor TEXT NOT NULL,
  at DATETIME NOT NULL
) WITHOUT ROWID;

DROP INDEX idx_accounts_choice_by_loss;
CREATE INDEX idx_accounts_choice_by_loss ON accounts(loses_at_ms, lost_at_reset DESC, credits_available, id)
  WHERE in_use = 0 AND archived_at IS NULL AND status IN ('available', 'active') AND loses_at_ms IS NOT NULL;
CREATE INDEX idx_accounts_choice_by_skill_and_loss ON accounts(specialization_key, loses_at_ms, lost_at_reset DESC, credits_available, id)
  WHERE in_use = 0 AND archived_at IS NULL AND status IN ('available', 'active') AND loses_at_ms IS NOT NULL;

-- Every specialization that an account ever had: few, however many accounts there are. Which skills they name, the program knows.
CREATE TABLE specializations (key TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO specializations SELECT DISTINCT specialization_key FROM accounts WHERE specialization_key IS NOT NULL;
CREATE TRIGGER specializations_after_insert AFTER INSERT ON accounts WHEN nullif(trim(new.specialization), '') IS NOT NULL BEGIN
  INSERT OR IGNORE INTO specializations VALUES (lower(trim(new.specialization)));
END;
CREATE TRIGGER specializations_after_change AFTER UPDATE OF specialization ON accounts WHEN nullif(trim(new.specialization), '') IS NOT NULL BEGIN
  INSERT OR IGNORE INTO specializations VALUES (lower(trim(new.specialization)));
END;

-- How sessions of a type ended on an account, and what they used in a project and anywhere.
CREATE INDEX idx_sessions_ended ON sessions(account_id, session_type, id, status);
CREATE INDEX idx_sessions_used ON sessions(project_id, session_type, id, status, credits_used);
CREATE INDEX idx_sessions_used_by_type ON sessions(session_type, id, status, credits_used);
