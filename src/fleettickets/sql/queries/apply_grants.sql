-- Give every role the rights that it lacks, and take those that it has too many.
-- params: none. returns: how many objects were put right.
CALL tickets.apply_grants()
