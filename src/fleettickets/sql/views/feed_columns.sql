-- The columns of tickets.inc, and so of every dataset, that are derived from raw: all but those
-- that the import adds and the generated ones. Each has the feed's own name.
CREATE OR REPLACE VIEW tickets.feed_columns AS
SELECT
    a.attname::text AS column_name,
    a.atttypid::regtype AS column_type
FROM pg_catalog.pg_attribute AS a
WHERE
    a.attrelid = 'tickets.inc'::regclass
    AND a.attnum > 0
    AND NOT a.attisdropped
    AND a.attgenerated = ''
    AND a.attname NOT IN (
        'raw', 'content_hash', 'change_key', 'change_line', 'lifecycle', 'geom', 'geo_source',
        'geo_precision',
        'ingested_at'
    );
COMMENT ON VIEW tickets.feed_columns IS
'The typed columns of a ticket that are derived from raw, each under the feed''s own name.';
