-- Grant every role the rights that it lacks, and revoke those that it must not have.
-- params: none. returns: how many objects were corrected.
CALL tickets.apply_grants()
