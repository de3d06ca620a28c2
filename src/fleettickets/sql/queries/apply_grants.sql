-- Grant every role the rights that it lacks, and revoke those that it must not have.
-- params: readers (text[], roles of others that call the reports).
-- returns: how many objects were corrected.
CALL tickets.apply_grants(%(readers)s::text[])
