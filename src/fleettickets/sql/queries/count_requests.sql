-- Count the requests that were sent to the provider on this UTC day.
-- params: provider. returns: requests, or no row.
SELECT d.requests
FROM tickets.geocode_days AS d
WHERE
    d.provider = %(provider)s
    AND d.asked_on = (clock_timestamp() AT TIME ZONE 'UTC')::date;
