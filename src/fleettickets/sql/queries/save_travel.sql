-- Keep travel times; newer ones replace those that are known.
-- params: source; origins, ends (bigint[], numbers of places) and minutes (integer[]; -1: no way),
-- of one length. returns: nothing.
INSERT INTO dispatch.travel_times AS t (source, origin_id, destination_id, minutes)
SELECT
    %(source)s AS source,
    g.origin_id,
    g.destination_id,
    nullif(g.minutes, -1) AS minutes
FROM
    unnest(%(origins)s::bigint[], %(ends)s::bigint[], %(minutes)s::integer[])
        AS g (origin_id, destination_id, minutes)
ORDER BY g.origin_id, g.destination_id
ON CONFLICT (source, origin_id, destination_id) DO UPDATE
    SET minutes = excluded.minutes, asked_at = now();
