-- Read the planner's settings.
-- params: none. returns: one row: driving_price, overtime_price, late_prices, appointment_price,
-- unserved_prices, change_price, appointment_minutes, travel_fixed_minutes, travel_minutes_a_km,
-- travel_factors.
SELECT
    s.driving_price,
    s.overtime_price,
    s.late_prices,
    s.appointment_price,
    s.unserved_prices,
    s.change_price,
    s.appointment_minutes,
    s.travel_fixed_minutes::float8 AS travel_fixed_minutes,
    s.travel_minutes_a_km::float8 AS travel_minutes_a_km,
    s.travel_factors::float8[] AS travel_factors
FROM dispatch.settings AS s;
