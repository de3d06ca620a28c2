-- Find out whether a cluster, or the location of an open ticket, waits for a question to this
-- provider: it has no answer, an expired one, or only that another provider found nothing. Every
-- import asks this, so it reads no ticket for its cluster (ticket_clusters), and looks up only
-- locations that have no better position already.
-- params: provider, expired_before (NULL: answers last forever). returns: one row.
SELECT
    EXISTS (
        SELECT
        FROM tickets.ticket_clusters AS o
        LEFT JOIN tickets.geo_clusters AS g
            ON o.region = g.region AND o.cluster_key = tickets.name_key(g.cluster)
        LEFT JOIN tickets.geo_clusters AS m
            ON
                g.cluster IS NULL
                AND m.region = ''
                AND o.cluster_key = tickets.name_key(m.cluster)
                AND m.is_manual
        WHERE
            (g.cluster IS NULL AND m.cluster IS NULL)
            OR (
                NOT g.is_manual
                AND (
                    (g.geom IS NULL AND g.provider <> %(provider)s)
                    OR g.asked_at < %(expired_before)s::timestamptz
                )
            )
    )
    OR EXISTS (
        SELECT
        FROM tickets.all_tickets AS t
        LEFT JOIN tickets.geo_locations AS g
            ON g.place_key = tickets.place_key(t.region, t.cluster, t.location_name)
        WHERE
            t.is_open
            AND t.location_name IS NOT NULL
            AND (
                coalesce(t.geo_source, 'cluster') = 'cluster'
                OR (t.geo_source <> 'feed' AND %(expired_before)s::timestamptz IS NOT NULL)
            )
            AND (
                (
                    g.place_key IS NULL
                    AND t.geo_source IS DISTINCT FROM 'manual'
                )
                OR (
                    NOT g.is_manual
                    AND (
                        (g.geom IS NULL AND g.provider <> %(provider)s)
                        OR g.asked_at < %(expired_before)s::timestamptz
                    )
                )
            )
    ) AS has_questions
