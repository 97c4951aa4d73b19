-- The sessions that a run was to score, in its order: others' sessions, or transcripts that became its own.
CREATE TABLE run_session (
    run INTEGER NOT NULL REFERENCES run,
    position INTEGER NOT NULL,
    session INTEGER NOT NULL REFERENCES session,
    PRIMARY KEY (run, position),
    UNIQUE (run, session)
) WITHOUT ROWID;
CREATE INDEX run_session_of_session ON run_session (session);

-- Runs that scored before had all ended sessions of one run, which their configuration names.
INSERT INTO run_session (run, position, session)
SELECT r.key, row_number() OVER (PARTITION BY r.key ORDER BY s.position, s.trial, s.attempt, s.key) - 1, s.key
FROM run r
    JOIN run scored ON scored.id = json_extract(r.configuration, '$.scored_run')
    JOIN session s ON s.run = scored.key
WHERE r.kind = 'score' AND typeof(r.configuration) = 'text'
    AND s.stop_reason IS NOT NULL AND s.stop_reason <> 'interrupted';
