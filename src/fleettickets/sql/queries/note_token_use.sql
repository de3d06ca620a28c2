-- Record the day on which a token was used.
-- params: token_hash. returns: one row, whether the day is new.
SELECT reporting.fn_note_token_use(%(token_hash)s) AS is_new
