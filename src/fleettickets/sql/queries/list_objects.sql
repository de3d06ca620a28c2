-- List the schemas tickets, reporting and dispatch, and everything in them, of any owner: tables,
-- views, sequences and functions, but not those of an extension.
-- params: known (text[]), the keys of an earlier list in the same transaction, or NULL.
-- returns: (key, kind, identity, is_new, revoke_statement). key identifies the object while it
-- exists; is_new says whether this transaction has created it since that list; revoke_statement
-- takes away all rights but the owner's, and is NULL if there are none.
WITH objects AS (
    SELECT
        n.tableoid AS classid,
        n.oid AS objid,
        n.xmin,
        n.nspowner AS owner,
        n.nspacl AS acl,
        'SCHEMA' AS noun
    FROM pg_catalog.pg_namespace AS n
    WHERE n.nspname IN ('tickets', 'reporting', 'dispatch')
    UNION ALL
    SELECT
        c.tableoid AS classid,
        c.oid AS objid,
        c.xmin,
        c.relowner AS owner,
        c.relacl AS acl,
        CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS noun
    FROM pg_catalog.pg_class AS c
    INNER JOIN pg_catalog.pg_namespace AS n ON c.relnamespace = n.oid
    WHERE
        n.nspname IN ('tickets', 'reporting', 'dispatch')
        AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
    UNION ALL
    SELECT
        p.tableoid AS classid,
        p.oid AS objid,
        p.xmin,
        p.proowner AS owner,
        p.proacl AS acl,
        'ROUTINE' AS noun
    FROM pg_catalog.pg_proc AS p
    INNER JOIN pg_catalog.pg_namespace AS n ON p.pronamespace = n.oid
    WHERE n.nspname IN ('tickets', 'reporting', 'dispatch')
),

this_transaction AS (
    SELECT pg_current_xact_id()::text::bigint AS xid
),

keyed AS (
    SELECT
        o.*,
        format('%%s/%%s', o.classid, o.objid) AS key,
        -- xmin is the low half of a transaction's number: of the one that is nearest to this one's.
        c.xid
        + mod(o.xmin::text::bigint - mod(c.xid, 4294967296) + 6442450944, 4294967296)
        - 2147483648 AS xid
    FROM objects AS o
    CROSS JOIN this_transaction AS c
),

grantees AS (
    SELECT
        k.key,
        string_agg(
            DISTINCT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END, ', '
        ) AS grantees
    FROM keyed AS k
    CROSS JOIN LATERAL aclexplode(k.acl) AS a
    WHERE a.grantee <> k.owner
    GROUP BY k.key
)

SELECT
    k.key,
    i.type AS kind,
    i.identity,
    CASE
        WHEN %(known)s::text[] IS NULL OR k.key = any(%(known)s::text[]) THEN FALSE
        -- What another transaction has created since is visible only because that has committed.
        ELSE pg_xact_status(k.xid::text::xid8) = 'in progress'
    END AS is_new,
    format('REVOKE ALL ON %%s %%s FROM ', k.noun, i.identity) || r.grantees AS revoke_statement
FROM keyed AS k
LEFT JOIN grantees AS r ON k.key = r.key
CROSS JOIN LATERAL pg_identify_object(k.classid, k.objid, 0) AS i
WHERE
    NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS d
        WHERE d.classid = k.classid AND d.objid = k.objid AND d.deptype = 'e'
    )
