-- Insert the codes found in network labels, unless people have already defined them.
-- params: codes, places, notes (arrays of one length). returns: the codes that are new.
INSERT INTO tickets.place_aliases AS a (kind, alias, replacement, note)
SELECT
    'code' AS kind,
    c.code,
    c.place,
    c.note
FROM unnest(%(codes)s::text[], %(places)s::text[], %(notes)s::text[]) AS c (code, place, note)
ON CONFLICT (kind, alias) DO NOTHING
RETURNING a.alias;
