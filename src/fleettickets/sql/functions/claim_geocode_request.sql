-- Claim permission to send one request now. All processes claim here, so that together they keep to
-- the budget of the UTC day and to the pace. A granted request counts even if it is never sent.
-- params: provider, budget (requests a day), interval between requests, cost (0: not counted).
-- returns: one row. If not is_granted, wait_s is how long to wait, and reason is why: pace; second,
-- minute or day (the provider's own limit); budget. requests: how many were granted today.
CREATE OR REPLACE FUNCTION tickets.claim_geocode_request(
    p_provider text, p_budget integer, p_interval interval, p_cost integer DEFAULT 1
) RETURNS TABLE (is_granted boolean, wait_s double precision, reason text, requests integer)
LANGUAGE plpgsql AS $$
DECLARE
    v_pace tickets.geocode_pace;
    v_now timestamptz;
    v_requests integer;
    v_until timestamptz;
    v_reason text;
BEGIN
    INSERT INTO tickets.geocode_pace (provider)
    VALUES (p_provider)
    ON CONFLICT (provider) DO NOTHING;
    SELECT p.* INTO v_pace
    FROM tickets.geocode_pace AS p
    WHERE p.provider = p_provider
    FOR UPDATE;
    v_now := clock_timestamp(); -- after the wait for the row
    SELECT d.requests INTO v_requests
    FROM tickets.geocode_days AS d
    WHERE d.provider = p_provider AND d.asked_on = (v_now AT TIME ZONE 'UTC')::date;
    v_requests := coalesce(v_requests, 0);
    IF v_pace.blocked_until > v_now THEN
        v_until := v_pace.blocked_until;
        v_reason := v_pace.blocked_for;
    ELSIF p_cost > 0 AND v_requests + p_cost > p_budget THEN
        v_until := date_trunc('day', v_now, 'UTC') + interval '1 day';
        v_reason := 'budget';
        UPDATE tickets.geocode_days AS d
        SET budget = p_budget
        WHERE d.provider = p_provider AND d.asked_on = (v_now AT TIME ZONE 'UTC')::date
            AND d.budget IS DISTINCT FROM p_budget;
    ELSIF v_pace.next_at > v_now THEN
        v_until := v_pace.next_at;
        v_reason := 'pace';
    ELSE
        UPDATE tickets.geocode_pace AS p
        SET next_at = v_now + p_interval
        WHERE p.provider = p_provider;
        INSERT INTO tickets.geocode_days AS d (provider, asked_on, requests, budget)
        VALUES (p_provider, (v_now AT TIME ZONE 'UTC')::date, p_cost, p_budget)
        ON CONFLICT (provider, asked_on) DO UPDATE
            SET requests = d.requests + excluded.requests, budget = excluded.budget;
        RETURN QUERY SELECT TRUE, 0.0::double precision, NULL::text, v_requests + p_cost;
        RETURN;
    END IF;
    RETURN QUERY SELECT
        FALSE, date_part('epoch', v_until - v_now), v_reason, v_requests;
END
$$;
COMMENT ON FUNCTION tickets.claim_geocode_request(text, integer, interval, integer) IS
'Grants one request to a geocoding provider, or returns how long to wait.';
