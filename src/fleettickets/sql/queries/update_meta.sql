-- Set the watermark and the content's time from the ledger. Record that the day's history is not
-- captured yet (capture_history.sql), and that coordinates are unchecked (mark_coordinates.sql).
-- params: dataset. returns: nothing.
INSERT INTO tickets.import_meta AS m (dataset, metadata)
SELECT
    %(dataset)s AS dataset,
    jsonb_build_object(
        'source_max_key', max(f.change_key),
        'content_as_of', max(f.content_as_of),
        'has_new_coordinates', TRUE
    ) AS metadata
FROM tickets.import_files AS f
WHERE f.dataset = %(dataset)s AND f.state = 'applied'
ON CONFLICT (dataset) DO UPDATE
    SET
        metadata = (m.metadata - 'is_captured') || excluded.metadata,
        updated_at = now();
