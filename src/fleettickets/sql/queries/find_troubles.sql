-- Find the problems that need a person now.
-- params: none. returns: dataset, kind, subject, since, message.
SELECT
    t.dataset,
    t.kind,
    t.subject,
    t.since,
    t.message
FROM tickets.find_troubles() AS t
ORDER BY t.dataset DESC NULLS FIRST, t.since ASC, t.kind ASC, t.subject ASC;
