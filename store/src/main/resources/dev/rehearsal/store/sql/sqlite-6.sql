-- What persons say should have happened; the value is JSON. Rows are added, never changed; a later one supersedes an earlier one.
CREATE TABLE expectation (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    session INTEGER NOT NULL REFERENCES session,
    turn INTEGER NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    source_kind TEXT NOT NULL,
    source_id TEXT NOT NULL,
    rationale TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    supersedes TEXT
);
CREATE INDEX expectation_of_session ON expectation (session);

-- Assessments and expectations that persons took back, by their ids.
CREATE TABLE withdrawal (
    key INTEGER PRIMARY KEY,
    statement TEXT NOT NULL UNIQUE,
    session INTEGER NOT NULL REFERENCES session,
    source_kind TEXT NOT NULL,
    source_id TEXT NOT NULL,
    rationale TEXT NOT NULL,
    created_at INTEGER NOT NULL
);
CREATE INDEX withdrawal_of_session ON withdrawal (session);
