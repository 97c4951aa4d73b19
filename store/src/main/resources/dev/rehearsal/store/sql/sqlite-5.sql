-- Test cases by name. Changes are made under a lease, as a merge may take several transactions.
CREATE TABLE dataset (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    lease_owner TEXT,
    lease_until INTEGER
);
CREATE INDEX dataset_by_change ON dataset (changed_at);

CREATE TABLE dataset_tag (
    dataset INTEGER NOT NULL REFERENCES dataset,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (dataset, name)
) WITHOUT ROWID;

CREATE TABLE dataset_version (
    dataset INTEGER NOT NULL REFERENCES dataset,
    number INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    what TEXT NOT NULL,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    records INTEGER NOT NULL,
    PRIMARY KEY (dataset, number)
) WITHOUT ROWID;

-- A row is what a record was from one version on until another: a change closes the row and adds one. Rows of a version that the dataset
-- has not reached are of a change that is not finished.
CREATE TABLE dataset_record (
    key INTEGER PRIMARY KEY,
    dataset INTEGER NOT NULL REFERENCES dataset,
    position INTEGER NOT NULL,
    case_id TEXT NOT NULL,
    inputs_hash TEXT NOT NULL,
    from_version INTEGER NOT NULL,
    until_version INTEGER,
    test_case TEXT NOT NULL,
    outputs TEXT NOT NULL,
    source_kind TEXT NOT NULL,
    source_details TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT NOT NULL
);
CREATE INDEX dataset_record_by_position ON dataset_record (dataset, position, from_version);
CREATE INDEX dataset_record_of_case ON dataset_record (dataset, case_id);
CREATE UNIQUE INDEX dataset_record_of_inputs ON dataset_record (dataset, inputs_hash) WHERE until_version IS NULL;

-- Which version of which dataset a run's test cases are of. The dataset may be gone, or be kept elsewhere.
CREATE TABLE run_dataset (
    run INTEGER PRIMARY KEY REFERENCES run,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    version INTEGER NOT NULL
);
