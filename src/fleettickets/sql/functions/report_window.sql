-- Check a report's parameters, and compute its clock and its window.
-- params: p_dataset; p_window (NULL or blank: not given); p_from, p_to (from inclusive, to
-- exclusive), which win over a p_window of the calendar; p_as_of; p_default: the window's length if
-- neither a length nor p_from is given, counted back from p_to; NULL: the rules of the dashboards,
-- by which p_from or p_to win over a length too, a side that is not given has no bound, and the
-- window is today if nothing is given.
-- returns: as_of (p_as_of, else content_as_of, else now); name (today, week, month, custom, or the
-- length as given); from_at (-infinity: no bound); to_at (infinity: no bound): p_to; else p_as_of
-- if it is before content_as_of; else the end of the calendar's day, week or month; else no bound,
-- or for a length p_as_of if it is after everything known, else the end of what is known; known_to:
-- to_at, or the end of what is known if that is earlier.
CREATE OR REPLACE FUNCTION tickets.report_window(
    p_dataset text,
    p_window text,
    p_from timestamptz,
    p_to timestamptz,
    p_as_of timestamptz,
    p_default interval,
    OUT as_of timestamptz,
    OUT name text,
    OUT from_at timestamptz,
    OUT to_at timestamptz,
    OUT known_to timestamptz
)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    c_begin constant timestamptz := timestamptz '0001-01-01 00:00+00';
    c_zone constant text := 'Africa/Nairobi';
    v_is_calendar constant boolean := coalesce(
        lower(btrim(p_window)) IN ('today', 'week', 'month', 'custom'), FALSE
    );
    v_length interval := p_default;
    v_content_as_of timestamptz;
    v_reaches_to timestamptz;
    v_past_to timestamptz;
BEGIN
    SELECT coalesce(p_as_of, f.content_as_of, f.wall_clock_at), f.content_as_of, f.reaches_to
    INTO as_of, v_content_as_of, v_reaches_to
    FROM reporting.freshness AS f
    WHERE f.dataset = p_dataset;
    IF NOT found THEN
        RAISE EXCEPTION 'unknown dataset %', coalesce(quote_literal(p_dataset), 'NULL')
            USING ERRCODE = 'invalid_parameter_value',
            HINT = 'Expected one of: '
                || (SELECT string_agg(d.dataset, ', ' ORDER BY d.dataset) FROM tickets.datasets AS d)
                || '.';
    END IF;
    -- JSON cannot represent other years, and a later clock gives ages that overflow an integer.
    IF least(p_from, p_to, p_as_of) < c_begin
        OR greatest(p_from, p_to) >= '10000-01-01 00:00+00'::timestamptz
        OR p_as_of >= '3000-01-01 00:00+00'::timestamptz
    THEN
        RAISE EXCEPTION 'p_from, p_to and p_as_of must be finite, in the years 1 to 9999'
            USING ERRCODE = 'invalid_parameter_value', HINT = 'And p_as_of before the year 3000.';
    END IF;
    v_past_to := CASE WHEN p_as_of < v_content_as_of THEN p_as_of END;
    name := CASE
        -- If a report has a default length, another length replaces it.
        WHEN num_nonnulls(p_from, p_to) > 0 AND (p_default IS NULL OR v_is_calendar) THEN 'custom'
        WHEN v_is_calendar THEN lower(btrim(p_window))
        WHEN btrim(p_window) <> '' THEN p_window
        WHEN p_default IS NULL THEN 'today'
        ELSE 'custom'
    END;

    IF p_default IS NULL AND num_nonnulls(p_from, p_to) > 0 THEN
        from_at := coalesce(p_from, '-infinity');
        to_at := coalesce(p_to, v_past_to, 'infinity');
    ELSIF v_is_calendar AND name = 'custom' AND num_nonnulls(p_from, p_to) = 0 THEN
        RAISE EXCEPTION 'p_window ''custom'' needs p_from or p_to'
            USING ERRCODE = 'invalid_parameter_value',
            HINT = 'Give p_from, p_to or both; the side that is not given has no bound.';
    ELSIF name IN ('today', 'week', 'month') THEN
        from_at := date_trunc(CASE name WHEN 'today' THEN 'day' ELSE name END, as_of, c_zone);
        to_at := coalesce(
            v_past_to,
            (
                from_at AT TIME ZONE c_zone
                + CASE name WHEN 'today' THEN interval '1 day' ELSE ('1 ' || name)::interval END
            ) AT TIME ZONE c_zone
        );
    ELSE
        IF name <> 'custom' THEN
            BEGIN
                -- A bare number would be seconds.
                v_length := CASE WHEN p_window !~ '^[-+.\s\d]*$' THEN p_window::interval END;
            EXCEPTION WHEN data_exception THEN
                v_length := NULL;
            END;
            IF v_length <= interval '0' OR v_length > interval '100 years' THEN
                v_length := NULL;
            END IF;
        END IF;
        -- The newest file can be later than content_as_of; its content belongs to the present.
        to_at := coalesce(p_to, v_past_to, greatest(v_reaches_to, as_of));
        from_at := coalesce(p_from, coalesce(p_to, as_of) - v_length);
    END IF;

    -- A month less 29 days is more than zero, but no time in February.
    IF from_at IS NULL
        OR (num_nonnulls(p_from, p_to) = 0 AND v_length IS NOT NULL AND from_at >= to_at)
    THEN
        RAISE EXCEPTION 'unknown window %', quote_literal(p_window)
            USING ERRCODE = 'invalid_parameter_value',
            HINT = 'Expected today, week, month, custom with a start or an end, 24h, 7d, 30d or '
                'another interval above zero, such as 36 hours.';
    ELSIF from_at >= to_at AND num_nonnulls(p_from, p_to) > 0 THEN
        RAISE EXCEPTION 'p_from % is not before %', p_from,
            CASE
                WHEN p_to IS NOT NULL THEN 'p_to '
                WHEN v_past_to IS NOT NULL THEN 'p_as_of '
                ELSE 'the end of the content, '
            END || to_at
            USING ERRCODE = 'invalid_parameter_value',
            HINT = 'The window holds what happened from p_from on and before its end.';
    ELSIF from_at < c_begin AND from_at > '-infinity' THEN
        RAISE EXCEPTION 'a window of % before % begins before the year 1',
            coalesce(v_length::text, name), coalesce(p_to, as_of)
            USING ERRCODE = 'invalid_parameter_value',
            HINT = 'Give a shorter p_window, or a later end.';
    END IF;
    known_to := least(to_at, greatest(v_reaches_to, as_of));
END
$$;
COMMENT ON FUNCTION tickets.report_window(
    text, text, timestamptz, timestamptz, timestamptz, interval
) IS 'Checks a report''s parameters; returns its clock and its window.';
