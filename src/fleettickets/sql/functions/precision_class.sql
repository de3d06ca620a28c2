-- What a position of this precision is near to, as reports name it (docs/geocoding.md#precision).
-- fleettickets.domain.place.precision_class is the same.
-- params: p_precision, as a provider's answer is stored. returns: a geo_precision.
CREATE OR REPLACE FUNCTION tickets.precision_class(p_precision text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE p_precision
        WHEN 'manual' THEN 'point'
        WHEN 'point' THEN 'point'
        WHEN 'building' THEN 'building'
        WHEN 'venue' THEN 'landmark'
        WHEN 'street' THEN 'street'
        WHEN 'neighbourhood' THEN 'sub-location'
        ELSE 'area'
    END
$$;
COMMENT ON FUNCTION tickets.precision_class(text) IS
'The geo_precision of a located place.';
