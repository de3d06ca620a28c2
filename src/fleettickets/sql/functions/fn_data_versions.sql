-- What every answer depends on, apart from the request: a cached answer is valid as long as none of
-- this changes. The API calls it first for each request.
-- params: none. returns: {schema_made_at, access: {version, has_tokens, has_live_tokens},
-- dispatch: {version},
-- datasets: {<dataset>: {version, content_as_of, source_max_key, last_run_id, last_run_state,
-- stale_after_minutes, is_stale, import_overdue_since, clock}}}; clock changes each minute, with
-- lag_minutes.
CREATE OR REPLACE FUNCTION reporting.fn_data_versions()
RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET jit = 'off'
SET timezone = 'UTC'
AS $$
BEGIN
    RETURN jsonb_build_object(
        'schema_made_at', (SELECT max(f.applied_at) FROM tickets.schema_files AS f),
        'access', jsonb_build_object(
            'version', (
                SELECT coalesce(sum(v.version), 0) FROM tickets.data_versions AS v
                WHERE v.subject = 'access'
            ),
            'has_tokens', EXISTS (SELECT FROM tickets.api_tokens),
            'has_live_tokens', EXISTS (
                SELECT FROM tickets.api_tokens AS t
                WHERE t.revoked_at IS NULL AND coalesce(t.expires_at > now(), TRUE)
            )
        ),
        'dispatch', jsonb_build_object(
            'version', (
                SELECT coalesce(sum(v.version), 0) FROM tickets.data_versions AS v
                WHERE v.subject = 'dispatch'
            )
        ),
        'datasets', (
            SELECT jsonb_object_agg(
                f.dataset,
                jsonb_build_object(
                    'version', (
                        SELECT coalesce(sum(v.version), 0) FROM tickets.data_versions AS v
                        WHERE v.subject = f.dataset
                    ),
                    'content_as_of', f.content_as_of,
                    'source_max_key', f.source_max_key,
                    'last_run_id', f.last_run_id,
                    'last_run_state', f.last_run_state,
                    'stale_after_minutes', f.stale_after_minutes,
                    'is_stale', f.is_stale,
                    'import_overdue_since', (
                        SELECT s.silent_since
                        FROM tickets.import_silence(f.dataset, f.wall_clock_at) AS s
                        WHERE s.is_overdue
                    ),
                    'clock', coalesce(
                        f.lag_minutes, floor(extract(EPOCH FROM f.wall_clock_at) / 60)
                    )
                )
            )
            FROM reporting.freshness AS f
        )
    );
END
$$;
COMMENT ON FUNCTION reporting.fn_data_versions() IS
'What every answer depends on, apart from the request (docs/api.md#caching).';
