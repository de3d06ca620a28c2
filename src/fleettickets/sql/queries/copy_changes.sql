-- Copy one chunk of a file into the stage.
-- params: none; the rows follow as COPY text. returns: nothing.
COPY staged_changes (
    change_no, ticket_id, content_hash, opened_at, closed_at, updated_at, cluster,
    normalized_status, raw_status, bucket, is_actionable, assigned_team, owner, mttr, sla_status,
    invalid, raw
) FROM STDIN;
