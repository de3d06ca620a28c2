-- The values that a dataset's tickets have, each as most of them write it, sorted as people sort,
-- for pickers: those of the open and waiting tickets, and of the ones closed in the last 90 days of
-- the content.
-- params: p_dataset. returns: {clusters, statuses, teams, owners, freshness}; all but the last are
-- lists of texts.
CREATE OR REPLACE FUNCTION reporting.fn_filter_values(p_dataset text)
RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
SET plan_cache_mode = 'force_custom_plan'
SET jit = 'off'
SET random_page_cost = 1.1
AS $$
DECLARE
    v_span record;
BEGIN
    v_span := tickets.report_window(p_dataset, NULL, NULL, NULL, NULL, interval '90 days');
    RETURN (
        WITH recent AS (
            SELECT t.cluster, t.normalized_status, t.assigned_team, t.owner
            FROM tickets.all_tickets AS t
            WHERE t.dataset = p_dataset AND (t.is_open OR t.lifecycle = 'waiting')
            UNION ALL
            SELECT t.cluster, t.normalized_status, t.assigned_team, t.owner
            FROM tickets.all_tickets AS t
            WHERE t.dataset = p_dataset AND t.closed_at >= v_span.from_at
            UNION ALL
            SELECT t.cluster, t.normalized_status, t.assigned_team, t.owner
            FROM tickets.all_tickets AS t
            WHERE t.dataset = p_dataset AND t.lifecycle = 'closed' AND t.closed_at IS NULL
        ),

        values_of AS (
            SELECT
                grouping(t.cluster, t.normalized_status, t.assigned_team, t.owner) AS grouped,
                coalesce(t.cluster, t.normalized_status, t.assigned_team, t.owner) AS name,
                count(*) AS tickets
            FROM recent AS t
            GROUP BY GROUPING SETS (
                (t.cluster), (t.normalized_status), (t.assigned_team), (t.owner)
            )
        ),

        names AS (
            SELECT DISTINCT ON (v.grouped, tickets.name_key(v.name)) v.grouped, v.name
            FROM values_of AS v
            WHERE tickets.name_key(v.name) <> ''
            ORDER BY v.grouped, tickets.name_key(v.name), v.tickets DESC, v.name
        ),

        lists AS (
            SELECT n.grouped, jsonb_agg(n.name ORDER BY lower(n.name), n.name) AS names
            FROM names AS n
            GROUP BY n.grouped
        )

        SELECT
            jsonb_object_agg(k.key, coalesce(l.names, '[]'))
            || jsonb_build_object('freshness', tickets.describe_freshness(p_dataset))
        FROM (VALUES (7, 'clusters'), (11, 'statuses'), (13, 'teams'), (14, 'owners'))
            AS k (grouped, key)
        LEFT JOIN lists AS l ON l.grouped = k.grouped
    );
END
$$;
COMMENT ON FUNCTION reporting.fn_filter_values(text) IS
'The values that tickets have, for pickers (docs/dashboard-api-contract.md).';
