-- What a rotation changed that its undoing puts back.

ALTER TABLE handoff_queue ADD COLUMN status_before TEXT;                       -- of the session that was handed over
ALTER TABLE handoff_queue ADD COLUMN exhausted INTEGER NOT NULL DEFAULT 0;     -- 1: it marked the account as used up
ALTER TABLE handoff_queue ADD COLUMN undone_at DATETIME;
