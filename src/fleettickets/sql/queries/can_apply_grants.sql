-- Whether the schema has apply_grants, and this login may call it.
-- params: none. returns: one row, one truth value.
SELECT
    coalesce(
        has_function_privilege(
            to_regprocedure('tickets.apply_grants(text[], integer)'), 'EXECUTE'
        ),
        FALSE
    ) AS can_apply
