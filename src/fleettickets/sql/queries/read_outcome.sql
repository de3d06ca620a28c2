-- Read a day's published plan against what happened.
-- params: plan_on (NULL: today in East Africa Time). returns: one row: JSON, or NULL.
SELECT reporting.fn_dispatch(%(plan_on)s::date) AS outcome;
