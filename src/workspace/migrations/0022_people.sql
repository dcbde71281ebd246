-- Who belongs to the workspace, whose an account is, who holds a session, and to whom one was handed.

CREATE TABLE people (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT,
  role TEXT NOT NULL,                         -- viewer, member, admin, owner
  removed_at DATETIME
) WITHOUT ROWID;
-- The person at the machine.
INSERT INTO people (id, name, role) VALUES ('local', 'You', 'owner');

ALTER TABLE accounts ADD COLUMN owner_id TEXT;                                 -- null: everybody's
ALTER TABLE sessions ADD COLUMN person_id TEXT;                                -- who works in it; null: nobody is known to
ALTER TABLE sessions ADD COLUMN handed_by TEXT;                                -- the name of the colleague whom it came from
UPDATE sessions SET person_id = 'local';
CREATE INDEX idx_sessions_person ON sessions(person_id, started_at) WHERE person_id IS NOT NULL;
ALTER TABLE handoff_queue ADD COLUMN to_person_id TEXT;                        -- null: who holds the session goes on
ALTER TABLE handoff_queue ADD COLUMN handed_by TEXT;                           -- the name of the colleague who asked for that
ALTER TABLE alerts ADD COLUMN person_id TEXT;                                  -- of a personal account: told to nobody else
ALTER TABLE facts ADD COLUMN person_id TEXT;

-- A choice reads the shared accounts and those of one person, never past those of others.
CREATE INDEX idx_accounts_owner ON accounts(owner_id) WHERE owner_id IS NOT NULL;
DROP INDEX idx_accounts_choice;
DROP INDEX idx_accounts_choice_by_skill;
DROP INDEX idx_accounts_choice_by_loss;
DROP INDEX idx_accounts_choice_by_skill_and_loss;
CREATE INDEX idx_accounts_choice ON accounts(credits_available DESC, recent_sessions, status DESC, last_used_at, id)
  WHERE owner_id IS NULL AND in_use = 0 AND archived_at IS NULL AND status IN ('available', 'active');
CREATE INDEX idx_accounts_choice_by_skill ON accounts(specialization_key, credits_available DESC, recent_sessions, status DESC, last_used_at, id)
  WHERE owner_id IS NULL AND in_use = 0 AND archived_at IS NULL AND status IN ('available', 'active');
CREATE INDEX idx_accounts_choice_by_loss ON accounts(loses_at_ms, lost_at_reset DESC, credits_available, id)
  WHERE owner_id IS NULL AND in_use = 0 AND archived_at IS NULL AND status IN ('available', 'active') AND loses_at_ms IS NOT NULL;
CREATE INDEX idx_accounts_choice_by_skill_and_loss ON accounts(specialization_key, loses_at_ms, lost_at_reset DESC, credits_available, id)
  WHERE owner_id IS NULL AND in_use = 0 AND archived_at IS NULL AND status IN ('available', 'active') AND loses_at_ms IS NOT NULL;
CREATE INDEX idx_accounts_own_choice ON accounts(owner_id, credits_available DESC, recent_sessions, status DESC, last_used_at, id)
  WHERE owner_id IS NOT NULL AND in_use = 0 AND archived_at IS NULL AND status IN ('available', 'active');
CREATE INDEX idx_accounts_own_choice_by_skill ON accounts(owner_id, specialization_key, credits_available DESC, recent_sessions, status DESC, last_used_at, id)
  WHERE owner_id IS NOT NULL AND in_use = 0 AND archived_at IS NULL AND status IN ('available', 'active');
CREATE INDEX idx_accounts_own_choice_by_loss ON accounts(owner_id, loses_at_ms, lost_at_reset DESC, credits_available, id)
  WHERE owner_id IS NOT NULL AND in_use = 0 AND archived_at IS NULL AND status IN ('available', 'active') AND loses_at_ms IS NOT NULL;
CREATE INDEX idx_accounts_own_choice_by_skill_and_loss ON accounts(owner_id, specialization_key, loses_at_ms, lost_at_reset DESC, credits_available, id)
  WHERE owner_id IS NOT NULL AND in_use = 0 AND archived_at IS NULL AND status IN ('available', 'active') AND loses_at_ms IS NOT NULL;

-- What sessions of a type used, of those that a person may know.
DROP INDEX idx_sessions_used;
DROP INDEX idx_sessions_used_by_type;
CREATE INDEX idx_sessions_used ON sessions(project_id, session_type, id, status, credits_used, account_id);
CREATE INDEX idx_sessions_used_by_type ON sessions(session_type, id, status, credits_used, account_id);

-- What was told of an account alone while it was everybody's becomes its owner's with it.
CREATE TRIGGER alerts_account_owned AFTER UPDATE OF owner_id ON accounts WHEN new.owner_id IS NOT NULL BEGIN
  UPDATE alerts SET person_id = new.owner_id WHERE count = 1 AND subjects ->> '$[0].kind' = 'account' AND subjects ->> '$[0].id' = new.id;
END;
