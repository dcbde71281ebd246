-- When a project's sessions are handed over by themselves, and how far each has come.

ALTER TABLE projects ADD COLUMN rotate_percent INTEGER;                        -- at this share of a quota window of the account
ALTER TABLE projects ADD COLUMN rotate_window TEXT;                            -- which; null: whichever is used the most
ALTER TABLE projects ADD COLUMN prepare_percent INTEGER NOT NULL DEFAULT 70;
ALTER TABLE projects ADD COLUMN warn_percent INTEGER NOT NULL DEFAULT 85;
ALTER TABLE projects ADD COLUMN cooldown_minutes INTEGER NOT NULL DEFAULT 5;
DROP INDEX idx_projects_rotating;
CREATE INDEX idx_projects_rotating ON projects(id) WHERE rotate_at IS NOT NULL OR rotate_percent IS NOT NULL;
ALTER TABLE sessions ADD COLUMN limit_stage TEXT NOT NULL DEFAULT 'far';       -- far, prepared, warned; held: a person took a rotation back
