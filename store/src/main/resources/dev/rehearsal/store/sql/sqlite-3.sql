-- What each asking gave where a judge was asked the same several times: JSON; empty where it was asked once.
ALTER TABLE assessment ADD COLUMN repeats TEXT NOT NULL DEFAULT '';

-- Which judges gave a run's verdicts.
CREATE TABLE run_judge (
    run_id TEXT NOT NULL,
    scorer TEXT NOT NULL,
    prompt_version TEXT NOT NULL,
    model TEXT NOT NULL,
    PRIMARY KEY (run_id, scorer, prompt_version, model)
) WITHOUT ROWID;
INSERT OR IGNORE INTO run_judge
    SELECT run_id, name, prompt_version, source_id FROM assessment
    WHERE run_id IS NOT NULL AND source_kind = 'LLM_JUDGE' AND error IS NULL;

-- How far judges agree with persons; the newest of a judge counts.
CREATE TABLE calibration (
    key INTEGER PRIMARY KEY,
    scorer TEXT NOT NULL,
    prompt_version TEXT NOT NULL,
    model TEXT NOT NULL,
    labels INTEGER NOT NULL,
    agreement REAL NOT NULL,
    agreement_low REAL,
    agreement_high REAL,
    kappa REAL,
    kappa_low REAL,
    kappa_high REAL,
    created_at INTEGER NOT NULL
);
