-- Give this session the rights of the reader's role and no others.
-- params: none. returns: nothing.
SET ROLE fleettickets_reader
