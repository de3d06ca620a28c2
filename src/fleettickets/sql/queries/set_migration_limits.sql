-- Set where this transaction looks up names, limit its waits for locks, and remove the time limits
-- that a role may have.
-- params: search_path, lock_timeout_ms, check_bodies (on or off). returns: one row, the settings.
SELECT
    set_config('search_path', %(search_path)s, TRUE) AS search_path,
    set_config('lock_timeout', %(lock_timeout_ms)s::text, TRUE) AS lock_timeout,
    set_config('statement_timeout', '0', TRUE) AS statement_timeout,
    set_config('idle_in_transaction_session_timeout', '0', TRUE) AS idle_timeout,
    set_config('check_function_bodies', %(check_bodies)s, TRUE) AS check_bodies
