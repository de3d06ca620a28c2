-- The derived columns of each dataset, with the minutes of one unit of a number: the one place that
-- says which column has which unit.
CREATE OR REPLACE VIEW tickets.dataset_columns AS
SELECT
    d.dataset,
    c.column_name,
    c.column_type,
    CASE c.column_name WHEN 'mttr' THEN d.minutes_per_mttr ELSE 1 END AS factor
FROM tickets.datasets AS d
CROSS JOIN tickets.feed_columns AS c;
COMMENT ON VIEW tickets.dataset_columns IS
'The columns of tickets.feed_columns for each dataset, with the minutes of one unit of a number.';
