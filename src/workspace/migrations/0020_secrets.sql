-- Secrets at rest: sealed with a key that is not in this database (platform/seal.ts).

CREATE TABLE secrets (
  place TEXT PRIMARY KEY,                     -- what it is sealed for, and opens for nothing else: account:7, webhook:<chance>
  sealed TEXT NOT NULL,                       -- v1.<key>.<iv>.<cipher>
  account_id INTEGER UNIQUE REFERENCES accounts(id) ON DELETE CASCADE, -- the account whose key it is
  last4 TEXT,                                 -- these three: of an account's key
  set_at DATETIME,
  set_by TEXT
);

-- What versions before this one kept in the clear: empty as soon as it is sealed and the file is purged of it.
CREATE TABLE unsealed_secrets (
  place TEXT PRIMARY KEY,
  text TEXT                                   -- null: sealed; the file may still hold it in what it has freed
);

ALTER TABLE webhooks ADD COLUMN secret_place TEXT;
ALTER TABLE webhooks ADD COLUMN old_secret_place TEXT;
UPDATE webhooks SET secret_place = 'webhook:' || lower(hex(randomblob(16)));
UPDATE webhooks SET old_secret_place = 'webhook:' || lower(hex(randomblob(16))) WHERE old_secret IS NOT NULL;
INSERT INTO unsealed_secrets (place, text) SELECT secret_place, secret FROM webhooks;
INSERT INTO unsealed_secrets (place, text) SELECT old_secret_place, old_secret FROM webhooks WHERE old_secret IS NOT NULL;
INSERT INTO unsealed_secrets (place) SELECT 'webhooks that are gone' WHERE EXISTS (SELECT 1 FROM facts WHERE kind = 'webhook.deleted');
ALTER TABLE webhooks DROP COLUMN secret;
ALTER TABLE webhooks DROP COLUMN old_secret;
DELETE FROM idempotency_keys WHERE route IN ('POST /api/webhooks', 'POST /api/webhooks/{id}/rotate-secret');
