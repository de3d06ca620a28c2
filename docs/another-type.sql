-- A third ticket type, here maintenance (mnt). Copy it to sql/migrations under the next number, and
-- add a Dataset to _TYPES in imports/datasets.py. Its tables, triggers, views and grants follow by
-- themselves (sql/functions/build_datasets.sql).

-- is_scheduled: a ticket with an appointment is due then. Answers are stale after three days of
-- lag, unless stale_after_minutes says otherwise.
INSERT INTO tickets.datasets (dataset, title, is_scheduled) VALUES ('mnt', 'Maintenance', TRUE);

-- Without a line here, the state of its tickets is unknown. is_default: nobody has confirmed it.
INSERT INTO tickets.sla_policy (dataset, cluster, target_minutes, at_risk_minutes, is_default)
VALUES ('mnt', NULL, 4320, 2880, TRUE);
