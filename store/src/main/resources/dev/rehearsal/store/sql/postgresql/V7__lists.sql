-- What lists are filtered by: where a session's feedback is yes, no, a category or an error; and when the session began, so that a
-- filtered list comes in its order without being sorted.
ALTER TABLE score ADD COLUMN label TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE score ADD COLUMN started_at BIGINT NOT NULL DEFAULT 0;
UPDATE score SET
    started_at = (SELECT started_at FROM session WHERE session.key = score.session),
    label = CASE
        WHEN number IS NOT NULL AND EXISTS (SELECT 1 FROM assessment a
            WHERE a.session = score.session AND a.name = score.name AND a.kind = 'yes_no')
        THEN CASE WHEN number >= 1 THEN 'yes' ELSE 'no' END
        ELSE substr(text, 1, 200) END;
DROP INDEX score_by_number;
CREATE INDEX score_by_number ON score (name, number, session);
CREATE INDEX score_by_label ON score (name, label, started_at, session);

-- Tags of a session's test case, and what is known of it beside: 'tag:NAME' and 'metadata:NAME'.
CREATE TABLE session_tag (
    session BIGINT NOT NULL REFERENCES session,
    name TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    started_at BIGINT NOT NULL,
    PRIMARY KEY (session, name)
);
CREATE INDEX session_tag_by_value ON session_tag (name, value, started_at, session);
INSERT INTO session_tag (session, name, value, started_at)
SELECT s.key, 'tag:' || j.key, j.value, s.started_at
FROM session s JOIN run_case c ON c.key = s.run_case, json_each_text(CAST(c.test_case AS JSON) -> 'tags') j
WHERE length(j.value) <= 250 AND length(j.key) <= 250;
INSERT INTO session_tag (session, name, value, started_at)
SELECT s.key, 'metadata:' || j.key, j.value, s.started_at
FROM session s, json_each_text(CAST(s.attributes AS JSON)) j
WHERE length(j.value) <= 250 AND length(j.key) <= 250 AND j.value NOT LIKE '{%' AND j.value NOT LIKE '[%'
ON CONFLICT DO NOTHING;
INSERT INTO session_tag (session, name, value, started_at)
SELECT s.key, 'metadata:' || j.key, j.value, s.started_at
FROM session s JOIN run_case c ON c.key = s.run_case, json_each_text(CAST(c.test_case AS JSON) -> 'metadata') j
WHERE length(j.value) <= 250 AND length(j.key) <= 250 AND j.value NOT LIKE '{%' AND j.value NOT LIKE '[%'
ON CONFLICT DO NOTHING;

-- Lists in their order, page by page.
DROP INDEX session_by_stop_reason;
CREATE INDEX session_by_stop_reason ON session (run, stop_reason, started_at, key);
CREATE INDEX session_of_run_by_start ON session (run, started_at, key);
CREATE INDEX session_of_experiment_by_stop_reason ON session (experiment, stop_reason, started_at, key);
CREATE INDEX session_of_experiment_by_turns ON session (experiment, turns, key);
CREATE INDEX session_of_experiment_by_cost ON session (experiment, usd, key);
CREATE INDEX session_of_experiment_by_duration ON session (experiment, duration, key);
DROP INDEX session_by_experiment;
CREATE INDEX session_by_experiment ON session (experiment, started_at, key);
CREATE INDEX run_of_experiment ON run (experiment, started_at);
