-- Find the holder of a token.
-- params: token_hash. returns: one JSON object, as bytes; NULL if there is no such live token.
SELECT convert_to(reporting.fn_api_token(%(token_hash)s)::text, 'UTF8') AS holder
