-- Give every role the rights that it lacks, and take those that it has too many.
-- params: readers (text[], roles of others that call the reports).
-- returns: how many objects were put right.
CALL tickets.apply_grants(%(readers)s::text[])
