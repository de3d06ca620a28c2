-- Claim one request to a provider, now (functions/claim_geocode_request.sql).
-- params: provider, budget, interval_s, cost. returns: is_granted, wait_s, reason, requests.
SELECT
    c.is_granted,
    c.wait_s,
    c.reason,
    c.requests
FROM tickets.claim_geocode_request(
    %(provider)s, %(budget)s, make_interval(secs => %(interval_s)s), %(cost)s
) AS c;
