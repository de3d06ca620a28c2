-- The newest version of each ticket in the waiting files, by file, then line.
-- params: files. returns: nothing; leaves newest_inc.
CREATE TEMP TABLE newest_inc AS
SELECT * EXCLUDE (filename, line)
FROM (
    SELECT
        *,
        row_number() OVER () AS line
    FROM read_csv($files, header = true, filename = true, columns = {
        'ticket_id': 'VARCHAR',
        'normalized_status': 'VARCHAR',
        'raw_status': 'VARCHAR',
        'bucket': 'VARCHAR',
        'is_actionable': 'BOOLEAN',
        'cluster': 'VARCHAR',
        'region': 'VARCHAR',
        'location_name': 'VARCHAR',
        'assigned_team': 'VARCHAR',
        'owner': 'VARCHAR',
        'sla_status': 'VARCHAR',
        'mttr': 'DOUBLE',
        'created_at_service': 'TIMESTAMP',
        'scheduled_at': 'TIMESTAMP',
        'closed_at': 'TIMESTAMP',
        'first_seen_at': 'TIMESTAMP',
        'last_seen_at': 'TIMESTAMP',
        'source_created_at': 'TIMESTAMP',
        'source_updated_at': 'TIMESTAMP',
        'latitude': 'DOUBLE',
        'longitude': 'DOUBLE',
        'service_type': 'VARCHAR',
        'is_alarm': 'BOOLEAN',
        'is_auto_created': 'BOOLEAN',
        'is_auto_closed': 'BOOLEAN',
        'week_start': 'DATE',
        'week_end': 'DATE',
        'source_s3_bucket': 'VARCHAR',
        'source_s3_key': 'VARCHAR',
        'source_snapshot_id': 'VARCHAR',
        'department': 'VARCHAR',
        'source_type': 'VARCHAR'
    })
)
QUALIFY row_number() OVER (PARTITION BY ticket_id ORDER BY filename DESC, line DESC) = 1
