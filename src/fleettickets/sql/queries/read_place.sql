-- Read what is known of a place's position, and which tickets follow it.
-- params: region, cluster, location_name (NULL: the cluster itself). returns: one row: JSON.
SELECT tickets.place_state(%(region)s::text, %(cluster)s::text, %(location_name)s::text) AS state;
