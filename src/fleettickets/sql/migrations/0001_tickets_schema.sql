-- The two schemas, PostGIS, the ticket types and the tickets: raw is the source of truth, every
-- other column follows from it or from the places. The import's own statement fills the typed
-- columns, five times faster than generated columns (docs/decisions.md); the trigger derive_ticket
-- does it for every other writer.

-- PostGIS may be installed in any schema: the migrator puts its name in place of "public".
CREATE EXTENSION IF NOT EXISTS postgis SCHEMA public;

-- A schema that exists belongs to somebody else and keeps its owner, comment and rights.
DO $$
BEGIN
    IF to_regnamespace('tickets') IS NULL THEN
        CREATE SCHEMA tickets;
        COMMENT ON SCHEMA tickets IS 'State and history of tickets; written by the import.';
    END IF;
    IF to_regnamespace('reporting') IS NULL THEN
        CREATE SCHEMA reporting;
        COMMENT ON SCHEMA reporting IS 'What readers call.';
    END IF;
END
$$;

CREATE TABLE tickets.datasets (
    dataset text PRIMARY KEY,
    title text NOT NULL,
    is_scheduled boolean NOT NULL DEFAULT FALSE,
    stale_after_minutes integer NOT NULL DEFAULT 4320
    CONSTRAINT datasets_stale_after_minutes_check CHECK (stale_after_minutes > 0),
    first_fix_days integer NOT NULL DEFAULT 7
    CONSTRAINT datasets_first_fix_days_check CHECK (first_fix_days BETWEEN 1 AND 366),
    mttr_unit text NOT NULL DEFAULT 'hours'
    CONSTRAINT datasets_mttr_unit_check CHECK (mttr_unit IN ('hours', 'minutes')),
    minutes_per_mttr integer NOT NULL
    GENERATED ALWAYS AS (CASE mttr_unit WHEN 'hours' THEN 60 ELSE 1 END) STORED
);
COMMENT ON TABLE tickets.datasets IS
'The ticket types; tickets.<dataset> holds the tickets of each.';
COMMENT ON COLUMN tickets.datasets.is_scheduled IS
'Whether a ticket is due at its scheduled_at, if it has one, whatever the policy''s target.';
COMMENT ON COLUMN tickets.datasets.stale_after_minutes IS
'Answers say is_stale once the content lags the clock by more; the source itself lags two days.';
COMMENT ON COLUMN tickets.datasets.mttr_unit IS
'The unit of the feed''s mttr. An update converts what is stored: trigger convert_mttr.';
COMMENT ON COLUMN tickets.datasets.minutes_per_mttr IS 'Follows from mttr_unit.';
COMMENT ON COLUMN tickets.datasets.first_fix_days IS
'A closing that was not reopened for this many days was a first-time fix. The default is a guess.';

INSERT INTO tickets.datasets (dataset, title, is_scheduled)
VALUES ('inc', 'Incidents', FALSE), ('crq', 'Installations', TRUE);

-- What the words of a status mean. Most are guesses: only two of the feed's statuses are known.
CREATE TABLE tickets.status_words (
    phrase text PRIMARY KEY CONSTRAINT status_words_phrase_check CHECK (phrase <> ''),
    meaning text NOT NULL
    CONSTRAINT status_words_meaning_check CHECK (meaning IN ('open', 'closed', 'negates')),
    is_default boolean NOT NULL DEFAULT FALSE,
    note text
);
COMMENT ON TABLE tickets.status_words IS
'Phrases of whole words that say whether a ticket is closed; those that a status holds must '
'agree, but for those inside a longer one. A phrase that negates makes one of closed tickets right '
'after it one of open tickets. Change them here or with `fleettickets words set` '
'(docs/feed.md#lifecycle).';
COMMENT ON COLUMN tickets.status_words.phrase IS
'In small letters, one space between words; a status may have any other character there.';
COMMENT ON COLUMN tickets.status_words.is_default IS
'Shipped with the code and never confirmed by anyone.';

INSERT INTO tickets.status_words (phrase, meaning, is_default)
SELECT
    p.phrase,
    w.meaning,
    TRUE AS is_default
FROM (
    VALUES
    (
        'closed',
        'closed,closed complete,closed incomplete,closed skipped,resolved,completed,complete,'
        'cancelled,canceled,done,rejected,declined,finished,fixed,restored,solved,withdrawn,'
        'abandoned,duplicate'
    ),
    (
        'open',
        'open,opened,new,created,received,requested,submitted,accepted,acknowledged,approved,'
        'assigned,unassigned,reassigned,pending,queued,planned,scheduled,rescheduled,'
        'work in progress,in progress,wip,started,active,dispatched,en route,on site,'
        'investigating,escalated,on hold,hold,paused,suspended,awaiting,waiting,reopened,reopen,'
        're opened,re open,unresolved,unsolved,unfinished,uncompleted,incomplete,in complete,to be,'
        'not yet,to close,to complete,closure rejected,resolution rejected'
    ),
    (
        'negates',
        -- "be" and "yet": to be closed, cannot be closed, not yet closed. "isn t": isn't.
        'not,not been,not fully,never,never been,no longer,un,non,be,yet,cannot,isn t,wasn t,'
        'hasn t,hasn t been,partially,partly,partial,half,almost,nearly'
    )
) AS w (meaning, phrases)
CROSS JOIN string_to_table(w.phrases, ',') AS p (phrase);

CREATE TABLE tickets.statuses (
    dataset text NOT NULL REFERENCES tickets.datasets (dataset),
    status text NOT NULL,
    meaning text
    CONSTRAINT statuses_meaning_check CHECK (meaning IN ('open', 'closed')),
    first_key text COLLATE "C" NOT NULL,
    noted_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (dataset, status)
);
COMMENT ON TABLE tickets.statuses IS
'Every status that was ever seen, in small letters and cut at 200 characters.';
COMMENT ON COLUMN tickets.statuses.meaning IS
'What tickets.status_words says of it. NULL: nothing, or both; it counts as not closed and is a '
'trouble.';
COMMENT ON COLUMN tickets.statuses.first_key IS 'The first file that holds it.';
-- Used by: find_troubles.
CREATE INDEX statuses_unknown_idx ON tickets.statuses (dataset, noted_at) WHERE meaning IS NULL;

-- Indexes rest on it. U+200B to U+200D, U+2060 and U+FEFF have no width, U+00A0 is a space that
-- does not break a line. Nearly every name is ASCII with single spaces, which takes a third of the
-- time (docs/decisions.md).
CREATE FUNCTION tickets.name_key(p_name text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN octet_length(p_name) = length(p_name) AND strpos(p_name COLLATE "C", '  ') = 0
            THEN lower(btrim(p_name, U&' \0009\000A\000B\000C\000D') COLLATE "C") COLLATE "default"
        ELSE lower(
            lower(
                btrim(
                    regexp_replace(
                        translate(
                            coalesce(p_name, ''), U&'\00A0\200B\200C\200D\2060\FEFF', ' '
                        ),
                        ' +', ' ', 'g'
                    ),
                    U&' \0009\000A\000B\000C\000D'
                ) COLLATE "C"
            ) COLLATE "default"
        )
    END
$$;
COMMENT ON FUNCTION tickets.name_key(text) IS
'What makes two spellings of a cluster, status, team or owner the same name: in any case, without '
'spaces around it and characters without width, several spaces as one. Empty for NULL.';

-- An index rests on it, so its body is bound to name_key and not to that name: the index stays
-- usable when the schema is renamed.
CREATE FUNCTION tickets.verdict_word(p_sla_status text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN nullif(btrim(translate(tickets.name_key(p_sla_status), '-_', '  ')), '');
COMMENT ON FUNCTION tickets.verdict_word(text) IS
'An sla_status as tickets.sla_verdicts lists it: a name_key with spaces for - and _.';

CREATE TABLE tickets.inc (
    ticket_id text COLLATE "C" PRIMARY KEY,
    raw jsonb NOT NULL,
    content_hash uuid NOT NULL,
    change_key text COLLATE "C" NOT NULL,
    change_line integer NOT NULL,
    normalized_status text,
    raw_status text,
    bucket text,
    is_actionable boolean,
    cluster text,
    region text,
    location_name text,
    assigned_team text,
    owner text,
    sla_status text,
    mttr integer,
    created_at_service timestamptz,
    scheduled_at timestamptz,
    closed_at timestamptz,
    first_seen_at timestamptz,
    last_seen_at timestamptz,
    source_created_at timestamptz,
    source_updated_at timestamptz,
    lifecycle text NOT NULL
    CONSTRAINT inc_lifecycle_check CHECK (lifecycle IN ('actionable', 'waiting', 'closed')),
    is_open boolean NOT NULL GENERATED ALWAYS AS (lifecycle = 'actionable') STORED,
    geom geometry (point, 4326),
    geo_source text
    CONSTRAINT inc_geo_source_check
    CHECK (geo_source IN ('manual', 'feed', 'text', 'location', 'cluster')),
    geo_precision text
    CONSTRAINT inc_geo_precision_check CHECK (
        geo_precision IN (
            'point', 'building', 'street', 'landmark', 'sub-location', 'area', 'cluster'
        )
    ),
    latitude double precision GENERATED ALWAYS AS (public.st_y(geom)) STORED,
    longitude double precision GENERATED ALWAYS AS (public.st_x(geom)) STORED,
    geog geography (point, 4326) GENERATED ALWAYS AS (geom::geography) STORED,
    ingested_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE tickets.inc IS 'Incidents, the newest version of each.';
COMMENT ON COLUMN tickets.inc.raw IS
'The row as it came after cleaning: text values, null where blank, extra columns included.';
COMMENT ON COLUMN tickets.inc.content_hash IS
'Identity of raw; a version with the same hash changes nothing.';
COMMENT ON COLUMN tickets.inc.change_key IS
'File that brought this content; later files may have repeated it unchanged. Blank where that file '
'was replaced by a version that lacks the ticket.';
COMMENT ON COLUMN tickets.inc.change_line IS 'Line of that file; the header is line 1.';
COMMENT ON COLUMN tickets.inc.lifecycle IS
'actionable (open), waiting (neither closed nor actionable) or closed: tickets.lifecycle is the '
'rule.';
COMMENT ON COLUMN tickets.inc.geo_precision IS
'How near the position is to the place (docs/geocoding.md#precision).';
COMMENT ON COLUMN tickets.inc.mttr IS
'Whole minutes, converted from datasets.mttr_unit; NULL until closed.';

-- Used by: dispatch, which asks for the tickets near a crew.
CREATE INDEX inc_geog_idx ON tickets.inc USING gist (geog);
-- Used by: capture_history, dashboards: the open tickets are few among many.
CREATE INDEX inc_open_idx ON tickets.inc (tickets.name_key(cluster)) WHERE is_open;
-- Used by: the same, for the waiting tickets.
CREATE INDEX inc_waiting_idx ON tickets.inc (tickets.name_key(cluster)) WHERE lifecycle = 'waiting';
-- Used by: dashboards, which ask for what was closed in a window.
CREATE INDEX inc_closed_at_idx ON tickets.inc (closed_at) WHERE closed_at IS NOT NULL;
-- Used by: find_unknown_verdicts, which jumps from word to word.
CREATE INDEX inc_verdict_idx ON tickets.inc
(tickets.verdict_word(sla_status), coalesce(closed_at, ingested_at)) WHERE lifecycle = 'closed';

CREATE TABLE tickets.crq (LIKE tickets.inc INCLUDING ALL);
COMMENT ON TABLE tickets.crq IS
'Installations and other change requests, the newest version of each.';

-- Used by: relocate_tickets, filtered_tickets: the tickets of a cluster; has_questions, which jumps
-- from cluster to cluster.
CREATE INDEX inc_place_idx ON tickets.inc (tickets.name_key(cluster), tickets.name_key(region));
CREATE INDEX crq_place_idx ON tickets.crq (tickets.name_key(cluster), tickets.name_key(region));
-- Used by: dashboards. Tickets that are closed without a closing time.
CREATE INDEX inc_undated_idx ON tickets.inc (ticket_id)
WHERE lifecycle = 'closed' AND closed_at IS NULL;
CREATE INDEX crq_undated_idx ON tickets.crq (ticket_id)
WHERE lifecycle = 'closed' AND closed_at IS NULL;
