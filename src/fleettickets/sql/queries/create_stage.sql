-- Create the session's temporary tables, in which a batch of files is folded before it is written.
-- change_no orders the versions of the batch: file_no * 2^32 + line, files in the order of keys.
-- params: none. returns: nothing.
CREATE TEMP TABLE IF NOT EXISTS staged_files (
    file_no integer PRIMARY KEY,
    change_key text COLLATE "C" NOT NULL,
    key_at timestamptz NOT NULL,
    versions bigint NOT NULL DEFAULT 0 -- how many are staged (classify_statuses.sql)
);

CREATE TEMP TABLE IF NOT EXISTS staged_changes (
    change_no bigint NOT NULL,
    ticket_id text COLLATE "C" NOT NULL,
    content_hash uuid NOT NULL,
    opened_at timestamptz,
    closed_at timestamptz,
    updated_at timestamptz,
    cluster text,
    normalized_status text,
    raw_status text,
    bucket text, -- in small letters
    is_actionable boolean,
    assigned_team text,
    owner text,
    mttr numeric, -- in the feed's unit
    sla_status text,
    invalid text[],
    raw text,
    -- What the database remembers of a version whose file is gone (stage_standins.sql).
    lifecycle text
);

-- What the words of the batch's statuses say, each spelling with the first version that it is the
-- status of. change_no is NULL for a raw_status that stands only beside a normalized_status.
CREATE TEMP TABLE IF NOT EXISTS staged_statuses (
    spelling text PRIMARY KEY,
    status text NOT NULL,
    meaning text,
    change_no bigint
);

CREATE TEMP TABLE IF NOT EXISTS staged_rejects (
    change_no bigint NOT NULL,
    severity text NOT NULL,
    column_name text,
    reason text NOT NULL,
    raw_row text NOT NULL
);

-- Tickets whose history is rebuilt from a key on, because a late file holds them.
CREATE TEMP TABLE IF NOT EXISTS staged_rewinds (
    ticket_id text COLLATE "C" PRIMARY KEY
);

-- The deleted history of those tickets; kind is NULL for a closing.
CREATE TEMP TABLE IF NOT EXISTS rewound_history (
    ticket_id text COLLATE "C" NOT NULL,
    change_key text COLLATE "C" NOT NULL,
    change_line integer NOT NULL,
    kind text,
    observed_at timestamptz NOT NULL
);

-- One row for each staged version that changed something: its differences from the version before
-- it.
CREATE TEMP TABLE IF NOT EXISTS folded_changes (
    change_no bigint NOT NULL,
    ticket_id text COLLATE "C" NOT NULL,
    is_first boolean NOT NULL,
    is_newest boolean NOT NULL,
    from_lifecycle text,
    to_lifecycle text NOT NULL,
    opened_at timestamptz,
    updated_at timestamptz,
    cluster text,
    mttr numeric,
    mttr_minutes integer,
    sla_status text,
    from_closed_at timestamptz,
    from_status text,
    from_raw_status text,
    from_team text,
    from_owner text,
    closed_at timestamptz,
    to_status text,
    to_raw_status text,
    to_team text,
    to_owner text
);
