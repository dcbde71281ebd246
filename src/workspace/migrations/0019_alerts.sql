-- What people want to be told, and what they were told.

CREATE TABLE policies (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  preset TEXT,                                -- it came with the workspace
  enabled INTEGER NOT NULL DEFAULT 1,
  kind TEXT NOT NULL,                         -- of its condition
  condition TEXT NOT NULL,                    -- JSON, as core/alerts says it
  actions TEXT NOT NULL,                      -- JSON
  account_id INTEGER,                         -- of the three at most one; none: everything
  project_id INTEGER,
  platform TEXT,
  watched_from_ms INTEGER NOT NULL DEFAULT 0, -- nothing is missed that was not there before
  created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE
);

CREATE TABLE alerts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  policy_id INTEGER,
  policy_name TEXT NOT NULL,
  kind TEXT NOT NULL,                         -- of the condition
  title TEXT NOT NULL,
  count INTEGER NOT NULL,                     -- what became true together is one alert
  subjects TEXT NOT NULL,                     -- JSON: the first of them
  actions TEXT NOT NULL DEFAULT '[]',         -- JSON: what was done about it
  status TEXT NOT NULL,                       -- new, seen, dismissed
  raised_at DATETIME NOT NULL,
  cleared_at DATETIME,                        -- it holds for none of them any more
  FOREIGN KEY (policy_id) REFERENCES policies(id) ON DELETE SET NULL
);
CREATE INDEX idx_alerts_holding ON alerts(id) WHERE cleared_at IS NULL;
CREATE INDEX idx_alerts_cleared ON alerts(cleared_at) WHERE cleared_at IS NOT NULL;

-- What each policy last found of each thing; only what is worth remembering has a row.
CREATE TABLE policy_states (
  subject_kind TEXT NOT NULL,                 -- account, handoff, project, workspace
  subject_id INTEGER NOT NULL,
  policy_id INTEGER NOT NULL,
  part TEXT NOT NULL,                         -- a window's name, or nothing
  holds INTEGER NOT NULL,
  armed INTEGER NOT NULL,                     -- it was used up: what a return is measured from
  until_ms INTEGER,                           -- the period it holds for ends
  look_at_ms INTEGER,                         -- it may be otherwise then although nothing happens
  subject TEXT,                               -- JSON, while it holds: what is to be told of it
  alert_id INTEGER,                           -- null while it holds: to be told
  PRIMARY KEY (subject_kind, subject_id, policy_id, part),
  FOREIGN KEY (policy_id) REFERENCES policies(id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX idx_states_policy ON policy_states(policy_id);
CREATE INDEX idx_states_due ON policy_states(look_at_ms) WHERE look_at_ms IS NOT NULL;
CREATE INDEX idx_states_untold ON policy_states(policy_id) WHERE holds = 1 AND alert_id IS NULL;
CREATE INDEX idx_states_alert ON policy_states(alert_id) WHERE alert_id IS NOT NULL;

-- Accounts whose standing has changed and was not looked at since.
CREATE TABLE account_changes (account_id INTEGER PRIMARY KEY);
INSERT INTO account_changes SELECT id FROM accounts WHERE archived_at IS NULL;

-- The other things to look at.
CREATE TABLE alert_checks (
  subject_kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  PRIMARY KEY (subject_kind, subject_id)
) WITHOUT ROWID;

CREATE TRIGGER alert_checks_account_gone AFTER DELETE ON accounts BEGIN
  DELETE FROM policy_states WHERE subject_kind = 'account' AND subject_id = old.id;
END;
CREATE TRIGGER alert_checks_handoff AFTER INSERT ON handoff_queue BEGIN
  INSERT OR IGNORE INTO alert_checks VALUES ('handoff', new.id);
END;
CREATE TRIGGER alert_checks_handoff_moved AFTER UPDATE OF status ON handoff_queue BEGIN
  INSERT OR IGNORE INTO alert_checks VALUES ('handoff', new.id);
END;
CREATE TRIGGER alert_checks_handoff_gone AFTER DELETE ON handoff_queue BEGIN
  DELETE FROM policy_states WHERE subject_kind = 'handoff' AND subject_id = old.id;
END;
CREATE TRIGGER alert_checks_project_gone AFTER DELETE ON projects BEGIN
  DELETE FROM policy_states WHERE subject_kind = 'project' AND subject_id = old.id;
END;
-- Silence that is not watched for need not be broken.
CREATE TRIGGER alert_checks_session AFTER INSERT ON sessions
  WHEN EXISTS (SELECT 1 FROM policies WHERE kind = 'no_activity' AND enabled = 1) BEGIN
  INSERT OR IGNORE INTO alert_checks VALUES ('workspace', 0), ('project', new.project_id), ('account', new.account_id);
END;
CREATE TRIGGER alert_checks_turns AFTER UPDATE OF turns ON sessions
  WHEN EXISTS (SELECT 1 FROM policies WHERE kind = 'no_activity' AND enabled = 1) BEGIN
  INSERT OR IGNORE INTO alert_checks VALUES ('workspace', 0), ('project', new.project_id), ('account', new.account_id);
END;

-- What everybody wants to be told.
INSERT INTO policies (name, preset, kind, condition, actions) VALUES
  ('An account is nearly used up', 'nearly_used_up', 'threshold',
   '{"kind":"threshold","of":"used","per":"share","at":0.85}', '[{"kind":"notify"},{"kind":"webhook"}]'),
  ('An account runs out before its reset', 'runs_out', 'forecast',
   '{"kind":"forecast","probability":0.8}', '[{"kind":"notify"},{"kind":"webhook"}]'),
  ('Quota is about to be lost', 'about_to_be_lost', 'waste',
   '{"kind":"waste","per":"share","at":0.5,"minutes":120}', '[{"kind":"notify"},{"kind":"webhook"}]'),
  ('Quota has returned', 'returned', 'returned',
   '{"kind":"returned","at":0.5}', '[{"kind":"notify"},{"kind":"webhook"}]'),
  ('A handoff waits for an account', 'handoff_waiting', 'handoff_waiting',
   '{"kind":"handoff_waiting","minutes":10}', '[{"kind":"notify"},{"kind":"webhook"}]');
INSERT INTO alert_checks SELECT 'handoff', id FROM handoff_queue WHERE status = 'pending';
