-- List places that need a person, worst first (tickets.review_places).
-- params: max_places. returns: kind, region, cluster, place, query, provider, reason, answer,
-- refused_longitude, refused_latitude, asked_at, open_tickets, far_m, evidence_longitude,
-- evidence_latitude.
SELECT
    r.kind,
    r.region,
    r.cluster,
    r.place,
    r.query,
    r.provider,
    r.reason,
    r.answer,
    r.refused_longitude,
    r.refused_latitude,
    r.asked_at,
    r.open_tickets,
    r.far_m,
    r.evidence_longitude,
    r.evidence_latitude
FROM tickets.review_places(%(max_places)s) AS r;
