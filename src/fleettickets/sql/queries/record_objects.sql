-- Record what was created, and forget what exists no more.
-- params: identities, kinds (text[] of one length, what was created); present (text[], the identity
-- of everything that exists). returns: nothing.
WITH gone AS (
    DELETE FROM tickets.schema_objects
    WHERE identity <> all(%(present)s::text[])
)

INSERT INTO tickets.schema_objects (identity, kind)
SELECT
    c.identity,
    c.kind
FROM unnest(%(identities)s::text[], %(kinds)s::text[]) AS c (identity, kind)
ON CONFLICT (identity) DO UPDATE SET kind = excluded.kind
