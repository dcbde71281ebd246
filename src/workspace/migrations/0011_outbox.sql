-- What is to be told to other systems: entered in the transaction that made it true, delivered afterwards, again until it is taken.

CREATE TABLE webhooks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  url TEXT NOT NULL,
  description TEXT,
  event_types TEXT NOT NULL,                  -- JSON: what it is told of
  enabled INTEGER NOT NULL DEFAULT 1,
  disabled_because TEXT,                      -- where it was not a person who switched it off
  secret TEXT NOT NULL,                       -- whsec_…
  old_secret TEXT,                            -- signs too, until
  old_secret_until_ms INTEGER,
  created_at DATETIME NOT NULL,
  updated_at DATETIME NOT NULL
);

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id TEXT NOT NULL UNIQUE,            -- the same at every attempt: receivers know what they have seen
  kind TEXT NOT NULL,                         -- webhook
  webhook_id INTEGER,
  event_type TEXT NOT NULL,
  body TEXT NOT NULL,                         -- as it goes out and is signed
  status TEXT NOT NULL DEFAULT 'waiting',     -- waiting, sending, delivered, dead
  attempts INTEGER NOT NULL DEFAULT 0,        -- begun since it was entered, or since a person asked for it again
  due_at_ms INTEGER,                          -- waiting: the next attempt, null while its webhook is off; sending: lost if not settled by then
  answer_status INTEGER,                      -- of the last attempt; null where no answer came
  error TEXT,
  created_at DATETIME NOT NULL,
  settled_at_ms INTEGER,                      -- delivered, or given up
  FOREIGN KEY (webhook_id) REFERENCES webhooks(id) ON DELETE CASCADE
);
CREATE INDEX idx_outbox_due ON outbox(due_at_ms) WHERE due_at_ms IS NOT NULL;
CREATE INDEX idx_outbox_settled ON outbox(settled_at_ms) WHERE settled_at_ms IS NOT NULL;
CREATE INDEX idx_outbox_webhook ON outbox(webhook_id, id);
