-- Which runs are published to which other places.
CREATE TABLE publication (
    key INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES run,
    destination TEXT NOT NULL,
    experiment TEXT NOT NULL,
    began_at INTEGER NOT NULL,
    UNIQUE (run, destination)
);

-- What is not published yet: turns, ends of sessions and what was said about them; the run itself where session is 0. The version grows
-- when something changes before it was published.
CREATE TABLE unpublished (
    key INTEGER PRIMARY KEY,
    publication INTEGER NOT NULL REFERENCES publication,
    session INTEGER NOT NULL,
    kind TEXT NOT NULL,
    turn INTEGER NOT NULL,
    statement TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    refusal TEXT,
    UNIQUE (publication, session, kind, turn, statement)
);
CREATE INDEX unpublished_in_order ON unpublished (publication, key) WHERE refusal IS NULL;

-- Who publishes to a place: one process at a time.
CREATE TABLE publisher (
    destination TEXT PRIMARY KEY,
    lease_owner TEXT,
    lease_until INTEGER
) WITHOUT ROWID;
