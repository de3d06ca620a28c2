-- Hold a ticket back.
-- params: dataset, ticket_id, reason, ends_on. returns: nothing.
INSERT INTO dispatch.holds (dataset, ticket_id, reason, ends_on, made_by)
VALUES (
    %(dataset)s, %(ticket_id)s, %(reason)s, %(ends_on)s::date, dispatch.acting_person()
)
ON CONFLICT (dataset, ticket_id) DO UPDATE
    SET
        reason = excluded.reason,
        ends_on = excluded.ends_on,
        made_by = dispatch.acting_person(),
        made_at = now();
