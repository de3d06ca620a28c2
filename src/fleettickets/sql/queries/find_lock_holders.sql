-- Find the sessions of this database whose locks can block a writer of tickets, each with its
-- strongest lock: first those that block a whole table, then those that may block rows.
-- params: none. returns: pid, usename, application_name, mode, thing.
WITH held AS (
    SELECT
        l.pid,
        l.locktype,
        upper(regexp_replace(replace(l.mode, 'Lock', ''), '(?<=[a-z])(?=[A-Z])', ' ', 'g')) AS mode,
        CASE
            WHEN l.locktype = 'relation' THEN l.relation::regclass::text
            ELSE 'migrations or positions (advisory lock)'
        END AS thing,
        -- Every import holds these locks shared, and few sessions wait for them.
        (l.locktype = 'advisory' AND l.mode = 'ShareLock') AS is_shared,
        array_position(
            ARRAY[
                'AccessExclusiveLock', 'ExclusiveLock', 'ShareRowExclusiveLock', 'ShareLock',
                'ShareUpdateExclusiveLock', 'RowExclusiveLock', 'RowShareLock'
            ],
            l.mode
        ) AS rank
    FROM pg_locks AS l
    LEFT JOIN pg_class AS c ON l.relation = c.oid
    WHERE
        l.granted
        AND l.pid <> pg_backend_pid()
        AND l.database = (
            SELECT d.oid
            FROM pg_database AS d
            WHERE d.datname = current_database()
        )
        AND l.mode <> 'AccessShareLock'
        AND (
            (
                l.locktype = 'relation'
                AND c.relnamespace = to_regnamespace('tickets')
                AND c.relkind = 'r'
            )
            -- Leave out the lock of one dataset, which every running import holds.
            OR (l.locktype = 'advisory' AND l.classid::integer <> hashtext('fleettickets.import'))
        )
),

strongest AS (
    SELECT DISTINCT ON (h.pid)
        h.pid,
        h.mode,
        h.thing,
        h.is_shared,
        h.rank
    FROM held AS h
    ORDER BY h.pid ASC, h.is_shared ASC, h.rank ASC, h.thing ASC
)

SELECT
    s.pid,
    a.usename,
    a.application_name,
    s.mode,
    s.thing
FROM strongest AS s
INNER JOIN pg_stat_activity AS a ON s.pid = a.pid
ORDER BY s.is_shared ASC, s.rank ASC, s.pid ASC;
