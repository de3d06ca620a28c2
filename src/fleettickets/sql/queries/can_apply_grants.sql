-- Whether the schema has its roles' rights written down, and this login may apply them.
-- params: none. returns: one row, one truth value.
SELECT
    coalesce(
        has_function_privilege(
            to_regprocedure('tickets.apply_grants(text[], integer)'), 'EXECUTE'
        ),
        FALSE
    ) AS can_apply
