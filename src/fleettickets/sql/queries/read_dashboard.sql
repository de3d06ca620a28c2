-- A dashboard, and what it depends on, from one snapshot.
-- params: dataset, window, from, to, as_of, filters (JSON).
-- returns: (versions, body), JSON as bytes.
SELECT
    convert_to(reporting.fn_data_versions()::text, 'UTF8') AS versions,
    convert_to(
        reporting.fn_dashboard(
            %(dataset)s,
            p_window => %(window)s,
            p_from => %(from)s,
            p_to => %(to)s,
            p_as_of => %(as_of)s,
            p_filters => %(filters)s
        )::text,
        'UTF8'
    ) AS body
