-- What geocoding providers were asked, by all processes together: the day's budget and the pace.

CREATE TABLE tickets.geocode_days (
    provider text NOT NULL,
    asked_on date NOT NULL,
    requests integer NOT NULL DEFAULT 0,
    PRIMARY KEY (provider, asked_on)
);
COMMENT ON TABLE tickets.geocode_days IS
'Requests sent to each provider on each UTC day, counted before they are sent.';

CREATE TABLE tickets.geocode_pace (
    provider text PRIMARY KEY,
    next_at timestamptz NOT NULL DEFAULT '-infinity',
    blocked_until timestamptz NOT NULL DEFAULT '-infinity',
    blocked_for text
);
COMMENT ON TABLE tickets.geocode_pace IS
'When the next request may be sent; blocked_until: when the provider will listen again.';
