-- What was imported, when, and what was refused (ARCHITECTURE.md#ledger).

CREATE TABLE tickets.import_runs (
    run_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    dataset text NOT NULL REFERENCES tickets.datasets (dataset),
    source text NOT NULL,
    state text NOT NULL DEFAULT 'running'
    CONSTRAINT import_runs_state_check
    CHECK (state IN ('running', 'succeeded', 'failed', 'abandoned')),
    started_at timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz,
    files_applied integer NOT NULL DEFAULT 0,
    files_failed integer NOT NULL DEFAULT 0,
    files_archived integer NOT NULL DEFAULT 0,
    error text,
    is_drain boolean NOT NULL DEFAULT TRUE
);
COMMENT ON TABLE tickets.import_runs IS 'One row for each run with --apply.';
COMMENT ON COLUMN tickets.import_runs.is_drain IS
'Whether it looked for what waits in the bucket''s changes/; else a replay, or local files.';
-- Used by: start_run.sql, describe_imports.sql, import_silence.
CREATE INDEX import_runs_dataset_idx ON tickets.import_runs (dataset, run_id);

CREATE TABLE tickets.import_files (
    dataset text NOT NULL REFERENCES tickets.datasets (dataset),
    change_key text COLLATE "C" NOT NULL,
    etag text NOT NULL,
    state text NOT NULL
    CONSTRAINT import_files_state_check CHECK (state IN ('applied', 'failed', 'superseded')),
    source text NOT NULL,
    bytes bigint NOT NULL,
    digest text,
    rows_read integer NOT NULL DEFAULT 0,
    rows_kept integer NOT NULL DEFAULT 0,
    rows_dropped integer NOT NULL DEFAULT 0,
    rows_rejected integer NOT NULL DEFAULT 0,
    rows_inserted integer NOT NULL DEFAULT 0,
    rows_updated integer NOT NULL DEFAULT 0,
    rows_unchanged integer NOT NULL DEFAULT 0,
    extra_columns text[] NOT NULL DEFAULT '{}',
    content_as_of timestamptz,
    run_id bigint NOT NULL REFERENCES tickets.import_runs (run_id),
    attempts integer NOT NULL DEFAULT 1,
    error text,
    seen_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (dataset, change_key, etag),
    CONSTRAINT import_files_rows_check CHECK (
        state = 'failed'
        OR (
            rows_read = rows_kept + rows_dropped + rows_rejected
            AND rows_kept = rows_inserted + rows_updated + rows_unchanged
        )
    )
);
COMMENT ON TABLE tickets.import_files IS
'The ledger: one row for each version (etag) of each file that was seen.';
COMMENT ON COLUMN tickets.import_files.source IS
'Where the file can be read again: "bucket", or the path of a local file.';
COMMENT ON COLUMN tickets.import_files.digest IS
'BLAKE2b of the file as it was stored; an archived copy is checked against it.';
COMMENT ON COLUMN tickets.import_files.content_as_of IS
'The newest source_updated_at in the file, never later than the file''s own time.';
-- Used by: update_meta.sql. At most one version of a file counts.
CREATE UNIQUE INDEX import_files_applied_idx ON tickets.import_files (dataset, change_key)
WHERE state = 'applied';
-- Used by: update_meta.sql.
CREATE INDEX import_files_content_idx ON tickets.import_files (dataset, content_as_of)
WHERE state = 'applied';

CREATE TABLE tickets.import_rejects (
    reject_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    dataset text NOT NULL REFERENCES tickets.datasets (dataset),
    change_key text COLLATE "C" NOT NULL,
    change_line integer NOT NULL,
    severity text NOT NULL
    CONSTRAINT import_rejects_severity_check CHECK (severity IN ('reject', 'warning')),
    column_name text,
    reason text NOT NULL,
    raw_row text NOT NULL,
    run_id bigint NOT NULL REFERENCES tickets.import_runs (run_id),
    observed_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE tickets.import_rejects IS
'Rows that were rejected (reject), and values that were stored as NULL (warning).';
-- Used by: delete_rejects.sql, and people who ask why a file's rows were refused.
CREATE INDEX import_rejects_key_idx ON tickets.import_rejects (dataset, change_key, change_line);

CREATE TABLE tickets.import_meta (
    dataset text PRIMARY KEY REFERENCES tickets.datasets (dataset),
    metadata jsonb NOT NULL DEFAULT '{}',
    updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE tickets.import_meta IS
'Freshness: metadata holds source_max_key (the watermark) and content_as_of.';
