-- Search over all conversation: an index without a copy of the text, which turns enter a moment after they were recorded.
-- Texts in scripts without spaces are put in sign by sign; facets: p<project> s<session> r<role> t<tool> m<YYYYMM>.
CREATE VIRTUAL TABLE turn_index USING fts5(
  text, facets, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2"
);

-- What is in it: every turn up to this id, but for those in turn_index_changed. What was there before waits like what comes.
CREATE TABLE turn_index_progress (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  indexed_to INTEGER NOT NULL                 -- id in conversation_history
);
INSERT INTO turn_index_progress (one, indexed_to) VALUES (1, 0);
CREATE TABLE turn_index_changed (turn_id INTEGER PRIMARY KEY);

-- A turn that changes is never found by words that it no longer holds.
CREATE TRIGGER turn_index_after_change AFTER UPDATE OF content, role, timestamp, session_id ON conversation_history
  WHEN old.id <= (SELECT indexed_to FROM turn_index_progress) BEGIN
  DELETE FROM turn_index WHERE rowid = old.id;
  INSERT OR IGNORE INTO turn_index_changed (turn_id) VALUES (old.id);
END;
CREATE TRIGGER turn_index_after_delete AFTER DELETE ON conversation_history
  WHEN old.id <= (SELECT indexed_to FROM turn_index_progress) BEGIN
  DELETE FROM turn_index WHERE rowid = old.id;
  DELETE FROM turn_index_changed WHERE turn_id = old.id;
END;
