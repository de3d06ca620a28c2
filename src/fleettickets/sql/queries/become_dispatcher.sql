-- Give this session the rights of the dispatcher's role, until the connection is returned.
-- params: statement_timeout (with its unit), made_by (the person that the server acts for).
-- returns: one row, to be ignored.
SELECT
    set_config('role', 'fleettickets_dispatcher', FALSE) AS role,
    set_config('statement_timeout', %(statement_timeout)s, FALSE) AS statement_timeout,
    set_config('idle_in_transaction_session_timeout', '1min', FALSE) AS idle_timeout,
    set_config('dispatch.made_by', %(made_by)s, FALSE) AS made_by;
