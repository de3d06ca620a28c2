-- What is known of a place's position, and which tickets follow it.
-- params: p_region, p_cluster, p_location_name (NULL: the cluster itself), as a ticket has them.
-- returns: {kind, region, cluster, location_name, version, spellings, tickets, open_tickets,
-- longitude, latitude, provider, precision, is_manual, is_wrong, reason, answer, refused_longitude,
-- refused_latitude, last_edit}: tickets are those that a new position would place; version names
-- this state, none: the place has no row. SECURITY DEFINER: dispatchers read no table.
CREATE OR REPLACE FUNCTION tickets.place_state(
    p_region text, p_cluster text, p_location_name text
) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
SET timezone = 'UTC' AS $$
    WITH spellings AS MATERIALIZED (
        SELECT s.* FROM tickets.place_spellings(p_region, p_cluster, p_location_name) AS s
    ),

    places AS MATERIALIZED (
        SELECT
            g.cluster, NULL::text AS location_name, g.geom, g.provider, g.precision, g.is_manual,
            g.reason, g.answer, g.refused_geom
        FROM spellings AS s
        INNER JOIN tickets.geo_clusters AS g
            ON s.region = g.region AND tickets.name_key(s.cluster) = tickets.name_key(g.cluster)
        WHERE p_location_name IS NULL
        UNION ALL
        SELECT
            g.cluster, g.location_name, g.geom, g.provider, g.precision, g.is_manual,
            g.reason, g.answer, g.refused_geom
        FROM spellings AS s
        INNER JOIN tickets.geo_locations AS g
            ON g.place_key = tickets.place_key(s.region, s.cluster, s.location_name)
        WHERE p_location_name IS NOT NULL
    ),

    own AS (
        SELECT p.*
        FROM places AS p
        ORDER BY
            tickets.name_key(p.cluster) <> tickets.name_key(p_cluster),
            tickets.name_key(p.location_name) <> tickets.name_key(p_location_name)
        LIMIT 1
    ),

    followers AS (
        SELECT
            count(*) AS tickets,
            count(*) FILTER (WHERE t.is_open) AS open_tickets
        FROM spellings AS s
        INNER JOIN tickets.all_tickets AS t ON tickets.name_key(s.cluster) = tickets.name_key(t.cluster)
        WHERE
            -- A row without a region counts for the regions without a row.
            CASE
                WHEN s.region <> '' THEN tickets.region_key(t.region) = s.region
                WHEN p_location_name IS NULL THEN NOT EXISTS (
                    SELECT FROM tickets.geo_clusters AS g
                    WHERE g.region = nullif(tickets.region_key(t.region), '')
                        AND tickets.name_key(g.cluster) = tickets.name_key(t.cluster)
                )
                ELSE tickets.region_key(t.region) = '' OR NOT EXISTS (
                    SELECT FROM tickets.geo_locations AS g
                    WHERE g.place_key = tickets.place_key(t.region, t.cluster, t.location_name)
                )
            END
            AND CASE
                WHEN p_location_name IS NULL THEN coalesce(t.geo_source, 'cluster') = 'cluster'
                ELSE tickets.name_key(t.location_name) = tickets.name_key(s.location_name)
            END
    ),

    last_edit AS (
        SELECT e.edit_id, e.edited_by, e.edited_at
        FROM spellings AS s
        INNER JOIN tickets.place_edits AS e
            ON tickets.name_key(s.cluster) = tickets.name_key(e.cluster)
        WHERE e.kind = CASE WHEN p_location_name IS NULL THEN 'cluster' ELSE 'location' END
            AND tickets.region_key(e.region) = s.region
            AND tickets.name_key(e.location_name) = tickets.name_key(s.location_name)
        ORDER BY e.edit_id DESC
        LIMIT 1
    )

    SELECT jsonb_build_object(
        'kind', CASE WHEN p_location_name IS NULL THEN 'cluster' ELSE 'location' END,
        'region', tickets.region_key(p_region),
        'cluster', p_cluster,
        'location_name', p_location_name,
        'version', coalesce(
            (
                SELECT left(
                    md5(
                        string_agg(
                            concat_ws(
                                '|', tickets.name_key(p.cluster), tickets.name_key(p.location_name),
                                st_astext(p.geom), p.is_manual, p.reason
                            ),
                            ';' ORDER BY tickets.name_key(p.cluster), tickets.name_key(p.location_name)
                        )
                    ),
                    16
                )
                FROM places AS p
            ),
            'none'
        ),
        'spellings', (
            SELECT jsonb_agg(n.name ORDER BY n.name COLLATE "C")
            FROM (SELECT coalesce(s.location_name, s.cluster) AS name FROM spellings AS s) AS n
        ),
        'tickets', f.tickets,
        'open_tickets', f.open_tickets,
        'longitude', st_x(o.geom),
        'latitude', st_y(o.geom),
        'provider', o.provider,
        'precision', CASE
            WHEN o.geom IS NULL THEN NULL
            WHEN p_location_name IS NULL THEN 'cluster'
            ELSE tickets.precision_class(o.precision)
        END,
        'is_manual', coalesce(o.is_manual, FALSE),
        'is_wrong', coalesce(o.is_manual AND o.geom IS NULL, FALSE),
        'reason', o.reason,
        'answer', o.answer,
        'refused_longitude', st_x(o.refused_geom),
        'refused_latitude', st_y(o.refused_geom),
        'last_edit', to_jsonb(e)
    )
    FROM followers AS f
    LEFT JOIN own AS o ON TRUE
    LEFT JOIN last_edit AS e ON TRUE
$$;
COMMENT ON FUNCTION tickets.place_state(text, text, text) IS
'What is known of a place''s position, and which tickets follow it.';
