-- Places and positions of every dataset, without naming any.

CREATE OR REPLACE FUNCTION tickets.rebuild_all_tickets() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE 'CREATE OR REPLACE VIEW tickets.all_tickets AS ' || (
        SELECT string_agg(
            format(
                'SELECT %L::text AS dataset, t.ticket_id, t.normalized_status, t.raw_status, '
                't.bucket, t.is_actionable, t.cluster, t.region, t.location_name, '
                't.assigned_team, t.owner, t.sla_status, t.mttr, t.created_at_service, '
                't.first_seen_at, t.scheduled_at, t.closed_at, t.is_open, t.geom, t.longitude, '
                't.latitude, t.geo_source, t.geog, t.raw FROM tickets.%I AS t',
                d.dataset, d.dataset
            ),
            ' UNION ALL ' ORDER BY d.dataset
        )
        FROM tickets.datasets AS d
    );
    COMMENT ON VIEW tickets.all_tickets IS
    'Every dataset''s tickets; a filter on dataset leaves the others'' tables untouched.';
    EXECUTE 'CREATE OR REPLACE VIEW tickets.all_daily_snapshots AS ' || (
        SELECT string_agg(
            format(
                'SELECT %L::text AS dataset, s.snapshot_on, s.cluster, s.open_tickets, '
                's.content_as_of, s.captured_at FROM tickets.%I AS s',
                d.dataset, d.dataset || '_daily_snapshot'
            ),
            ' UNION ALL ' ORDER BY d.dataset
        )
        FROM tickets.datasets AS d
    );
    COMMENT ON VIEW tickets.all_daily_snapshots IS 'Every dataset''s daily snapshots.';
END
$$;

SELECT tickets.rebuild_all_tickets();

CREATE OR REPLACE VIEW tickets.ticket_positions AS
SELECT
    t.dataset,
    t.ticket_id,
    p.geo_source,
    p.geom,
    p.provider,
    p.geo_precision AS precision,
    p.query,
    p.location_reason,
    p.feed_problem
FROM tickets.all_tickets AS t
CROSS JOIN LATERAL tickets.locate(
    t.cluster,
    t.location_name,
    tickets.to_degrees(t.raw ->> 'longitude', 180),
    tickets.to_degrees(t.raw ->> 'latitude', 90)
) AS p;

-- Used by: find_answers_at.sql.
CREATE INDEX geo_locations_refused_idx ON tickets.geo_locations USING gist (refused_geom);

-- What else dispatchers write that names no place.
INSERT INTO tickets.place_aliases (kind, alias, replacement, rank, note)
VALUES
(
    'pattern',
    '\b(?:mac\b[ ,]*)?\b[0-9a-f]{2}(?:[:,-][0-9a-f]{2}){5}\b',
    ',', 13, 'hardware address'
),
(
    'pattern',
    '\b(?:s/?n|serial)\b(?: (?:no|number)\b)?[ .#,-]*(?=[a-z]*\d)[a-z0-9]{6,}\b',
    ',', 14, 'serial number'
),
(
    'pattern',
    '\b(?:acc|acct|account|a/c|ref|ticket)\b\.?(?: ?(?:no|number)\b\.?)?[ #,-]*\d+\b',
    ',', 15, 'number of an account or ticket'
),
('pattern', '\bv-?lan\b[ #-]*\d*', ',', 16, 'virtual network'),
('pattern', '\b(?:olt[- ]?\d+[-/ ])?[exg]*pon[- ]?\d+\b(?:[-/]\d+)*[-/]?', ',', 18, 'optical port'),
(
    'pattern',
    '\b(?:plot|house|hse|flat|apt|unit|door|block|blk) (?:no|number)\b\.?(?=[ ,]|$)',
    ',', 45, 'unit whose number was taken'
)
ON CONFLICT (kind, alias) DO NOTHING;
