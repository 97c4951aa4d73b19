-- Sessions that took place elsewhere have no run: they name their experiment, and when something was last said in them.
ALTER TABLE session ADD COLUMN experiment BIGINT REFERENCES experiment;
UPDATE session SET experiment = run.experiment FROM run WHERE run.key = session.run;
ALTER TABLE session ADD COLUMN source TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN attributes TEXT COLLATE "C" NOT NULL DEFAULT '{}';
ALTER TABLE session ADD COLUMN active_at BIGINT;
CREATE INDEX session_by_experiment ON session (experiment, started_at);
CREATE INDEX session_going_on ON session (active_at) WHERE run IS NULL AND stop_reason IS NULL;

-- The trace that a turn is; where it is missing, it follows from session and number.
ALTER TABLE turn ADD COLUMN trace_id TEXT COLLATE "C";
CREATE UNIQUE INDEX turn_by_trace ON turn (trace_id);
