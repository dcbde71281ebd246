-- Who did what to which thing, from where. Each entry's hash covers the one before it: what is changed or taken out shows.
CREATE TABLE activity_log (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,      -- 1, 2, 3… without gaps; none is given twice
  at DATETIME NOT NULL,
  person_id TEXT NOT NULL,                    -- 'local': at the machine; 'paas': by itself
  actor TEXT NOT NULL,                        -- the name, as it was
  via TEXT,                                   -- 'browser', 'token ci'; null at the machine
  address TEXT,                               -- the network address; null at the machine
  action TEXT NOT NULL,                       -- the route, or what happened outside of one
  subject TEXT,                               -- 'accounts/7'
  data TEXT,                                  -- JSON: ids and names of fields, never what stood in them
  hash TEXT NOT NULL
);
CREATE INDEX idx_activity_log_person ON activity_log(person_id, seq);
CREATE INDEX idx_activity_log_subject ON activity_log(subject, seq);
CREATE TRIGGER activity_log_is_added_to BEFORE INSERT ON activity_log
  WHEN new.seq < 1 OR EXISTS (SELECT 1 FROM activity_log WHERE seq >= new.seq) BEGIN
  SELECT RAISE(ABORT, 'the activity log is only added to');
END;
CREATE TRIGGER activity_log_is_not_changed BEFORE UPDATE ON activity_log BEGIN
  SELECT RAISE(ABORT, 'the activity log is only added to');
END;
CREATE TRIGGER activity_log_is_not_emptied BEFORE DELETE ON activity_log BEGIN
  SELECT RAISE(ABORT, 'the activity log is only added to');
END;
