-- Make a session that open_session.sql has set up read-only, with the reader's role and short time
-- limits.
-- params: statement_timeout, lock_timeout (with units). returns: one row, to be ignored.
SELECT
    set_config('role', 'fleettickets_reader', FALSE) AS role,
    set_config('default_transaction_read_only', 'on', FALSE) AS is_read_only,
    set_config('statement_timeout', %(statement_timeout)s, FALSE) AS statement_timeout,
    set_config('lock_timeout', %(lock_timeout)s, FALSE) AS lock_timeout,
    set_config('idle_in_transaction_session_timeout', '5min', FALSE) AS idle_timeout
