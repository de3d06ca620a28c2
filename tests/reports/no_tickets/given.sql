-- Nothing was ever imported.
SELECT 1;
