ALTER TABLE tickets.crq
ADD COLUMN normalized_status text GENERATED ALWAYS AS (raw ->> 'normalized_status') STORED,
ADD COLUMN raw_status text GENERATED ALWAYS AS (raw ->> 'raw_status') STORED,
ADD COLUMN bucket text GENERATED ALWAYS AS (raw ->> 'bucket') STORED,
ADD COLUMN is_actionable boolean
GENERATED ALWAYS AS ((raw ->> 'is_actionable')::boolean) STORED,
ADD COLUMN is_alarm boolean GENERATED ALWAYS AS ((raw ->> 'is_alarm')::boolean) STORED,
ADD COLUMN service_type text GENERATED ALWAYS AS (raw ->> 'service_type') STORED,
ADD COLUMN cluster text GENERATED ALWAYS AS (raw ->> 'cluster') STORED,
ADD COLUMN region text GENERATED ALWAYS AS (raw ->> 'region') STORED,
ADD COLUMN location_name text GENERATED ALWAYS AS (raw ->> 'location_name') STORED,
ADD COLUMN assigned_team text GENERATED ALWAYS AS (raw ->> 'assigned_team') STORED,
ADD COLUMN owner text GENERATED ALWAYS AS (raw ->> 'owner') STORED,
ADD COLUMN sla_status text GENERATED ALWAYS AS (raw ->> 'sla_status') STORED,
ADD COLUMN mttr numeric
GENERATED ALWAYS AS (nullif(raw ->> 'mttr', '')::numeric) STORED,
ADD COLUMN created_at_service timestamptz
GENERATED ALWAYS AS (tickets.eat_ts(raw ->> 'created_at_service')) STORED,
ADD COLUMN scheduled_at timestamptz
GENERATED ALWAYS AS (tickets.eat_ts(raw ->> 'scheduled_at')) STORED,
ADD COLUMN closed_at timestamptz
GENERATED ALWAYS AS (tickets.eat_ts(raw ->> 'closed_at')) STORED,
ADD COLUMN first_seen_at timestamptz
GENERATED ALWAYS AS (tickets.eat_ts(raw ->> 'first_seen_at')) STORED,
ADD COLUMN last_seen_at timestamptz
GENERATED ALWAYS AS (tickets.eat_ts(raw ->> 'last_seen_at')) STORED,
ADD COLUMN source_created_at timestamptz
GENERATED ALWAYS AS (tickets.eat_ts(raw ->> 'source_created_at')) STORED,
ADD COLUMN source_updated_at timestamptz
GENERATED ALWAYS AS (tickets.eat_ts(raw ->> 'source_updated_at')) STORED;
CREATE INDEX crq_cluster_idx ON tickets.crq (cluster);
