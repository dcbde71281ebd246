-- Sessions that are followed while they are written, and projects that are one repository wherever they are checked out.
ALTER TABLE sessions ADD COLUMN quiet_at_ms INTEGER;                          -- over when nothing more is written until then
CREATE INDEX idx_sessions_quiet ON sessions(quiet_at_ms) WHERE quiet_at_ms IS NOT NULL;
ALTER TABLE projects ADD COLUMN remote TEXT;                                  -- host/owner/name of its repository
CREATE UNIQUE INDEX idx_projects_remote ON projects(remote) WHERE remote IS NOT NULL;
