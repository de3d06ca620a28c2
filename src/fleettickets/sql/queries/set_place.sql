-- Put a place, in all its spellings, where a person says it is; without a position: it is wrong.
-- params: region, cluster, location_name (NULL: the cluster itself), longitude, latitude, editor.
-- returns: one row: how many spellings were set.
SELECT
    tickets.set_place(
        %(region)s::text,
        %(cluster)s::text,
        %(location_name)s::text,
        %(longitude)s::double precision,
        %(latitude)s::double precision,
        %(editor)s
    ) AS spellings;
