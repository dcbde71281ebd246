-- What the first turns of a receiving session tell of the briefing it was given; one row for each handoff that was carried out.

CREATE TABLE handoff_feedback (
  handoff_id INTEGER PRIMARY KEY,
  items INTEGER NOT NULL DEFAULT 0,           -- things of the past that the first turns came back to
  reasked INTEGER NOT NULL DEFAULT 0,         -- those of them that were fetched again: asked + opened + searched
  asked INTEGER NOT NULL DEFAULT 0,
  opened INTEGER NOT NULL DEFAULT 0,
  searched INTEGER NOT NULL DEFAULT 0,
  list TEXT NOT NULL DEFAULT '[]',            -- JSON: each thing fetched again, with its kind of fact and whether the brief stated it
  behind INTEGER NOT NULL DEFAULT 0,          -- 1: the receiver has turns that were not looked at
  closed INTEGER NOT NULL DEFAULT 0,          -- 1: its first turns are over
  measured_at DATETIME,                       -- null until the receiver's first turn
  FOREIGN KEY (handoff_id) REFERENCES handoff_queue(id) ON DELETE CASCADE
);
CREATE INDEX idx_feedback_behind ON handoff_feedback(handoff_id) WHERE behind = 1;
CREATE INDEX idx_handoff_next ON handoff_queue(next_session_id) WHERE next_session_id IS NOT NULL;

CREATE TRIGGER handoff_feedback_after_turns AFTER UPDATE OF turns ON sessions WHEN new.turns <> old.turns BEGIN
  UPDATE handoff_feedback SET behind = 1
    WHERE closed = 0 AND handoff_id IN (SELECT id FROM handoff_queue WHERE next_session_id = new.id);
END;

INSERT INTO handoff_feedback (handoff_id, behind)
  SELECT h.id, s.turns > 0 FROM handoff_queue h JOIN sessions s ON s.id = h.next_session_id;
