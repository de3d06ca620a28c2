-- Refuse a filter that no ticket of the dataset has, so that a slip is not taken for good news.
-- Reports call it when their answer is empty: for all but a cluster it may read the whole table.
-- params: p_dataset (NULL: any), p_cluster, p_status, p_team, p_owner; NULL: no such filter.
-- returns: nothing.
CREATE OR REPLACE FUNCTION tickets.check_filters(
    p_dataset text, p_cluster text, p_status text, p_team text, p_owner text
)
RETURNS void
LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_unknown text := CASE
        WHEN p_status IS NOT NULL
            AND lower(p_status) NOT IN ('open', 'closed', 'resolved', 'cancelled', 'canceled')
            AND NOT EXISTS (
                SELECT FROM tickets.all_tickets AS t
                WHERE (p_dataset IS NULL OR t.dataset = p_dataset)
                    AND lower(t.normalized_status) = lower(p_status)
            )
            THEN 'status ' || quote_literal(p_status)
        WHEN p_cluster <> ''
            AND NOT EXISTS (
                SELECT FROM tickets.all_tickets AS t
                WHERE (p_dataset IS NULL OR t.dataset = p_dataset)
                    -- As inc_place_idx has it.
                    AND lower(coalesce(t.cluster, '')) = lower(p_cluster) AND t.cluster = p_cluster
            )
            THEN 'cluster ' || quote_literal(p_cluster)
        WHEN p_team <> ''
            AND NOT EXISTS (
                SELECT FROM tickets.all_tickets AS t
                WHERE (p_dataset IS NULL OR t.dataset = p_dataset) AND t.assigned_team = p_team
            )
            THEN 'team ' || quote_literal(p_team)
        WHEN p_owner <> ''
            AND NOT EXISTS (
                SELECT FROM tickets.all_tickets AS t
                WHERE (p_dataset IS NULL OR t.dataset = p_dataset) AND t.owner = p_owner
            )
            THEN 'owner ' || quote_literal(p_owner)
    END;
BEGIN
    IF v_unknown IS NOT NULL THEN
        RAISE EXCEPTION 'unknown %', v_unknown
            USING ERRCODE = 'invalid_parameter_value',
            HINT = 'No ticket has it. Clusters, teams and owners are spelled as the feed does; '''' '
                'asks for tickets that have none.';
    END IF;
END
$$;
COMMENT ON FUNCTION tickets.check_filters(text, text, text, text, text) IS
'Refuses a filter value that no ticket of the dataset has.';
