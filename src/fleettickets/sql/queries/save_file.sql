-- Write a file's row in the ledger; another attempt at the same version updates its row.
-- params: dataset, change_key, etag, state, source, bytes, digest, rows_*, extra_columns,
-- content_as_of, run_id, error. returns: nothing.
INSERT INTO tickets.import_files AS f (
    dataset, change_key, etag, state, source, bytes, digest, rows_read, rows_kept, rows_dropped,
    rows_rejected, rows_inserted, rows_updated, rows_unchanged, extra_columns, content_as_of,
    run_id, error
)
VALUES (
    %(dataset)s, %(change_key)s, %(etag)s, %(state)s, %(source)s, %(bytes)s, %(digest)s,
    %(rows_read)s, %(rows_kept)s, %(rows_dropped)s, %(rows_rejected)s, %(rows_inserted)s,
    %(rows_updated)s, %(rows_unchanged)s, %(extra_columns)s, %(content_as_of)s, %(run_id)s,
    %(error)s
)
ON CONFLICT (dataset, change_key, etag) DO UPDATE
    SET
        state = excluded.state,
        source = excluded.source,
        bytes = excluded.bytes,
        digest = excluded.digest,
        rows_read = excluded.rows_read,
        rows_kept = excluded.rows_kept,
        rows_dropped = excluded.rows_dropped,
        rows_rejected = excluded.rows_rejected,
        rows_inserted = excluded.rows_inserted,
        rows_updated = excluded.rows_updated,
        rows_unchanged = excluded.rows_unchanged,
        extra_columns = excluded.extra_columns,
        content_as_of = excluded.content_as_of,
        run_id = excluded.run_id,
        attempts = f.attempts + 1,
        error = excluded.error,
        seen_at = now();
