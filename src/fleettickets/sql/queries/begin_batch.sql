-- Read the feed's times, which carry no zone, as East Africa Time in this transaction.
-- params: none. returns: nothing.
SET LOCAL TimeZone = 'Etc/GMT-3'
