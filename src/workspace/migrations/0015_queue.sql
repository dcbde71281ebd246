-- The handoff queue: what waits until when, and what is being carried out.

ALTER TABLE handoff_queue ADD COLUMN not_before_ms INTEGER NOT NULL DEFAULT 0;  -- of processing: when its lease ends
ALTER TABLE handoff_queue ADD COLUMN waits INTEGER NOT NULL DEFAULT 0;          -- 1: for an account; tried whenever one is free
CREATE INDEX idx_handoff_due ON handoff_queue(not_before_ms) WHERE status IN ('pending', 'processing');
