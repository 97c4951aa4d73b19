-- Sessions as they end, for those who watch.
CREATE INDEX session_by_end ON session (ended_at, key);
CREATE INDEX session_of_run_by_end ON session (run, ended_at, key);
