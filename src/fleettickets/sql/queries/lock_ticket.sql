-- Let nobody else decide about this ticket until the transaction ends.
-- params: dataset, ticket_id. returns: one row, to be ignored.
SELECT
    pg_advisory_xact_lock(
        hashtextextended(format('dispatch:%%s:%%s', %(dataset)s::text, %(ticket_id)s::text), 0)
    );
