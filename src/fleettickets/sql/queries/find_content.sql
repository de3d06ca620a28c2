-- How new the tickets are.
-- params: none. returns: one row: content_as_of, is_stale, wall_clock_at.
SELECT
    max(f.content_as_of) AS content_as_of,
    coalesce(bool_or(f.is_stale), FALSE) AS is_stale,
    now() AS wall_clock_at
FROM reporting.freshness AS f;
