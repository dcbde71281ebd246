-- Several machines may record into one workspace.
ALTER TABLE sessions ADD COLUMN device TEXT;                                  -- the machine it was recorded on; null: the one of the workspace
