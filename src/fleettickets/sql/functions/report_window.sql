-- Check a report's parameters, and compute its clock and its window.
-- params: p_dataset; p_window (24h, 7d, 30d or any interval; p_default if neither it nor p_from is
-- given); p_from, p_to (from inclusive, to exclusive); p_as_of.
-- returns: as_of (p_as_of, else content_as_of, else now), from_at, and to_at, which is later than
-- from_at: p_to; else p_as_of if it is before content_as_of or after everything known; else the end
-- of what is known.
CREATE OR REPLACE FUNCTION tickets.report_window(
    p_dataset text,
    p_window text,
    p_from timestamptz,
    p_to timestamptz,
    p_as_of timestamptz,
    p_default interval,
    OUT as_of timestamptz,
    OUT from_at timestamptz,
    OUT to_at timestamptz
)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    c_begin constant timestamptz := timestamptz '0001-01-01 00:00+00';
    v_length interval := p_default;
    v_content_as_of timestamptz;
    v_reaches_to timestamptz;
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
    IF p_window IS NOT NULL AND p_from IS NOT NULL THEN
        RAISE EXCEPTION 'p_window and p_from exclude each other'
            USING ERRCODE = 'invalid_parameter_value',
            HINT = 'Give p_window with or without p_to, or p_from with or without p_to.';
    END IF;
    IF p_window IS NOT NULL THEN
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
    to_at := coalesce(
        p_to,
        CASE WHEN p_as_of < v_content_as_of THEN p_as_of END,
        greatest(v_reaches_to, as_of)
    );
    from_at := coalesce(p_from, coalesce(p_to, as_of) - v_length);
    -- A month less 29 days is more than zero, but no time in February.
    IF from_at IS NULL OR (p_from IS NULL AND from_at >= to_at) THEN
        RAISE EXCEPTION 'unknown window %', quote_literal(p_window)
            USING ERRCODE = 'invalid_parameter_value',
            HINT = 'Expected 24h, 7d, 30d or another interval above zero, such as 36 hours.';
    ELSIF from_at >= to_at THEN
        RAISE EXCEPTION 'p_from % is not before %', p_from,
            CASE WHEN p_to IS NULL THEN 'the end of the content, ' ELSE 'p_to ' END || to_at
            USING ERRCODE = 'invalid_parameter_value',
            HINT = 'The window holds what happened from p_from on and before p_to.';
    ELSIF from_at < c_begin THEN
        RAISE EXCEPTION 'a window of % before % begins before the year 1', v_length,
            coalesce(p_to, as_of)
            USING ERRCODE = 'invalid_parameter_value',
            HINT = 'Give a shorter p_window, or a later end.';
    END IF;
END
$$;
COMMENT ON FUNCTION tickets.report_window(
    text, text, timestamptz, timestamptz, timestamptz, interval
) IS 'Checks a report''s parameters; returns its clock and its window.';
