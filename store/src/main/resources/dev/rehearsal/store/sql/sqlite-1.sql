-- Times and durations are nanoseconds, from 1970 on in UTC. Money is in millionths of a millionth of a US dollar.
-- A text that is no proper Unicode text (NUL, half a surrogate pair) is a BLOB in UTF-16BE, so that it comes back as it was.

CREATE TABLE experiment (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL
);

CREATE TABLE run (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    experiment INTEGER NOT NULL REFERENCES experiment,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    configuration TEXT NOT NULL,
    agent_version TEXT NOT NULL,
    seed INTEGER NOT NULL,
    trials INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    metrics TEXT NOT NULL,
    lease_owner TEXT,
    lease_until INTEGER
);
CREATE INDEX run_by_start ON run (started_at);

-- What a run's model calls took, by whose calls they were.
CREATE TABLE run_spend (
    run INTEGER NOT NULL REFERENCES run,
    purpose TEXT NOT NULL,
    calls INTEGER NOT NULL,
    input_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    cached_input_tokens INTEGER NOT NULL,
    usd INTEGER NOT NULL,
    unpriced_calls INTEGER NOT NULL,
    PRIMARY KEY (run, purpose)
) WITHOUT ROWID;

-- The test cases as they were when the run took them. Sessions that were not simulated have one without a run.
CREATE TABLE run_case (
    key INTEGER PRIMARY KEY,
    run INTEGER REFERENCES run,
    position INTEGER NOT NULL,
    case_id TEXT NOT NULL,
    goal TEXT NOT NULL,
    persona TEXT,
    test_case TEXT NOT NULL,
    UNIQUE (run, position)
);

CREATE TABLE session (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    run INTEGER REFERENCES run,
    run_case INTEGER NOT NULL REFERENCES run_case,
    position INTEGER NOT NULL,
    trial INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    duration INTEGER NOT NULL DEFAULT 0,
    stop_reason TEXT,
    stop_rationale TEXT NOT NULL DEFAULT '',
    turns INTEGER NOT NULL DEFAULT 0,
    calls INTEGER NOT NULL DEFAULT 0,
    input_tokens INTEGER NOT NULL DEFAULT 0,
    output_tokens INTEGER NOT NULL DEFAULT 0,
    cached_input_tokens INTEGER NOT NULL DEFAULT 0,
    usd INTEGER NOT NULL DEFAULT 0,
    unpriced_calls INTEGER NOT NULL DEFAULT 0,
    indexed INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX session_by_case ON session (run, position, trial, attempt);
CREATE INDEX session_by_stop_reason ON session (run, stop_reason);
CREATE INDEX session_by_start ON session (started_at);
CREATE INDEX session_not_indexed ON session (key) WHERE indexed = 0;

-- A turn without an answer waits for it.
CREATE TABLE turn (
    key INTEGER PRIMARY KEY,
    session INTEGER NOT NULL REFERENCES session,
    number INTEGER NOT NULL,
    user_text TEXT NOT NULL,
    user_tool_calls TEXT,
    answer TEXT,
    failure TEXT,
    started_at INTEGER,
    latency INTEGER,
    goal_achieved INTEGER,
    goal_rationale TEXT,
    goal_failure TEXT,
    UNIQUE (session, number)
);

CREATE TABLE span (
    key INTEGER PRIMARY KEY,
    session INTEGER NOT NULL REFERENCES session,
    turn INTEGER NOT NULL,
    id TEXT NOT NULL,
    parent_id TEXT,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    duration INTEGER NOT NULL,
    attributes TEXT NOT NULL,
    failure TEXT
);
CREATE INDEX span_of_turn ON span (session, turn);

CREATE TABLE model_call (
    key INTEGER PRIMARY KEY,
    session INTEGER NOT NULL REFERENCES session,
    purpose TEXT NOT NULL,
    case_id TEXT NOT NULL,
    trial INTEGER NOT NULL,
    turn INTEGER NOT NULL,
    detail TEXT NOT NULL,
    repeat INTEGER NOT NULL,
    model TEXT NOT NULL,
    input_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    cached_input_tokens INTEGER NOT NULL,
    usd INTEGER,
    duration INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    discarded INTEGER NOT NULL,
    failure TEXT
);
CREATE INDEX model_call_of_session ON model_call (session);

-- Rows are added, never changed; a later one supersedes an earlier one. Turn 0 is the whole session.
CREATE TABLE assessment (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    session INTEGER NOT NULL REFERENCES session,
    run_id TEXT,
    turn INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT,
    value TEXT,
    error TEXT,
    rationale TEXT NOT NULL,
    source_kind TEXT NOT NULL,
    source_id TEXT NOT NULL,
    scorer_version TEXT NOT NULL,
    prompt_version TEXT NOT NULL,
    input_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    cached_input_tokens INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    supersedes TEXT
);
CREATE INDEX assessment_of_session ON assessment (session);

-- What a session's assessments of one name come to.
CREATE TABLE score (
    session INTEGER NOT NULL REFERENCES session,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    number REAL,
    PRIMARY KEY (session, name)
) WITHOUT ROWID;
CREATE INDEX score_by_number ON score (name, number);

-- Narrows a search down: for each session that has ended, the groups of three characters that are in its folded texts.
CREATE VIRTUAL TABLE session_text USING fts5 (
    text,
    content = '',
    contentless_delete = 1,
    detail = 'none',
    tokenize = 'trigram case_sensitive 1'
);
