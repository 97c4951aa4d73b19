-- How many sessions of a run, simulated or chosen, were deleted.
ALTER TABLE run ADD COLUMN deleted_sessions INTEGER NOT NULL DEFAULT 0;
