-- Take what waits for the webhook.
-- params: lease_s. returns: alert_id, dataset, kind, subject, state, since, message, changed_at.
SELECT
    a.alert_id,
    a.dataset,
    a.kind,
    a.subject,
    a.state,
    a.since,
    a.message,
    a.changed_at
FROM tickets.claim_alerts(make_interval(secs => %(lease_s)s)) AS a;
