-- Block a provider that has reported too many requests, until its second, minute or day is over.
-- params: provider, period. returns: nothing.
INSERT INTO tickets.geocode_pace AS p (provider, blocked_until, blocked_for)
VALUES (
    %(provider)s,
    date_trunc(%(period)s, clock_timestamp(), 'UTC') + ('1 ' || %(period)s)::interval
    + CASE WHEN %(period)s = 'second' THEN interval '1 second' ELSE interval '0' END,
    %(period)s
)
ON CONFLICT (provider) DO UPDATE
    SET blocked_until = excluded.blocked_until, blocked_for = excluded.blocked_for
    WHERE p.blocked_until < excluded.blocked_until;
