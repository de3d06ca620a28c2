-- The whole schema, to read and to search: pg_dump of PostgreSQL 15 after every
-- migration. Made by `make bless`, never edited or applied.
--
-- PostgreSQL database dump
--

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: dispatch; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA dispatch;

--
-- Name: SCHEMA dispatch; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON SCHEMA dispatch IS 'Crews, decisions of people, and plans.';

--
-- Name: reporting; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA reporting;

--
-- Name: SCHEMA reporting; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON SCHEMA reporting IS 'What readers call.';

--
-- Name: tickets; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA tickets;

--
-- Name: SCHEMA tickets; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON SCHEMA tickets IS 'State and history of tickets; written by the import.';

--
-- Name: postgis; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA public;

--
-- Name: EXTENSION postgis; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON EXTENSION postgis IS 'PostGIS geometry and geography spatial types and functions';

--
-- Name: acting_person(); Type: FUNCTION; Schema: dispatch; Owner: -
--

CREATE FUNCTION dispatch.acting_person() RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(nullif(current_setting('dispatch.made_by', TRUE), ''), session_user::text)
$$;

--
-- Name: FUNCTION acting_person(); Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON FUNCTION dispatch.acting_person() IS 'The person that a server acts for (dispatch.made_by), else the login.';

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: crew_days; Type: TABLE; Schema: dispatch; Owner: -
--

CREATE TABLE dispatch.crew_days (
    plan_id bigint NOT NULL,
    crew_id bigint NOT NULL,
    shift_from timestamp with time zone NOT NULL,
    shift_to timestamp with time zone NOT NULL,
    lunch_from timestamp with time zone,
    lunch_to timestamp with time zone,
    ends_at timestamp with time zone NOT NULL,
    overtime_minutes integer NOT NULL,
    driving_minutes integer NOT NULL
);

--
-- Name: TABLE crew_days; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON TABLE dispatch.crew_days IS 'The crews on shift in a plan, also those without a stop.';

--
-- Name: crew_day(dispatch.crew_days); Type: FUNCTION; Schema: dispatch; Owner: -
--

CREATE FUNCTION dispatch.crew_day(p_day dispatch.crew_days) RETURNS jsonb
    LANGUAGE sql STABLE
    SET "TimeZone" TO 'UTC'
    AS $$
    SELECT jsonb_build_object(
        'crew', c.name,
        'team', c.team,
        'start', jsonb_build_object('latitude', c.start_latitude, 'longitude', c.start_longitude),
        'end', jsonb_build_object('latitude', c.end_latitude, 'longitude', c.end_longitude),
        'shift_from', p_day.shift_from,
        'shift_to', p_day.shift_to,
        'lunch', CASE
            WHEN p_day.lunch_from IS NOT NULL
                THEN jsonb_build_object('from', p_day.lunch_from, 'to', p_day.lunch_to)
        END,
        'ends_at', p_day.ends_at,
        'overtime_minutes', p_day.overtime_minutes,
        'driving_minutes', p_day.driving_minutes,
        'stops', coalesce(
            (
                SELECT jsonb_agg(
                    to_jsonb(s) - 'plan_id' - 'crew_id' - 'stop_number' || jsonb_build_object(
                        'tickets', t.ticket_ids, 'datasets', t.datasets
                    )
                    ORDER BY s.stop_number
                )
                FROM dispatch.stops AS s
                CROSS JOIN LATERAL (
                    SELECT
                        jsonb_agg(i.ticket_id ORDER BY i.ticket_number, i.ticket_id) AS ticket_ids,
                        jsonb_agg(i.dataset ORDER BY i.ticket_number, i.ticket_id) AS datasets
                    FROM dispatch.stop_tickets AS i
                    WHERE
                        i.plan_id = s.plan_id
                        AND i.crew_id = s.crew_id
                        AND i.stop_number = s.stop_number
                ) AS t
                WHERE s.plan_id = p_day.plan_id AND s.crew_id = p_day.crew_id
            ),
            '[]'
        )
    )
    FROM dispatch.crews AS c
    WHERE c.crew_id = p_day.crew_id
$$;

--
-- Name: FUNCTION crew_day(p_day dispatch.crew_days); Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON FUNCTION dispatch.crew_day(p_day dispatch.crew_days) IS 'One crew''s day of a plan, with its stops in order.';

--
-- Name: crew_positions(); Type: FUNCTION; Schema: dispatch; Owner: -
--

CREATE FUNCTION dispatch.crew_positions() RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $$
DECLARE
    v_seen jsonb := '[]'::jsonb;
    v_problem text;
BEGIN
    IF to_regclass('dispatch.tracker_positions') IS NOT NULL THEN
        BEGIN
            EXECUTE
                'SELECT coalesce(jsonb_agg(to_jsonb(t)), ''[]'') FROM ('
                ' SELECT DISTINCT ON (device) device::text AS device, at::timestamptz AS at,'
                ' latitude::float8 AS latitude, longitude::float8 AS longitude'
                ' FROM dispatch.tracker_positions'
                ' WHERE at <= now() + interval ''5 minutes'''
                ' AND latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180'
                ' AND (latitude <> 0 OR longitude <> 0)'
                ' ORDER BY device, at DESC) AS t'
            INTO v_seen;
        EXCEPTION WHEN OTHERS THEN
            v_problem := 'dispatch.tracker_positions cannot be read: ' || sqlerrm;
        END;
    END IF;
    RETURN jsonb_build_object(
        'tracker_problem', v_problem,
        'crews', coalesce(
            (
                SELECT jsonb_agg(
                    to_jsonb(f) || jsonb_build_object(
                        'is_old', f.at < now() - interval '10 minutes'
                    )
                    ORDER BY f.crew COLLATE "C"
                )
                FROM (
                    SELECT DISTINCT ON (c.crew_id)
                        c.name AS crew, p.at, p.latitude, p.longitude, p.accuracy_m, p.speed_kmh,
                        p.heading, p.battery
                    FROM dispatch.crews AS c
                    CROSS JOIN LATERAL (
                        (
                            SELECT
                                o.at, o.latitude, o.longitude, o.accuracy_m, o.speed_kmh, o.heading,
                                o.battery
                            FROM dispatch.positions AS o
                            WHERE o.device = dispatch.device_of(c.crew_id)
                            ORDER BY o.at DESC
                            LIMIT 1
                        )
                        UNION ALL
                        SELECT
                            v.at, v.latitude, v.longitude, NULL::real, NULL::real, NULL::real,
                            NULL::real
                        FROM jsonb_to_recordset(v_seen) AS v (
                            device text, at timestamptz, latitude float8, longitude float8
                        )
                        WHERE v.device = c.device
                    ) AS p
                    WHERE c.is_active
                    ORDER BY c.crew_id, p.at DESC
                ) AS f
            ),
            '[]'
        )
    );
END
$$;

--
-- Name: FUNCTION crew_positions(); Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON FUNCTION dispatch.crew_positions() IS 'Where the crews are (docs/api.md#positions).';

--
-- Name: crew_sheet(date, bigint); Type: FUNCTION; Schema: dispatch; Owner: -
--

CREATE FUNCTION dispatch.crew_sheet(p_plan_on date, p_crew_id bigint) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $$
    SELECT
        d.day || jsonb_build_object(
            'plan_id', p.plan_id,
            'plan_on', p.plan_on,
            'published_at', p.published_at,
            'stops', coalesce(
                (
                    SELECT jsonb_agg(s.stop || n.found ORDER BY s.number)
                    FROM jsonb_array_elements(d.day -> 'stops')
                        WITH ORDINALITY AS s (stop, number)
                    CROSS JOIN LATERAL (
                        SELECT jsonb_build_object(
                            'places', jsonb_agg(
                                coalesce(j.location_name, j.cluster) ORDER BY t.number
                            ),
                            'clusters', jsonb_agg(j.cluster ORDER BY t.number),
                            'reports', coalesce(
                                jsonb_agg(
                                    jsonb_build_object(
                                        'dataset', r.dataset, 'ticket_id', r.ticket_id,
                                        'arrived_at', r.arrived_at, 'done_at', r.done_at
                                    )
                                    ORDER BY t.number
                                ) FILTER (WHERE r.ticket_id IS NOT NULL),
                                '[]'
                            )
                        ) AS found
                        FROM ROWS FROM (
                            jsonb_array_elements_text(s.stop -> 'datasets'),
                            jsonb_array_elements_text(s.stop -> 'tickets')
                        ) WITH ORDINALITY AS t (dataset, ticket_id, number)
                        LEFT JOIN tickets.all_tickets AS j
                            ON j.dataset = t.dataset AND j.ticket_id = t.ticket_id
                        LEFT JOIN dispatch.crew_reports AS r
                            ON r.plan_on = p.plan_on AND r.crew_id = p_crew_id
                            AND r.dataset = t.dataset AND r.ticket_id = t.ticket_id
                    ) AS n
                ),
                '[]'
            )
        )
    FROM dispatch.plans AS p
    INNER JOIN dispatch.crew_days AS c ON c.plan_id = p.plan_id AND c.crew_id = p_crew_id
    CROSS JOIN LATERAL (SELECT dispatch.crew_day(c) AS day) AS d
    WHERE p.plan_on = p_plan_on AND p.state = 'published'
$$;

--
-- Name: FUNCTION crew_sheet(p_plan_on date, p_crew_id bigint); Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON FUNCTION dispatch.crew_sheet(p_plan_on date, p_crew_id bigint) IS 'One crew''s day of the published plan, with what it has reported.';

--
-- Name: day_state(date); Type: FUNCTION; Schema: dispatch; Owner: -
--

CREATE FUNCTION dispatch.day_state(p_plan_on date) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $$
    SELECT jsonb_build_object(
        'plan_on', p_plan_on,
        'published_plan_id', (
            SELECT p.plan_id FROM dispatch.plans AS p
            WHERE p.plan_on = p_plan_on AND p.state = 'published'
        ),
        'newest_draft_id', (
            SELECT max(p.plan_id) FROM dispatch.plans AS p
            WHERE p.plan_on = p_plan_on AND p.state = 'draft'
        ),
        'content_as_of', (SELECT max(f.content_as_of) FROM reporting.freshness AS f),
        'is_stale', (SELECT coalesce(bool_or(f.is_stale), FALSE) FROM reporting.freshness AS f),
        'crews', coalesce(
            (
                SELECT jsonb_agg(
                    jsonb_build_object(
                        'crew_id', c.crew_id, 'crew', c.name, 'team', c.team, 'skills', c.skills,
                        'device', c.device,
                        'start', jsonb_build_object(
                            'latitude', c.start_latitude, 'longitude', c.start_longitude
                        ),
                        'end', jsonb_build_object(
                            'latitude', c.end_latitude, 'longitude', c.end_longitude
                        ),
                        'shift_from', (p_plan_on + s.starts_at) AT TIME ZONE 'Africa/Nairobi',
                        'shift_to', (p_plan_on + s.ends_at) AT TIME ZONE 'Africa/Nairobi'
                    )
                    ORDER BY c.name COLLATE "C"
                )
                FROM dispatch.crews AS c
                INNER JOIN dispatch.shifts AS s
                    ON s.crew_id = c.crew_id AND s.weekday = extract(ISODOW FROM p_plan_on)
                WHERE c.is_active
                    AND NOT EXISTS (
                        SELECT FROM dispatch.absences AS a
                        WHERE a.crew_id = c.crew_id AND p_plan_on BETWEEN a.first_on AND a.last_on
                    )
            ),
            '[]'
        ),
        'decisions', coalesce(
            (
                SELECT jsonb_agg(
                    dispatch.ticket_decision(t.dataset, t.ticket_id, p_plan_on)
                    ORDER BY t.dataset, t.ticket_id
                )
                FROM (
                    SELECT p.dataset, p.ticket_id FROM dispatch.pins AS p
                    WHERE p.plan_on = p_plan_on
                    UNION
                    SELECT h.dataset, h.ticket_id FROM dispatch.holds AS h
                ) AS t
            ),
            '[]'
        ),
        'reports', coalesce(
            (
                SELECT jsonb_agg(
                    to_jsonb(r) - 'plan_on' - 'crew_id' || jsonb_build_object('crew', c.name)
                    ORDER BY c.name COLLATE "C", r.reported_at, r.dataset, r.ticket_id
                )
                FROM dispatch.crew_reports AS r
                INNER JOIN dispatch.crews AS c ON c.crew_id = r.crew_id
                WHERE r.plan_on = p_plan_on
            ),
            '[]'
        )
    )
$$;

--
-- Name: FUNCTION day_state(p_plan_on date); Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON FUNCTION dispatch.day_state(p_plan_on date) IS 'Decisions, reports and crews of a day (docs/api.md#dispatch).';

--
-- Name: device_of(bigint); Type: FUNCTION; Schema: dispatch; Owner: -
--

CREATE FUNCTION dispatch.device_of(p_crew_id bigint) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(c.device, 'crew-' || c.crew_id) FROM dispatch.crews AS c
    WHERE c.crew_id = p_crew_id
$$;

--
-- Name: FUNCTION device_of(p_crew_id bigint); Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON FUNCTION dispatch.device_of(p_crew_id bigint) IS 'Under which device a crew''s positions are kept.';

--
-- Name: driven(date); Type: FUNCTION; Schema: dispatch; Owner: -
--

CREATE FUNCTION dispatch.driven(p_plan_on date) RETURNS TABLE(crew_id bigint, minutes numeric, km numeric)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    WITH steps AS (
        SELECT
            c.crew_id,
            extract(EPOCH FROM p.at - lag(p.at) OVER w) AS seconds,
            dispatch.metres_between(
                p.latitude, p.longitude, lag(p.latitude) OVER w, lag(p.longitude) OVER w
            ) AS metres
        FROM dispatch.crews AS c
        INNER JOIN dispatch.positions AS p ON p.device = dispatch.device_of(c.crew_id)
        WHERE p.at >= p_plan_on::timestamp AT TIME ZONE 'Africa/Nairobi'
            AND p.at < (p_plan_on + 1)::timestamp AT TIME ZONE 'Africa/Nairobi'
        WINDOW w AS (PARTITION BY c.crew_id ORDER BY p.at)
    ),

    moves AS (
        SELECT
            s.*,
            s.seconds BETWEEN 1 AND 600
            AND s.metres * 3.6 BETWEEN 5 * s.seconds AND 150 * s.seconds AS is_driving
        FROM steps AS s
    )

    SELECT
        m.crew_id,
        round((coalesce(sum(m.seconds) FILTER (WHERE m.is_driving), 0) / 60)::numeric, 1),
        round((coalesce(sum(m.metres) FILTER (WHERE m.is_driving), 0) / 1000)::numeric, 1)
    FROM moves AS m
    GROUP BY m.crew_id
$$;

--
-- Name: FUNCTION driven(p_plan_on date); Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON FUNCTION dispatch.driven(p_plan_on date) IS 'How far and how long each crew drove on a day, by its positions.';

--
-- Name: metres_between(double precision, double precision, double precision, double precision); Type: FUNCTION; Schema: dispatch; Owner: -
--

CREATE FUNCTION dispatch.metres_between(p_latitude double precision, p_longitude double precision, p_other_latitude double precision, p_other_longitude double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT
        111195 * sqrt(
            (p_latitude - p_other_latitude) ^ 2
            + ((p_longitude - p_other_longitude) * cosd(p_latitude)) ^ 2
        )
$$;

--
-- Name: FUNCTION metres_between(p_latitude double precision, p_longitude double precision, p_other_latitude double precision, p_other_longitude double precision); Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON FUNCTION dispatch.metres_between(p_latitude double precision, p_longitude double precision, p_other_latitude double precision, p_other_longitude double precision) IS 'Metres between two points, as the crow flies.';

--
-- Name: note_decision(); Type: FUNCTION; Schema: dispatch; Owner: -
--

CREATE FUNCTION dispatch.note_decision() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF current_setting('dispatch.is_restoring', TRUE) = 'true'
        AND pg_has_role(session_user, 'fleettickets_owner', 'USAGE')
    THEN
        RETURN NULL;
    END IF;
    INSERT INTO dispatch.decisions (made_by, subject, action, before, after)
    VALUES (
        dispatch.acting_person(),
        tg_table_name,
        lower(tg_op),
        CASE WHEN tg_op <> 'INSERT' THEN to_jsonb(old) END,
        CASE WHEN tg_op <> 'DELETE' THEN to_jsonb(new) END
    );
    RETURN NULL;
END
$$;

--
-- Name: FUNCTION note_decision(); Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON FUNCTION dispatch.note_decision() IS 'Writes every change of a row to dispatch.decisions.';

--
-- Name: stop_outcomes(date); Type: FUNCTION; Schema: dispatch; Owner: -
--

CREATE FUNCTION dispatch.stop_outcomes(p_plan_on date) RETURNS TABLE(crew_id bigint, planned_arrival_at timestamp with time zone, planned_late_minutes integer, must_begin_at timestamp with time zone, arrived_at timestamp with time zone, arrived_by text, tickets bigint, done_by_report bigint, done_by_feed bigint, appointments bigint, appointments_kept bigint, appointments_missed bigint)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    WITH day AS (
        SELECT
            p_plan_on::timestamp AT TIME ZONE 'Africa/Nairobi' AS begins_at,
            (p_plan_on + 1)::timestamp AT TIME ZONE 'Africa/Nairobi' AS ends_at,
            min(c.shift_from) AS shifts_begin_at
        FROM dispatch.plans AS p
        INNER JOIN dispatch.crew_days AS c ON c.plan_id = p.plan_id
        WHERE p.plan_on = p_plan_on AND p.state = 'published'
    ),

    reports AS (
        SELECT DISTINCT ON (r.dataset, r.ticket_id) r.*
        FROM dispatch.crew_reports AS r
        WHERE r.plan_on = p_plan_on
        ORDER BY
            r.dataset, r.ticket_id, r.done_at IS NULL, coalesce(r.done_at, r.arrived_at) DESC
    ),

    planned AS (
        SELECT DISTINCT ON (t.dataset, t.ticket_id)
            t.dataset,
            t.ticket_id,
            s.plan_id,
            s.crew_id,
            s.stop_number,
            s.latitude,
            s.longitude,
            s.arrives_at,
            s.ends_at - s.starts_at AS work,
            s.late_minutes,
            r.crew_id AS reporter_id,
            r.arrived_at,
            r.done_at
        FROM dispatch.plans AS p
        INNER JOIN dispatch.stops AS s ON s.plan_id = p.plan_id
        INNER JOIN dispatch.stop_tickets AS t
            ON t.plan_id = s.plan_id AND t.crew_id = s.crew_id AND t.stop_number = s.stop_number
        LEFT JOIN reports AS r ON r.dataset = t.dataset AND r.ticket_id = t.ticket_id
        WHERE p.plan_on = p_plan_on AND p.state <> 'draft'
        ORDER BY
            t.dataset,
            t.ticket_id,
            t.crew_id IS DISTINCT FROM r.crew_id AND r.crew_id IS NOT NULL,
            s.is_begun,
            p.published_at DESC,
            p.plan_id DESC
    ),

    outcomes AS (
        SELECT
            n.*,
            coalesce(n.reporter_id, n.crew_id) AS doer_id,
            c.closed_at,
            CASE
                WHEN d.appointed_at >= e.begins_at AND d.appointed_at < e.ends_at
                    THEN d.appointed_at + make_interval(mins => g.appointment_minutes)
            END AS keep_by,
            d.due_at
        FROM planned AS n
        CROSS JOIN day AS e
        CROSS JOIN dispatch.settings AS g
        LEFT JOIN tickets.ticket_deadlines AS d
            ON d.dataset = n.dataset AND d.ticket_id = n.ticket_id
        CROSS JOIN LATERAL (
            SELECT min(v.closed_at) AS closed_at
            FROM tickets.closure_events AS v
            WHERE v.dataset = n.dataset
                AND v.ticket_id = n.ticket_id
                AND v.closed_at >= e.begins_at
                AND v.closed_at < e.ends_at
        ) AS c
        -- What a later plan has dropped was not planned in the end.
        WHERE n.reporter_id IS NOT NULL
            OR c.closed_at IS NOT NULL
            OR EXISTS (
                SELECT
                FROM dispatch.plans AS p
                INNER JOIN dispatch.stop_tickets AS t ON t.plan_id = p.plan_id
                WHERE p.plan_on = p_plan_on
                    AND p.state = 'published'
                    AND t.dataset = n.dataset
                    AND t.ticket_id = n.ticket_id
            )
    ),

    stops AS (
        SELECT
            o.doer_id,
            o.plan_id,
            o.crew_id,
            o.stop_number,
            min(o.latitude) AS latitude,
            min(o.longitude) AS longitude,
            min(o.arrives_at) AS arrives_at,
            min(o.late_minutes) AS late_minutes,
            min(coalesce(o.keep_by, o.due_at - o.work)) AS must_begin_at,
            min(o.arrived_at) AS reported_at,
            min(o.keep_by) AS keep_by,
            count(*) AS tickets,
            count(o.done_at) AS done_by_report,
            count(o.closed_at) FILTER (WHERE o.done_at IS NULL) AS done_by_feed,
            count(o.keep_by) AS appointments
        FROM outcomes AS o
        GROUP BY o.doer_id, o.plan_id, o.crew_id, o.stop_number
    )

    SELECT
        s.doer_id,
        s.arrives_at,
        s.late_minutes,
        -- As in plans, lateness from before the day does not count.
        greatest(s.must_begin_at, e.shifts_begin_at),
        coalesce(s.reported_at, f.at),
        CASE
            WHEN s.reported_at IS NOT NULL THEN 'report'
            WHEN f.at IS NOT NULL THEN 'position'
        END,
        s.tickets,
        s.done_by_report,
        s.done_by_feed,
        s.appointments,
        CASE WHEN coalesce(s.reported_at, f.at) <= s.keep_by THEN s.appointments ELSE 0 END,
        CASE WHEN coalesce(s.reported_at, f.at) > s.keep_by THEN s.appointments ELSE 0 END
    FROM stops AS s
    CROSS JOIN day AS e
    CROSS JOIN LATERAL (
        SELECT min(p.at) AS at
        FROM dispatch.positions AS p
        WHERE s.reported_at IS NULL
            AND p.device = dispatch.device_of(s.doer_id)
            AND p.at >= greatest(e.begins_at, s.arrives_at - interval '1 hour')
            AND p.at < e.ends_at
            AND dispatch.metres_between(s.latitude, s.longitude, p.latitude, p.longitude) <= 150
            AND EXISTS (
                SELECT FROM dispatch.positions AS q
                WHERE q.device = p.device
                    AND q.at >= p.at + interval '5 minutes'
                    AND q.at <= p.at + interval '1 hour'
                    AND dispatch.metres_between(s.latitude, s.longitude, q.latitude, q.longitude)
                    <= 150
            )
    ) AS f
$$;

--
-- Name: FUNCTION stop_outcomes(p_plan_on date); Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON FUNCTION dispatch.stop_outcomes(p_plan_on date) IS 'What was planned for a day, and what happened: a row for each stop.';

--
-- Name: take_fix(text, timestamp with time zone, double precision, double precision, real, real, real, real); Type: FUNCTION; Schema: dispatch; Owner: -
--

CREATE FUNCTION dispatch.take_fix(p_device text, p_at timestamp with time zone, p_latitude double precision, p_longitude double precision, p_accuracy_m real, p_speed_kmh real, p_heading real, p_battery real) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF p_at > clock_timestamp() + interval '5 minutes' THEN
        RETURN 'future';
    END IF;
    -- Two fixes of a device at once: the second sees the first.
    PERFORM pg_advisory_xact_lock(hashtextextended('dispatch.positions:' || p_device, 0));
    INSERT INTO dispatch.positions (
        device, at, latitude, longitude, accuracy_m, speed_kmh, heading, battery
    )
    SELECT
        p_device, p_at, p_latitude, p_longitude, p_accuracy_m, p_speed_kmh, p_heading, p_battery
    FROM dispatch.settings AS s
    WHERE p_at >= now() - make_interval(hours => s.positions_kept_hours)
        AND NOT EXISTS (
            SELECT FROM dispatch.positions AS p WHERE p.device = p_device AND p.at >= p_at
        );
    RETURN CASE WHEN found THEN 'kept' ELSE 'old' END;
END
$$;

--
-- Name: FUNCTION take_fix(p_device text, p_at timestamp with time zone, p_latitude double precision, p_longitude double precision, p_accuracy_m real, p_speed_kmh real, p_heading real, p_battery real); Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON FUNCTION dispatch.take_fix(p_device text, p_at timestamp with time zone, p_latitude double precision, p_longitude double precision, p_accuracy_m real, p_speed_kmh real, p_heading real, p_battery real) IS 'Keeps where a device is, if it is newer than what is known.';

--
-- Name: ticket_decision(text, text, date); Type: FUNCTION; Schema: dispatch; Owner: -
--

CREATE FUNCTION dispatch.ticket_decision(p_dataset text, p_ticket_id text, p_plan_on date) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $$
    SELECT jsonb_build_object(
        'dataset', p_dataset,
        'ticket_id', p_ticket_id,
        'version', CASE
            WHEN p.pin IS NULL AND h.hold IS NULL THEN 'none'
            ELSE left(md5(concat_ws('|', p.pin::text, h.hold::text)), 16)
        END,
        'pin', p.pin,
        'hold', h.hold
    )
    FROM (SELECT) AS one
    LEFT JOIN LATERAL (
        SELECT jsonb_build_object(
            'crew', c.name,
            'starts_at', i.starts_at,
            'order', i.visit_order,
            'made_by', i.made_by,
            'made_at', i.made_at
        ) AS pin
        FROM dispatch.pins AS i
        LEFT JOIN dispatch.crews AS c ON c.crew_id = i.crew_id
        WHERE i.dataset = p_dataset AND i.ticket_id = p_ticket_id AND i.plan_on = p_plan_on
    ) AS p ON TRUE
    LEFT JOIN LATERAL (
        SELECT jsonb_build_object(
            'reason', o.reason, 'ends_on', o.ends_on, 'made_by', o.made_by, 'made_at', o.made_at
        ) AS hold
        FROM dispatch.holds AS o
        WHERE o.dataset = p_dataset AND o.ticket_id = p_ticket_id
    ) AS h ON TRUE
$$;

--
-- Name: FUNCTION ticket_decision(p_dataset text, p_ticket_id text, p_plan_on date); Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON FUNCTION dispatch.ticket_decision(p_dataset text, p_ticket_id text, p_plan_on date) IS 'What people have decided about a ticket, with the version that names this state.';

--
-- Name: fn_api_token(bytea); Type: FUNCTION; Schema: reporting; Owner: -
--

CREATE FUNCTION reporting.fn_api_token(p_token_hash bytea) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    SET "TimeZone" TO 'UTC'
    AS $$
BEGIN
    RETURN (
        SELECT jsonb_build_object(
                'name', t.name, 'role', t.role, 'crew_id', t.crew_id, 'expires_at', t.expires_at
            )
        FROM tickets.api_tokens AS t
        WHERE t.token_hash = p_token_hash
            AND t.revoked_at IS NULL AND coalesce(t.expires_at > now(), TRUE)
    );
END
$$;

--
-- Name: FUNCTION fn_api_token(p_token_hash bytea); Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON FUNCTION reporting.fn_api_token(p_token_hash bytea) IS 'Who holds a live token of the API, given its hash (docs/api.md#access).';

--
-- Name: fn_backlog(text, date, date, text); Type: FUNCTION; Schema: reporting; Owner: -
--

CREATE FUNCTION reporting.fn_backlog(p_dataset text, p_from date DEFAULT NULL::date, p_to date DEFAULT NULL::date, p_cluster text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET plan_cache_mode TO 'force_custom_plan'
    SET jit TO 'off'
    SET random_page_cost TO '1.1'
    AS $_$
DECLARE
    v_filters jsonb := tickets.read_filters(p_cluster, NULL, NULL, NULL, NULL);
    v_cluster text := v_filters ->> 'cluster';
    c_zone constant text := 'Africa/Nairobi';
    v_span record;
    v_last date;
    v_from date;
    v_to date;
    v_from_at timestamptz;
    v_after_at timestamptz;
    v_answer jsonb;
BEGIN
    v_span := tickets.report_window(p_dataset, NULL, NULL, NULL, NULL, interval '1 day');
    v_last := (v_span.as_of AT TIME ZONE c_zone)::date;
    IF p_from > p_to THEN
        RAISE EXCEPTION 'p_from % is after p_to %', p_from, p_to
            USING ERRCODE = 'invalid_parameter_value';
    ELSIF p_from > v_last THEN
        RAISE EXCEPTION 'p_from % is after the content, which ends on %', p_from, v_last
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    v_to := least(coalesce(p_to, v_last), v_last);
    v_from := coalesce(p_from, greatest(v_to, '0001-01-30'::date) - 29);
    IF least(v_from, v_to) < '0001-01-01'::date THEN
        RAISE EXCEPTION 'p_from and p_to must be days from the year 1 on'
            USING ERRCODE = 'invalid_parameter_value';
    ELSIF v_to - v_from >= 3660 THEN
        RAISE EXCEPTION 'p_from % to p_to % is more than 3660 days', v_from, v_to
            USING ERRCODE = 'invalid_parameter_value',
            HINT = 'Ask for ten years at most.';
    END IF;
    v_from_at := v_from::timestamp AT TIME ZONE c_zone;
    -- The last day includes everything known; after an earlier one, all later flows are one group.
    v_after_at := least(v_to + 1, v_last)::timestamp AT TIME ZONE c_zone;

    WITH flows AS MATERIALIZED (
        SELECT
            (
                least(date_bin('1 day', f.effective_at, v_from_at), v_after_at) AT TIME ZONE c_zone
            )::date AS day,
            f.known_at,
            count(*) FILTER (WHERE f.kind = 'opened') AS created,
            count(*) FILTER (WHERE f.kind = 'closed') AS closed,
            count(*) FILTER (WHERE f.kind = 'reopened') AS reopened,
            sum(f.open_change) AS change,
            sum(f.waiting_change) AS waiting_change
        FROM tickets.ticket_flows(p_dataset, v_from_at) AS f
        WHERE v_cluster IS NULL
            OR f.ticket_id IN (
                SELECT t.ticket_id
                FROM tickets.all_tickets AS t
                WHERE t.dataset = p_dataset
                    AND tickets.is_wanted(v_cluster, t.cluster)
            )
        GROUP BY least(date_bin('1 day', f.effective_at, v_from_at), v_after_at), f.known_at
    ),

    present AS (
        SELECT
            count(*) FILTER (WHERE t.is_open) AS open,
            count(*) FILTER (WHERE NOT t.is_open) AS waiting
        FROM tickets.all_tickets AS t
        WHERE t.dataset = p_dataset
            AND (t.is_open OR t.lifecycle = 'waiting')
            AND tickets.is_wanted(v_cluster, t.cluster)
    ),

    -- A cluster without a row in a day's snapshot had no tickets to count.
    snapshots AS MATERIALIZED (
        SELECT
            s.snapshot_on AS day,
            coalesce(
                sum(s.open_tickets) FILTER (WHERE tickets.is_wanted(v_cluster, s.cluster)), 0
            ) AS open,
            coalesce(
                sum(s.waiting_tickets) FILTER (WHERE tickets.is_wanted(v_cluster, s.cluster)), 0
            ) AS waiting,
            max(s.content_as_of) AS content_as_of,
            max(s.captured_at) AS captured_at
        FROM tickets.all_daily_snapshots AS s
        WHERE s.dataset = p_dataset
            AND s.snapshot_on >= v_from AND s.snapshot_on <= v_to
        GROUP BY s.snapshot_on
    ),

    counted AS MATERIALIZED (
        SELECT
            g.day::date AS day,
            coalesce(d.created, 0) AS created,
            coalesce(d.closed, 0) AS closed,
            coalesce(d.reopened, 0) AS reopened,
            p.open - sum(coalesce(d.change, 0)) OVER (ORDER BY g.day DESC)
            + coalesce(d.change, 0) AS open,
            p.waiting - sum(coalesce(d.waiting_change, 0)) OVER (ORDER BY g.day DESC)
            + coalesce(d.waiting_change, 0) AS waiting,
            -- The newest of the snapshots of earlier days.
            max(s.captured_at) OVER (
                ORDER BY g.day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ) AS captured_at
        FROM generate_series(
            v_from::timestamp, least(v_to + 1, v_last)::timestamp, interval '1 day'
        ) AS g (day)
        CROSS JOIN present AS p
        LEFT JOIN snapshots AS s ON s.day = g.day::date
        LEFT JOIN (
            SELECT
                f.day,
                sum(f.change) AS change,
                sum(f.waiting_change) AS waiting_change,
                sum(f.created) AS created,
                sum(f.closed) AS closed,
                sum(f.reopened) AS reopened
            FROM flows AS f
            GROUP BY f.day
        ) AS d ON d.day = g.day::date
    ),

    -- Flows that a snapshot had already seen, but that took effect on a later day. Few flows are
    -- known before an earlier day's snapshot, so only those are compared with each snapshot.
    early AS (
        SELECT f.day, f.known_at, f.change
        FROM flows AS f
        INNER JOIN counted AS c ON c.day = f.day AND c.captured_at >= f.known_at
    ),

    ahead AS (
        SELECT s.day, sum(e.change) AS change
        FROM snapshots AS s
        INNER JOIN early AS e ON e.day > s.day AND e.known_at <= s.captured_at
        GROUP BY s.day
    ),

    days AS (
        SELECT
            c.day,
            c.open,
            c.waiting,
            c.created,
            c.closed,
            c.reopened,
            c.day < v_last AS is_complete,
            s.open AS snapshot_open,
            s.waiting AS snapshot_waiting,
            s.content_as_of AS snapshot_as_of,
            c.open - s.open AS difference,
            CASE WHEN c.open <> s.open THEN w END AS why
        FROM counted AS c
        LEFT JOIN snapshots AS s ON s.day = c.day
        LEFT JOIN ahead AS a ON a.day = c.day
        CROSS JOIN LATERAL (
            SELECT
                c.open - s.open + coalesce(a.change, 0) AS learned_since,
                -coalesce(a.change, 0) AS dated_after
        ) AS w
        WHERE c.day <= v_to
    ),

    filters AS (
        SELECT v_cluster AS cluster, v_from AS "from", v_to AS "to", '[]'::jsonb AS unknown
    )

    SELECT to_jsonb(r)
    INTO v_answer
    FROM filters AS w
    CROSS JOIN LATERAL (
        SELECT
            p_dataset AS dataset,
            ARRAY(SELECT d FROM days AS d ORDER BY d.day) AS days,
            tickets.describe_freshness(p_dataset) AS freshness,
            w AS filters
    ) AS r;

    IF v_cluster IS NOT NULL
        AND NOT jsonb_path_exists(
            v_answer,
            '$.days[*] ? (@.open > 0 || @.waiting > 0 || @.created > 0 || @.closed > 0 || @.snapshot_open > 0)'
        )
    THEN
        v_answer := jsonb_set(
            v_answer, '{filters,unknown}', tickets.check_filters(p_dataset, v_filters)
        );
    END IF;
    RETURN v_answer;
END
$_$;

--
-- Name: FUNCTION fn_backlog(p_dataset text, p_from date, p_to date, p_cluster text); Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON FUNCTION reporting.fn_backlog(p_dataset text, p_from date, p_to date, p_cluster text) IS 'The backlog day by day (docs/dashboard-api-contract.md).';

--
-- Name: fn_backlog_at(text, timestamp with time zone, text); Type: FUNCTION; Schema: reporting; Owner: -
--

CREATE FUNCTION reporting.fn_backlog_at(p_dataset text, p_at timestamp with time zone, p_cluster text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET plan_cache_mode TO 'force_custom_plan'
    SET jit TO 'off'
    SET random_page_cost TO '1.1'
    AS $$
DECLARE
    v_filters jsonb := tickets.read_filters(p_cluster, NULL, NULL, NULL, NULL);
    v_cluster text := v_filters ->> 'cluster';
    v_span record;
    v_answer jsonb;
BEGIN
    v_span := tickets.report_window(p_dataset, NULL, NULL, NULL, NULL, interval '1 day');
    IF coalesce(p_at < '0001-01-01 00:00+00'::timestamptz OR p_at >= v_span.to_at, TRUE) THEN
        RAISE EXCEPTION 'p_at % is not a past instant of the content', coalesce(p_at::text, 'NULL')
            USING ERRCODE = 'invalid_parameter_value',
            HINT = format('Expected one from the year 1 on and before %s.', v_span.to_at);
    END IF;

    WITH changes AS (
        SELECT t.cluster, t.is_open::integer AS open, (NOT t.is_open)::integer AS waiting
        FROM tickets.all_tickets AS t
        WHERE t.dataset = p_dataset AND (t.is_open OR t.lifecycle = 'waiting')
        UNION ALL
        SELECT t.cluster, -f.open_change, -f.waiting_change
        FROM tickets.ticket_flows(p_dataset, p_at) AS f
        INNER JOIN tickets.all_tickets AS t
            ON t.dataset = p_dataset AND t.ticket_id = f.ticket_id
        WHERE f.effective_at > p_at
    ),

    -- By spelling first, because keys are slow to make.
    spellings AS (
        SELECT
            c.cluster,
            count(*) AS changes,
            sum(c.open) AS open,
            sum(c.waiting) AS waiting
        FROM changes AS c
        GROUP BY c.cluster
    ),

    clusters AS (
        -- A name is shown as most of its tickets write it.
        SELECT
            CASE
                WHEN tickets.name_key(s.cluster) <> ''
                    THEN (array_agg(s.cluster ORDER BY s.changes DESC, s.cluster))[1]
            END AS cluster,
            sum(s.open) AS open,
            sum(s.waiting) AS waiting
        FROM spellings AS s
        WHERE tickets.is_wanted(v_cluster, s.cluster)
        GROUP BY tickets.name_key(s.cluster)
        HAVING sum(s.open) <> 0 OR sum(s.waiting) <> 0
    ),

    filters AS (
        SELECT v_cluster AS cluster, '[]'::jsonb AS unknown
    )

    SELECT to_jsonb(r)
    INTO v_answer
    FROM filters AS w
    CROSS JOIN LATERAL (
        SELECT
            p_dataset AS dataset,
            p_at AS at,
            coalesce((SELECT sum(c.open) FROM clusters AS c), 0) AS open,
            coalesce((SELECT sum(c.waiting) FROM clusters AS c), 0) AS waiting,
            ARRAY(
                SELECT c FROM clusters AS c ORDER BY c.open DESC, c.waiting DESC, c.cluster
            ) AS by_cluster,
            tickets.describe_freshness(p_dataset) AS freshness,
            w AS filters
    ) AS r;

    IF v_cluster IS NOT NULL AND v_answer -> 'by_cluster' = '[]' THEN
        v_answer := jsonb_set(
            v_answer, '{filters,unknown}', tickets.check_filters(p_dataset, v_filters)
        );
    END IF;
    RETURN v_answer;
END
$$;

--
-- Name: FUNCTION fn_backlog_at(p_dataset text, p_at timestamp with time zone, p_cluster text); Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON FUNCTION reporting.fn_backlog_at(p_dataset text, p_at timestamp with time zone, p_cluster text) IS 'The backlog at a past instant (docs/dashboard-api-contract.md).';

--
-- Name: fn_closed_tile(text, integer, integer, integer, text, text, text, timestamp with time zone, timestamp with time zone, text, text, jsonb); Type: FUNCTION; Schema: reporting; Owner: -
--

CREATE FUNCTION reporting.fn_closed_tile(p_dataset text, p_z integer, p_x integer, p_y integer, p_cluster text DEFAULT NULL::text, p_status text DEFAULT NULL::text, p_window text DEFAULT NULL::text, p_from timestamp with time zone DEFAULT NULL::timestamp with time zone, p_to timestamp with time zone DEFAULT NULL::timestamp with time zone, p_team text DEFAULT NULL::text, p_owner text DEFAULT NULL::text, p_filters jsonb DEFAULT NULL::jsonb) RETURNS bytea
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET plan_cache_mode TO 'force_custom_plan'
    SET jit TO 'off'
    SET random_page_cost TO '1.1'
    SET work_mem TO '32MB'
    AS $$
DECLARE
    c_most constant integer := 10000;
    c_squares constant integer := 64;
    -- From this zoom on a tile is a few kilometres wide and its sides are straight on the globe too,
    -- so the index on geog finds every ticket in it.
    c_small constant integer := 12;
    -- Of a tile's side: a symbol at the edge is drawn in both tiles.
    c_margin constant double precision := 64.0 / 4096;
    v_side double precision;
    v_span record;
    v_filters jsonb;
    v_tile public.geometry;
    v_box public.geometry;
    v_ids text[];
    v_is_crowded boolean;
    v_answer bytea;
BEGIN
    IF num_nulls(p_z, p_x, p_y) > 0 OR p_z NOT BETWEEN 0 AND 22
        OR least(p_x, p_y) < 0 OR greatest(p_x, p_y) >= 1 << p_z
    THEN
        RAISE EXCEPTION 'no tile %/%/%', p_z, p_x, p_y
            USING ERRCODE = 'invalid_parameter_value',
            HINT = 'z is 0 to 22; x and y are 0 to 2^z - 1.';
    END IF;
    v_span := tickets.report_window(p_dataset, p_window, p_from, p_to, NULL, NULL);
    v_filters := tickets.read_filters(p_cluster, p_status, p_team, p_owner, p_filters);
    v_tile := public.st_tileenvelope(p_z, p_x, p_y);
    v_side := 360.0 / (1 << p_z);
    -- Not by transforming v_tile, whose margin may lie beyond the edge of the world.
    v_box := public.st_makeenvelope(
        greatest((p_x - c_margin) * v_side - 180, -180),
        degrees(atan(sinh(pi() * (1 - (p_y + 1 + c_margin) * v_side / 180)))),
        least((p_x + 1 + c_margin) * v_side - 180, 180),
        degrees(atan(sinh(pi() * (1 - (p_y - c_margin) * v_side / 180)))),
        4326
    );
    IF p_z >= c_small THEN
        v_ids := ARRAY(
            SELECT t.ticket_id FROM tickets.all_tickets AS t
            WHERE t.dataset = p_dataset
                AND t.geog OPERATOR(public.&&) v_box::public.geography
            LIMIT c_most + 1
        );
        IF cardinality(v_ids) > c_most THEN
            v_ids := NULL;
        END IF;
    END IF;
    SELECT count(*) > c_most INTO v_is_crowded
    FROM (
        SELECT
        FROM tickets.closed_in_box(
            p_dataset, v_span.from_at, v_span.to_at, v_filters, v_box, v_ids
        ) AS t
        LIMIT c_most + 1
    ) AS f;

    IF v_is_crowded THEN
        -- Squares are computed by arithmetic; the other columns are read only for the tickets shown.
        WITH placed AS (
            SELECT
                t.ticket_id,
                t.ended_at,
                floor(c_squares * ((t.longitude + 180) / v_side - p_x)) AS square_x,
                floor(
                    c_squares
                    * ((180 - degrees(asinh(tan(radians(t.latitude))))) / v_side - p_y)
                ) AS square_y
            FROM tickets.closed_in_box(
                p_dataset, v_span.from_at, v_span.to_at, v_filters, v_box, v_ids
            ) AS t
        ),

        counted AS (
            SELECT p.square_x, p.square_y, count(*) AS tickets, max(p.ended_at) AS ended_at
            FROM placed AS p
            GROUP BY p.square_x, p.square_y
        ),

        newest AS (
            SELECT c.tickets, c.ended_at, min(p.ticket_id) AS ticket_id
            FROM counted AS c
            INNER JOIN placed AS p
                ON p.square_x = c.square_x AND p.square_y = c.square_y
                AND p.ended_at = c.ended_at
            GROUP BY c.square_x, c.square_y, c.tickets, c.ended_at
        ),

        layer AS (
            SELECT
                public.st_asmvtgeom(public.st_transform(t.geom, 3857), v_tile, 4096, 64) AS geom,
                n.ticket_id,
                t.normalized_status,
                t.cluster,
                extract(EPOCH FROM n.ended_at)::bigint AS closed_at,
                t.sla_state,
                n.tickets
            FROM newest AS n
            CROSS JOIN LATERAL (
                SELECT p.normalized_status, p.cluster, p.sla_state, d.geom
                FROM tickets.ticket_spans AS d
                CROSS JOIN LATERAL tickets.ticket_properties(d, v_span.as_of) AS p
                WHERE d.dataset = p_dataset AND d.ticket_id = n.ticket_id
                OFFSET 0
            ) AS t
            ORDER BY n.ended_at, n.ticket_id
        )

        SELECT public.st_asmvt(l, 'closed', 4096, 'geom') INTO v_answer
        FROM layer AS l;
    ELSE
        WITH layer AS (
            SELECT
                public.st_asmvtgeom(public.st_transform(t.geom, 3857), v_tile, 4096, 64) AS geom,
                t.ticket_id,
                t.normalized_status,
                t.cluster,
                extract(EPOCH FROM t.ended_at)::bigint AS closed_at,
                p.sla_state,
                1 AS tickets
            FROM tickets.closed_in_box(
                p_dataset, v_span.from_at, v_span.to_at, v_filters, v_box, v_ids
            ) AS t
            CROSS JOIN LATERAL tickets.ticket_properties(t, v_span.as_of) AS p
            ORDER BY t.ended_at, t.ticket_id -- the newest is drawn last
        )

        SELECT public.st_asmvt(l, 'closed', 4096, 'geom') INTO v_answer
        FROM layer AS l
        WHERE l.geom IS NOT NULL;
    END IF;
    RETURN v_answer;
END
$$;

--
-- Name: FUNCTION fn_closed_tile(p_dataset text, p_z integer, p_x integer, p_y integer, p_cluster text, p_status text, p_window text, p_from timestamp with time zone, p_to timestamp with time zone, p_team text, p_owner text, p_filters jsonb); Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON FUNCTION reporting.fn_closed_tile(p_dataset text, p_z integer, p_x integer, p_y integer, p_cluster text, p_status text, p_window text, p_from timestamp with time zone, p_to timestamp with time zone, p_team text, p_owner text, p_filters jsonb) IS 'Closed tickets as a Mapbox vector tile (docs/dashboard-api-contract.md).';

--
-- Name: fn_closures_by(text, text, text, text, timestamp with time zone, timestamp with time zone, text, text, text, text, jsonb); Type: FUNCTION; Schema: reporting; Owner: -
--

CREATE FUNCTION reporting.fn_closures_by(p_dataset text, p_by text DEFAULT 'team'::text, p_period text DEFAULT 'day'::text, p_window text DEFAULT NULL::text, p_from timestamp with time zone DEFAULT NULL::timestamp with time zone, p_to timestamp with time zone DEFAULT NULL::timestamp with time zone, p_cluster text DEFAULT NULL::text, p_status text DEFAULT NULL::text, p_team text DEFAULT NULL::text, p_owner text DEFAULT NULL::text, p_filters jsonb DEFAULT NULL::jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET plan_cache_mode TO 'force_custom_plan'
    SET jit TO 'off'
    SET random_page_cost TO '1.1'
    AS $$
DECLARE
    c_zone constant text := 'Africa/Nairobi';
    c_lines constant integer := 500;
    c_periods constant integer := 366;
    c_by_period constant integer := 10000;
    c_marks constant text[] := '{is_all_periods,is_all_names,starts_on,name}'::text[];
    v_span record;
    v_filters jsonb;
    v_answer jsonb;
BEGIN
    PERFORM tickets.check_closure_options(p_by, p_period);
    v_span := tickets.report_window(p_dataset, p_window, p_from, p_to, NULL, interval '30 days');
    v_filters := tickets.read_filters(p_cluster, p_status, p_team, p_owner, p_filters);

    WITH figures AS MATERIALIZED (
        SELECT f.*, to_jsonb(f) - c_marks AS figures
        FROM tickets.closure_figures(
            p_dataset, p_by, p_period, v_span.from_at, v_span.to_at, v_span.as_of,
            nullif(jsonb_strip_nulls(v_filters), '{}')
        ) AS f
    ),

    lines AS (
        SELECT
            f.figures || jsonb_build_object('name', f.name) AS line,
            row_number() OVER (ORDER BY f.jobs DESC, f.reopened DESC, f.name) AS place
        FROM figures AS f
        WHERE f.is_all_periods AND NOT f.is_all_names AND f.name IS NOT NULL
    ),

    dated AS (
        SELECT
            f.*,
            jsonb_build_object(
                'starts_on', f.starts_on, 'week', to_char(f.starts_on, 'IYYY"-W"IW')
            ) AS period
        FROM figures AS f
        WHERE NOT f.is_all_periods
    ),

    periods AS (
        SELECT
            f.period || f.figures || jsonb_build_object(
                'is_complete',
                f.starts_on::timestamp AT TIME ZONE c_zone >= v_span.from_at
                AND (f.starts_on + CASE p_period WHEN 'week' THEN 7 ELSE 1 END)::timestamp
                AT TIME ZONE c_zone <= least(v_span.to_at, v_span.as_of)
            ) AS line,
            row_number() OVER (ORDER BY f.starts_on DESC) AS place
        FROM dated AS f
        WHERE f.is_all_names
    ),

    by_period AS (
        SELECT
            f.period || f.figures || jsonb_build_object('name', f.name) AS line,
            row_number() OVER (
                ORDER BY f.starts_on DESC, f.jobs DESC, f.reopened DESC, f.name
            ) AS place
        FROM dated AS f
        WHERE NOT f.is_all_names
    ),

    total AS (
        SELECT f.figures FROM figures AS f
        WHERE f.is_all_periods AND f.is_all_names
    ),

    filters AS (
        SELECT
            v_filters || jsonb_build_object(
                'from', v_span.from_at,
                'to', v_span.to_at,
                'unknown', '[]'::jsonb
            ) AS given
    )

    SELECT to_jsonb(r)
    INTO v_answer
    FROM filters AS w
    CROSS JOIN total AS t
    CROSS JOIN LATERAL (
        SELECT
            p_dataset AS dataset,
            p_by AS "by",
            p_period AS period,
            (
                SELECT d.first_fix_days FROM tickets.datasets AS d
                WHERE d.dataset = p_dataset
            ) AS first_fix_days,
            ARRAY(SELECT l.line FROM lines AS l WHERE l.place <= c_lines ORDER BY l.place) AS lines,
            coalesce(
                (
                    SELECT f.figures FROM figures AS f
                    WHERE f.is_all_periods AND NOT f.is_all_names AND f.name IS NULL
                ),
                -- As the total of no closings.
                (
                    SELECT
                        jsonb_object_agg(
                            n.key, CASE WHEN n.key ~ 'share|mean|_a_day' THEN 'null' ELSE '0' END::jsonb
                        )
                    FROM jsonb_object_keys(t.figures) AS n (key)
                )
            ) AS unattributed,
            t.figures AS total,
            ARRAY(
                SELECT p.line FROM periods AS p WHERE p.place <= c_periods ORDER BY p.place DESC
            ) AS periods,
            ARRAY(
                SELECT b.line FROM by_period AS b WHERE b.place <= c_by_period ORDER BY b.place
            ) AS by_period,
            jsonb_build_object(
                'lines', (SELECT count(*) FROM lines) > c_lines,
                'periods', (SELECT count(*) FROM periods) > c_periods,
                'by_period', (SELECT count(*) FROM by_period) > c_by_period
            ) AS truncated,
            tickets.describe_freshness(p_dataset) AS freshness,
            w.given AS filters
    ) AS r;

    IF v_answer -> 'total' @> '{"jobs": 0, "reopened": 0}' THEN
        v_answer := jsonb_set(
            v_answer, '{filters,unknown}', tickets.check_filters(p_dataset, v_filters)
        );
    END IF;
    RETURN v_answer;
END
$$;

--
-- Name: FUNCTION fn_closures_by(p_dataset text, p_by text, p_period text, p_window text, p_from timestamp with time zone, p_to timestamp with time zone, p_cluster text, p_status text, p_team text, p_owner text, p_filters jsonb); Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON FUNCTION reporting.fn_closures_by(p_dataset text, p_by text, p_period text, p_window text, p_from timestamp with time zone, p_to timestamp with time zone, p_cluster text, p_status text, p_team text, p_owner text, p_filters jsonb) IS 'Jobs of each team or person, by day or week (docs/dashboard-api-contract.md).';

--
-- Name: fn_crq_dashboard(text, text, text, timestamp with time zone, timestamp with time zone, timestamp with time zone, text, text, jsonb); Type: FUNCTION; Schema: reporting; Owner: -
--

CREATE FUNCTION reporting.fn_crq_dashboard(p_cluster text DEFAULT NULL::text, p_status text DEFAULT NULL::text, p_window text DEFAULT NULL::text, p_from timestamp with time zone DEFAULT NULL::timestamp with time zone, p_to timestamp with time zone DEFAULT NULL::timestamp with time zone, p_as_of timestamp with time zone DEFAULT NULL::timestamp with time zone, p_team text DEFAULT NULL::text, p_owner text DEFAULT NULL::text, p_filters jsonb DEFAULT NULL::jsonb) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT reporting.fn_dashboard(
        'crq', p_cluster, p_status, p_window, p_from, p_to, p_as_of, p_team, p_owner,
        p_filters
    )
$$;

--
-- Name: FUNCTION fn_crq_dashboard(p_cluster text, p_status text, p_window text, p_from timestamp with time zone, p_to timestamp with time zone, p_as_of timestamp with time zone, p_team text, p_owner text, p_filters jsonb); Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON FUNCTION reporting.fn_crq_dashboard(p_cluster text, p_status text, p_window text, p_from timestamp with time zone, p_to timestamp with time zone, p_as_of timestamp with time zone, p_team text, p_owner text, p_filters jsonb) IS 'Everything a dashboard shows of crq (docs/dashboard-api-contract.md).';

--
-- Name: fn_dashboard(text, text, text, text, timestamp with time zone, timestamp with time zone, timestamp with time zone, text, text, jsonb); Type: FUNCTION; Schema: reporting; Owner: -
--

CREATE FUNCTION reporting.fn_dashboard(p_dataset text, p_cluster text DEFAULT NULL::text, p_status text DEFAULT NULL::text, p_window text DEFAULT NULL::text, p_from timestamp with time zone DEFAULT NULL::timestamp with time zone, p_to timestamp with time zone DEFAULT NULL::timestamp with time zone, p_as_of timestamp with time zone DEFAULT NULL::timestamp with time zone, p_team text DEFAULT NULL::text, p_owner text DEFAULT NULL::text, p_filters jsonb DEFAULT NULL::jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET plan_cache_mode TO 'force_custom_plan'
    SET jit TO 'off'
    SET random_page_cost TO '1.1'
    AS $$
DECLARE
    -- Bounds of the answer's size; the metrics count everything.
    c_most_tickets constant integer := 5000;
    c_most_open constant integer := 50000;
    c_most_days constant integer := 366;
    c_zone constant text := 'Africa/Nairobi';
    v_span record;
    v_filters jsonb;
    v_is_scheduled boolean;
    v_day_ends_at timestamptz;
    v_week_ends_at timestamptz;
    v_answer jsonb;
BEGIN
    v_span := tickets.report_window(p_dataset, p_window, p_from, p_to, p_as_of, NULL);
    v_filters := tickets.read_filters(p_cluster, p_status, p_team, p_owner, p_filters);
    SELECT d.is_scheduled INTO v_is_scheduled
    FROM tickets.datasets AS d
    WHERE d.dataset = p_dataset;
    v_day_ends_at := date_trunc('day', v_span.as_of, c_zone) + interval '1 day';
    v_week_ends_at := v_span.as_of + interval '7 days';

    -- Rows until the end: one to_jsonb walks them once, whereas objects built key by key would be
    -- copied at each level.
    WITH rows AS MATERIALIZED (
        SELECT
            t.is_open,
            t.longitude,
            t.latitude,
            p AS properties,
            p.ticket_id,
            p.is_actionable,
            p.normalized_status,
            p.cluster,
            p.assigned_team,
            p.owner,
            p.created_at,
            p.scheduled_at,
            p.closed_at,
            p.age_minutes,
            p.sla_state,
            p.due_at,
            p.mttr_minutes
        FROM tickets.shown_tickets(
            p_dataset, '{open,closed}', v_span.from_at, v_span.to_at, v_filters
        ) AS t
        CROSS JOIN LATERAL tickets.ticket_properties(t, v_span.as_of) AS p
    ),

    features AS NOT MATERIALIZED (
        SELECT r.is_open, r.created_at, r.closed_at, r.ticket_id COLLATE "C" AS ticket_id, f AS feature
        FROM rows AS r
        CROSS JOIN LATERAL (
            SELECT 'Point' AS type, ARRAY[r.longitude, r.latitude] AS coordinates
        ) AS g
        CROSS JOIN LATERAL (
            SELECT
                'Feature' AS type,
                r.ticket_id AS id,
                CASE WHEN r.longitude IS NOT NULL THEN g END AS geometry,
                r.properties
        ) AS f
    ),

    collections AS (
        SELECT
            'FeatureCollection' AS type,
            ARRAY(
                SELECT f.feature FROM features AS f
                WHERE f.is_open
                ORDER BY f.created_at, f.ticket_id
                LIMIT c_most_open
            ) AS open_features,
            ARRAY(
                SELECT f.feature FROM features AS f
                WHERE NOT f.is_open
                ORDER BY f.closed_at DESC, f.ticket_id
                LIMIT c_most_tickets
            ) AS closed_features
    ),

    -- Once for both readers, because each would be planned.
    waits AS MATERIALIZED (
        SELECT t.* FROM tickets.waiting_tickets(p_dataset, v_filters) AS t
    ),

    -- The longest waits come first; the rest are only counted.
    first_waits AS MATERIALIZED (
        SELECT
            p AS properties,
            p.ticket_id COLLATE "C" AS ticket_id,
            p.created_at,
            w.longitude,
            w.latitude,
            count(*) OVER () AS waiting
        FROM waits AS w
        CROSS JOIN LATERAL tickets.ticket_properties(
            ROW(w.*)::tickets.ticket_spans, v_span.as_of
        ) AS p
        ORDER BY p.created_at, p.ticket_id COLLATE "C"
        LIMIT 1000
    ),

    waiting AS (
        SELECT
            'FeatureCollection' AS type,
            ARRAY(
                SELECT f
                FROM first_waits AS w
                CROSS JOIN LATERAL (
                    SELECT 'Point' AS type, ARRAY[w.longitude, w.latitude] AS coordinates
                ) AS g
                CROSS JOIN LATERAL (
                    SELECT
                        'Feature' AS type,
                        w.ticket_id AS id,
                        CASE WHEN w.longitude IS NOT NULL THEN g END AS geometry,
                        w.properties
                ) AS f
                ORDER BY w.created_at, w.ticket_id
            ) AS features,
            coalesce((SELECT max(w.waiting) > 1000 FROM first_waits AS w), FALSE) AS truncated
    ),

    -- Each column is the metric of the same name.
    totals AS (
        SELECT
            count(*) FILTER (WHERE r.is_open) AS open,
            count(*) FILTER (WHERE r.is_open AND r.is_actionable) AS actionable,
            count(*) FILTER (WHERE r.is_open AND r.longitude IS NULL) AS unlocated,
            count(*) FILTER (WHERE r.is_open AND r.sla_state = 'on_track') AS on_track,
            count(*) FILTER (WHERE r.is_open AND r.sla_state = 'at_risk') AS at_risk,
            count(*) FILTER (WHERE r.is_open AND r.sla_state = 'breached') AS breached,
            count(*) FILTER (WHERE r.is_open AND r.sla_state = 'unknown') AS sla_unknown,
            max(r.age_minutes) FILTER (WHERE r.is_open) AS oldest_open_minutes,
            count(*) FILTER (WHERE NOT r.is_open) AS closed,
            count(*) FILTER (WHERE NOT r.is_open AND r.sla_state = 'on_track') AS closed_within_sla,
            count(*) FILTER (WHERE NOT r.is_open AND r.sla_state = 'breached') AS closed_outside_sla,
            count(*) FILTER (WHERE NOT r.is_open AND r.sla_state = 'unknown') AS closed_sla_unknown,
            count(r.mttr_minutes) FILTER (WHERE NOT r.is_open) AS mttr_known,
            round(avg(r.mttr_minutes) FILTER (WHERE NOT r.is_open), 1) AS mttr_mean_minutes,
            round(
                percentile_cont(0.5) WITHIN GROUP (ORDER BY r.mttr_minutes)
                FILTER (WHERE NOT r.is_open)::numeric, 1
            ) AS mttr_median_minutes,
            round(
                percentile_cont(0.9) WITHIN GROUP (ORDER BY r.mttr_minutes)
                FILTER (WHERE NOT r.is_open)::numeric, 1
            ) AS mttr_p90_minutes
        FROM rows AS r
    ),

    schedules AS (
        SELECT
            count(*) FILTER (WHERE r.due_at < v_span.as_of) AS overdue,
            count(*) FILTER (
                WHERE r.due_at >= v_span.as_of AND r.due_at < v_day_ends_at
            ) AS due_today,
            count(*) FILTER (
                WHERE r.due_at >= v_span.as_of AND r.due_at < v_week_ends_at
            ) AS due_in_7_days,
            count(*) FILTER (WHERE r.scheduled_at IS NULL) AS unscheduled
        FROM rows AS r
        WHERE v_is_scheduled AND r.is_open
    ),

    -- Open and closed tickets, and the waiting ones with a NULL in is_open.
    named AS (
        SELECT
            r.cluster,
            r.normalized_status,
            r.assigned_team,
            r.owner,
            r.is_open,
            r.sla_state,
            r.mttr_minutes
        FROM rows AS r
        UNION ALL
        SELECT
            w.cluster,
            w.normalized_status,
            w.assigned_team,
            w.owner,
            NULL AS is_open,
            NULL AS sla_state,
            NULL AS mttr_minutes
        FROM waits AS w
    ),

    names AS NOT MATERIALIZED (
        SELECT
            v.kind COLLATE "C" AS kind,
            coalesce(v.name, '') COLLATE "C" AS name,
            r.is_open,
            r.sla_state,
            r.mttr_minutes
        FROM named AS r
        CROSS JOIN LATERAL (
            VALUES
            ('cluster', r.cluster), ('status', r.normalized_status), ('team', r.assigned_team),
            ('owner', r.owner)
        ) AS v (kind, name)
    ),

    -- By spelling first, because keys are slow to make; medians apart, because they sort, and most
    -- tickets are open.
    spellings AS MATERIALIZED (
        SELECT s.*, tickets.name_key(s.name) COLLATE "C" AS name_key
        FROM (
            SELECT
                n.kind,
                n.name,
                count(*) AS tickets,
                count(*) FILTER (WHERE n.is_open) AS open,
                count(*) FILTER (WHERE n.is_open AND n.sla_state = 'breached') AS breached,
                count(*) FILTER (WHERE n.is_open IS NULL) AS waiting,
                count(*) FILTER (WHERE NOT n.is_open) AS closed
            FROM names AS n
            GROUP BY n.kind, n.name
        ) AS s
    ),

    medians AS (
        SELECT
            n.kind,
            tickets.name_key(n.name) COLLATE "C" AS name_key,
            percentile_cont(0.5) WITHIN GROUP (ORDER BY n.mttr_minutes) AS minutes
        FROM names AS n
        WHERE NOT n.is_open
        GROUP BY n.kind, tickets.name_key(n.name) COLLATE "C"
    ),

    -- A name is shown as most of its tickets write it.
    groups AS (
        SELECT
            s.kind,
            CASE
                WHEN s.name_key <> '' THEN (array_agg(s.name ORDER BY s.tickets DESC, s.name))[1]
            END AS name,
            sum(s.open)::bigint AS open,
            sum(s.breached)::bigint AS breached,
            sum(s.waiting)::bigint AS waiting,
            sum(s.closed)::bigint AS closed,
            round(max(m.minutes)::numeric, 1) AS mttr_median_minutes
        FROM spellings AS s
        LEFT JOIN medians AS m ON m.kind = s.kind AND m.name_key = s.name_key
        GROUP BY s.kind, s.name_key
    ),

    breakdowns AS (
        SELECT
            g.kind,
            jsonb_agg(
                to_jsonb(g) - '{kind,name}'::text[] || jsonb_build_object(g.kind, g.name)
                ORDER BY g.open DESC, g.closed DESC, g.waiting DESC, g.name COLLATE "default"
            ) AS lines
        FROM groups AS g
        GROUP BY g.kind
    ),

    bands AS (
        SELECT
            b.bucket,
            b.from_minutes,
            b.to_minutes,
            count(r.ticket_id) AS open,
            count(r.ticket_id) FILTER (WHERE r.sla_state = 'breached') AS breached
        FROM (
            VALUES
            (1, '0-4h', 0, 240), (2, '4-24h', 240, 1440), (3, '1-3d', 1440, 4320),
            (4, '3-7d', 4320, 10080), (5, 'over-7d', 10080, NULL), (6, 'unknown', NULL, NULL)
        ) AS b (position, bucket, from_minutes, to_minutes)
        LEFT JOIN rows AS r
            ON r.is_open
            AND coalesce(
                width_bucket(r.age_minutes, '{0,240,1440,4320,10080}'::integer[]), 6
            ) = b.position
        GROUP BY b.position, b.bucket, b.from_minutes, b.to_minutes
        ORDER BY b.position
    ),

    -- What is dated after the end of what is known counts on the last day.
    reach AS (
        SELECT
            min(s.from_at) AS from_at,
            (min(s.from_at) AT TIME ZONE c_zone)::date AS first_day,
            (
                greatest(min(s.from_at), v_span.known_to - interval '1 microsecond')
                AT TIME ZONE c_zone
            )::date AS last_day
        FROM (
            SELECT min(r.closed_at) AS from_at FROM rows AS r
            WHERE v_span.from_at = '-infinity' AND NOT r.is_open
            UNION ALL
            SELECT v_span.from_at
            WHERE v_span.from_at > '-infinity'
        ) AS s
    ),

    days AS (
        SELECT g.day::date AS day, coalesce(c.closed, 0) AS closed
        FROM reach AS s
        CROSS JOIN LATERAL generate_series(
            greatest(s.first_day, s.last_day - (c_most_days - 1))::timestamp,
            s.last_day::timestamp,
            interval '1 day'
        ) AS g (day)
        LEFT JOIN (
            SELECT
                least((r.closed_at AT TIME ZONE c_zone)::date, s.last_day) AS day,
                count(*) AS closed
            FROM rows AS r
            CROSS JOIN reach AS s
            WHERE NOT r.is_open
            GROUP BY least((r.closed_at AT TIME ZONE c_zone)::date, s.last_day)
        ) AS c ON c.day = g.day::date
        WHERE s.from_at IS NOT NULL
    )

    SELECT to_jsonb(a)
    INTO v_answer
    FROM totals AS t
    CROSS JOIN schedules AS s
    CROSS JOIN collections AS c
    CROSS JOIN waiting AS w
    CROSS JOIN tickets.window_flows(p_dataset, v_span.from_at, v_span.to_at, v_filters) AS f
    CROSS JOIN LATERAL (
        SELECT c.type, c.open_features AS features, t.open > c_most_open AS truncated
    ) AS o
    CROSS JOIN LATERAL (
        SELECT c.type, c.closed_features AS features, t.closed > c_most_tickets AS truncated
    ) AS e
    CROSS JOIN LATERAL (
        SELECT
            coalesce(jsonb_object_agg(b.kind, b.lines), '{}') AS lines
        FROM breakdowns AS b
    ) AS l
    CROSS JOIN reach AS n
    CROSS JOIN LATERAL (
        SELECT
            t.*,
            coalesce((SELECT max(w.waiting) FROM first_waits AS w), 0) AS waiting,
            f.created,
            f.closings,
            f.reopened,
            f.created + f.reopened - f.closings AS net_flow,
            round(
                t.closed_within_sla::numeric
                / nullif(t.closed_within_sla + t.closed_outside_sla, 0), 4
            ) AS within_sla_share,
            round(
                t.closed / greatest(extract(EPOCH FROM v_span.known_to - n.from_at) / 86400, 1), 2
            ) AS closures_a_day,
            ARRAY(SELECT d FROM days AS d ORDER BY d.day) AS closed_by_day,
            coalesce(l.lines -> 'status', '[]') AS by_status,
            coalesce(l.lines -> 'cluster', '[]') AS by_cluster,
            CASE WHEN v_is_scheduled THEN s END AS schedule
    ) AS m
    CROSS JOIN LATERAL (
        SELECT
            jsonb_build_object(
                'name', v_span.name,
                'from', nullif(v_span.from_at, '-infinity'),
                'to', nullif(v_span.to_at, 'infinity'),
                'asked', nullif(btrim(p_window), '')
            ) AS "window",
            o AS open,
            w AS waiting,
            e AS closed,
            m AS metrics,
            f.reopened_tickets[1:c_most_tickets] AS reopened_tickets,
            coalesce(l.lines -> 'cluster', '[]') AS by_cluster,
            coalesce(l.lines -> 'team', '[]') AS by_team,
            coalesce(l.lines -> 'owner', '[]') AS by_owner,
            ARRAY(SELECT b FROM bands AS b) AS ageing,
            tickets.describe_freshness(p_dataset) AS freshness,
            v_filters || jsonb_build_object(
                'dataset', p_dataset,
                'from', nullif(v_span.from_at, '-infinity'),
                'to', nullif(v_span.to_at, 'infinity'),
                'as_of', v_span.as_of,
                'unknown', '[]'::jsonb
            ) AS filters
    ) AS a;

    IF v_answer #>> '{metrics,open}' = '0' AND v_answer #>> '{metrics,closed}' = '0'
        AND v_answer #>> '{metrics,waiting}' = '0'
    THEN
        v_answer := jsonb_set(
            v_answer, '{filters,unknown}', tickets.check_filters(p_dataset, v_filters)
        );
    END IF;
    RETURN v_answer;
END
$$;

--
-- Name: FUNCTION fn_dashboard(p_dataset text, p_cluster text, p_status text, p_window text, p_from timestamp with time zone, p_to timestamp with time zone, p_as_of timestamp with time zone, p_team text, p_owner text, p_filters jsonb); Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON FUNCTION reporting.fn_dashboard(p_dataset text, p_cluster text, p_status text, p_window text, p_from timestamp with time zone, p_to timestamp with time zone, p_as_of timestamp with time zone, p_team text, p_owner text, p_filters jsonb) IS 'Everything a dashboard shows of one dataset (docs/dashboard-api-contract.md).';

--
-- Name: fn_data_versions(); Type: FUNCTION; Schema: reporting; Owner: -
--

CREATE FUNCTION reporting.fn_data_versions() RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    SET "TimeZone" TO 'UTC'
    AS $$
BEGIN
    RETURN jsonb_build_object(
        'schema_made_at', (SELECT max(f.applied_at) FROM tickets.schema_files AS f),
        'access', jsonb_build_object(
            'version', (
                SELECT coalesce(sum(v.version), 0) FROM tickets.data_versions AS v
                WHERE v.subject = 'access'
            ),
            'has_tokens', EXISTS (SELECT FROM tickets.api_tokens),
            'has_live_tokens', EXISTS (
                SELECT FROM tickets.api_tokens AS t
                WHERE t.revoked_at IS NULL AND coalesce(t.expires_at > now(), TRUE)
            )
        ),
        'dispatch', jsonb_build_object(
            'version', (
                SELECT coalesce(sum(v.version), 0) FROM tickets.data_versions AS v
                WHERE v.subject = 'dispatch'
            )
        ),
        'datasets', (
            SELECT jsonb_object_agg(
                f.dataset,
                jsonb_build_object(
                    'version', (
                        SELECT coalesce(sum(v.version), 0) FROM tickets.data_versions AS v
                        WHERE v.subject = f.dataset
                    ),
                    'content_as_of', f.content_as_of,
                    'source_max_key', f.source_max_key,
                    'last_run_id', f.last_run_id,
                    'last_run_state', f.last_run_state,
                    'stale_after_minutes', f.stale_after_minutes,
                    'is_stale', f.is_stale,
                    'import_overdue_since', (
                        SELECT s.silent_since
                        FROM tickets.import_silence(f.dataset, f.wall_clock_at) AS s
                        WHERE s.is_overdue
                    ),
                    'clock', coalesce(
                        f.lag_minutes, floor(extract(EPOCH FROM f.wall_clock_at) / 60)
                    )
                )
            )
            FROM reporting.freshness AS f
        )
    );
END
$$;

--
-- Name: FUNCTION fn_data_versions(); Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON FUNCTION reporting.fn_data_versions() IS 'What every answer depends on, apart from the request (docs/api.md#caching).';

--
-- Name: fn_dispatch(date); Type: FUNCTION; Schema: reporting; Owner: -
--

CREATE FUNCTION reporting.fn_dispatch(p_date date DEFAULT NULL::date) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $$
DECLARE
    v_plan_on date := coalesce(p_date, (now() AT TIME ZONE 'Africa/Nairobi')::date);
    v_plan record;
BEGIN
    SELECT p.plan_id, p.published_at INTO v_plan
    FROM dispatch.plans AS p
    WHERE p.plan_on = v_plan_on AND p.state = 'published';
    IF NOT found THEN
        RETURN NULL;
    END IF;
    RETURN (
        WITH outcomes AS (
            SELECT
                o.crew_id,
                count(*) AS stops,
                count(o.arrived_at) AS arrivals,
                count(*) FILTER (WHERE o.arrived_by = 'report') AS arrivals_by_report,
                count(*) FILTER (WHERE o.arrived_by = 'position') AS arrivals_by_position,
                sum(extract(EPOCH FROM o.arrived_at - o.planned_arrival_at) / 60) AS delay,
                sum(o.planned_late_minutes) FILTER (WHERE o.arrived_at IS NOT NULL) AS planned_late,
                sum(
                    greatest(floor(extract(EPOCH FROM o.arrived_at - o.must_begin_at) / 60), 0)
                ) AS late,
                sum(o.tickets) AS tickets,
                sum(o.done_by_report) AS done_by_report,
                sum(o.done_by_feed) AS done_by_feed,
                sum(o.appointments) AS appointments,
                sum(o.appointments_kept) AS kept,
                sum(o.appointments_missed) AS missed
            FROM dispatch.stop_outcomes(v_plan_on) AS o
            GROUP BY o.crew_id
        ),

        crews AS (
            SELECT
                c.name AS crew,
                c.team,
                d.crew_id IS NOT NULL AS is_on_shift,
                d.driving_minutes AS planned_driving,
                m.minutes AS driving,
                m.km,
                CASE WHEN m.crew_id IS NOT NULL THEN o.stops END AS driven_stops,
                o.*
            FROM dispatch.crews AS c
            LEFT JOIN dispatch.crew_days AS d
                ON d.plan_id = v_plan.plan_id AND d.crew_id = c.crew_id
            LEFT JOIN outcomes AS o ON o.crew_id = c.crew_id
            LEFT JOIN dispatch.driven(v_plan_on) AS m ON m.crew_id = c.crew_id
            WHERE d.crew_id IS NOT NULL OR o.crew_id IS NOT NULL
        ),

        sums AS (
            SELECT
                grouping(c.team) AS is_over_teams,
                grouping(c.crew) AS is_over_crews,
                c.team,
                c.crew,
                count(*) FILTER (WHERE c.is_on_shift) AS crew_days,
                coalesce(sum(c.stops), 0) AS stops,
                coalesce(sum(c.arrivals), 0) AS arrivals,
                coalesce(sum(c.arrivals_by_report), 0) AS arrivals_by_report,
                coalesce(sum(c.arrivals_by_position), 0) AS arrivals_by_position,
                sum(c.delay) AS delay,
                coalesce(sum(c.planned_late), 0) AS planned_late,
                coalesce(sum(c.late), 0) AS late,
                coalesce(sum(c.tickets), 0) AS tickets,
                coalesce(sum(c.done_by_report), 0) AS done_by_report,
                coalesce(sum(c.done_by_feed), 0) AS done_by_feed,
                coalesce(sum(c.appointments), 0) AS appointments,
                coalesce(sum(c.kept), 0) AS kept,
                coalesce(sum(c.missed), 0) AS missed,
                coalesce(sum(c.planned_driving), 0) AS planned_driving,
                sum(c.driving) AS driving,
                sum(c.km) AS km,
                sum(c.driven_stops) AS driven_stops
            FROM crews AS c
            GROUP BY GROUPING SETS ((), (c.team), (c.team, c.crew))
        ),

        figures AS (
            SELECT
                s.*,
                jsonb_build_object(
                    'crew_days', s.crew_days,
                    'stops', s.stops,
                    'tickets', s.tickets,
                    'done', s.done_by_report + s.done_by_feed,
                    'done_by_report', s.done_by_report,
                    'done_by_feed', s.done_by_feed,
                    'done_per_crew_day',
                    round((s.done_by_report + s.done_by_feed) / nullif(s.crew_days, 0), 2),
                    'arrivals', s.arrivals,
                    'arrivals_by_report', s.arrivals_by_report,
                    'arrivals_by_position', s.arrivals_by_position,
                    'delay_minutes', round(s.delay / nullif(s.arrivals, 0), 1),
                    'planned_late_minutes', s.planned_late,
                    'late_minutes', s.late,
                    'appointments', s.appointments,
                    'appointments_kept', s.kept,
                    'appointments_missed', s.missed,
                    'appointments_unknown', s.appointments - s.kept - s.missed,
                    'planned_driving_minutes', s.planned_driving,
                    'planned_drive_minutes_per_stop',
                    round(s.planned_driving / nullif(s.stops, 0), 1),
                    'driving_minutes', s.driving,
                    'driving_km', s.km,
                    'drive_minutes_per_stop', round(s.driving / nullif(s.driven_stops, 0), 1)
                ) AS found
            FROM sums AS s
        )

        SELECT jsonb_build_object(
            'plan_on', v_plan_on,
            'plan_id', v_plan.plan_id,
            'published_at', v_plan.published_at,
            'versions', (
                SELECT count(*) FROM dispatch.plans AS p
                WHERE p.plan_on = v_plan_on AND p.state <> 'draft'
            ),
            'total', (SELECT f.found FROM figures AS f WHERE f.is_over_teams = 1),
            'teams', coalesce(
                (
                    SELECT jsonb_agg(
                        jsonb_build_object('team', f.team) || f.found
                        ORDER BY f.team COLLATE "C" NULLS LAST
                    )
                    FROM figures AS f
                    WHERE f.is_over_teams = 0 AND f.is_over_crews = 1
                ),
                '[]'
            ),
            'crews', coalesce(
                (
                    SELECT jsonb_agg(
                        jsonb_build_object('crew', f.crew, 'team', f.team) || f.found
                        ORDER BY f.crew COLLATE "C"
                    )
                    FROM figures AS f
                    WHERE f.is_over_crews = 0
                ),
                '[]'
            )
        )
    );
END
$$;

--
-- Name: FUNCTION fn_dispatch(p_date date); Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON FUNCTION reporting.fn_dispatch(p_date date) IS 'A day''s published plan against what happened (docs/dispatch.md#plan-against-what-happened).';

--
-- Name: fn_dispatch_plan(date, bigint); Type: FUNCTION; Schema: reporting; Owner: -
--

CREATE FUNCTION reporting.fn_dispatch_plan(p_date date DEFAULT NULL::date, p_plan_id bigint DEFAULT NULL::bigint) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $$
BEGIN
    RETURN (
        SELECT
            to_jsonb(p) || jsonb_build_object(
                'crews', coalesce(
                    (
                        SELECT jsonb_agg(dispatch.crew_day(d) ORDER BY c.name COLLATE "C")
                        FROM dispatch.crew_days AS d
                        INNER JOIN dispatch.crews AS c ON c.crew_id = d.crew_id
                        WHERE d.plan_id = p.plan_id
                    ),
                    '[]'
                ),
                'unassigned', coalesce(
                    (
                        SELECT
                            jsonb_agg(
                                to_jsonb(u) - 'plan_id' ORDER BY u.dataset, u.ticket_id
                            )
                        FROM dispatch.unassigned AS u
                        WHERE u.plan_id = p.plan_id
                    ),
                    '[]'
                )
            )
        FROM dispatch.plans AS p
        WHERE CASE
            WHEN p_plan_id IS NULL THEN p.plan_on = coalesce(p_date, (now() AT TIME ZONE 'Africa/Nairobi')::date)
            ELSE p.plan_id = p_plan_id
        END
        ORDER BY p.state = 'published' DESC, p.state = 'draft' DESC, p.plan_id DESC
        LIMIT 1
    );
END
$$;

--
-- Name: FUNCTION fn_dispatch_plan(p_date date, p_plan_id bigint); Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON FUNCTION reporting.fn_dispatch_plan(p_date date, p_plan_id bigint) IS 'A plan of the crews'' day: the published one, else the newest draft.';

--
-- Name: fn_export_closures(text, text, text, text, timestamp with time zone, timestamp with time zone, text, text, text, text, boolean, jsonb); Type: FUNCTION; Schema: reporting; Owner: -
--

CREATE FUNCTION reporting.fn_export_closures(p_dataset text, p_by text DEFAULT 'team'::text, p_period text DEFAULT 'day'::text, p_window text DEFAULT NULL::text, p_from timestamp with time zone DEFAULT NULL::timestamp with time zone, p_to timestamp with time zone DEFAULT NULL::timestamp with time zone, p_cluster text DEFAULT NULL::text, p_status text DEFAULT NULL::text, p_team text DEFAULT NULL::text, p_owner text DEFAULT NULL::text, p_has_empty_row boolean DEFAULT false, p_filters jsonb DEFAULT NULL::jsonb) RETURNS TABLE(dataset text, credited_by text, period text, starts_on date, week text, name text, jobs bigint, reopened bigint, days bigint, jobs_a_day numeric, first_fixed bigint, first_fix_known bigint, first_fix_unknown bigint, first_fix_share numeric, mttr_known bigint, mttr_mean_minutes numeric, within_sla bigint, within_sla_known bigint, within_sla_share numeric, first_fix_days integer, as_of timestamp with time zone, window_from timestamp with time zone, window_to timestamp with time zone)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET plan_cache_mode TO 'force_custom_plan'
    SET jit TO 'off'
    SET random_page_cost TO '1.1'
    AS $$
DECLARE
    v_span record;
    v_filters jsonb;
BEGIN
    PERFORM tickets.check_closure_options(p_by, p_period);
    v_span := tickets.report_window(p_dataset, p_window, p_from, p_to, NULL, interval '30 days');
    v_filters := tickets.read_filters(p_cluster, p_status, p_team, p_owner, p_filters);
    RETURN QUERY
    SELECT
        p_dataset,
        p_by,
        p_period,
        f.starts_on,
        to_char(f.starts_on, 'IYYY"-W"IW'),
        f.name,
        f.jobs,
        f.reopened,
        f.days,
        f.jobs_a_day,
        f.first_fixed,
        f.first_fix_known,
        f.first_fix_unknown,
        f.first_fix_share,
        f.mttr_known,
        f.mttr_mean_minutes,
        f.within_sla,
        f.within_sla_known,
        f.within_sla_share,
        d.first_fix_days,
        v_span.as_of,
        v_span.from_at,
        v_span.to_at
    FROM tickets.datasets AS d
    CROSS JOIN tickets.closure_figures(
        p_dataset, p_by, p_period, v_span.from_at, v_span.to_at, v_span.as_of,
        nullif(jsonb_strip_nulls(v_filters), '{}')
    ) AS f
    WHERE d.dataset = p_dataset
        AND NOT f.is_all_names AND f.is_all_periods = (p_period = 'window')
    ORDER BY f.starts_on, f.jobs DESC, f.reopened DESC, f.name;
    IF NOT found AND p_has_empty_row THEN
        dataset := p_dataset;
        credited_by := p_by;
        period := p_period;
        first_fix_days := (
            SELECT d.first_fix_days FROM tickets.datasets AS d WHERE d.dataset = p_dataset
        );
        as_of := v_span.as_of;
        window_from := v_span.from_at;
        window_to := v_span.to_at;
        RETURN NEXT;
    END IF;
END
$$;

--
-- Name: FUNCTION fn_export_closures(p_dataset text, p_by text, p_period text, p_window text, p_from timestamp with time zone, p_to timestamp with time zone, p_cluster text, p_status text, p_team text, p_owner text, p_has_empty_row boolean, p_filters jsonb); Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON FUNCTION reporting.fn_export_closures(p_dataset text, p_by text, p_period text, p_window text, p_from timestamp with time zone, p_to timestamp with time zone, p_cluster text, p_status text, p_team text, p_owner text, p_has_empty_row boolean, p_filters jsonb) IS 'The figures of fn_closures_by as rows (docs/dashboard-api-contract.md).';

--
-- Name: name_key(text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.name_key(p_name text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT CASE
        WHEN octet_length(p_name) = length(p_name) AND strpos(p_name COLLATE "C", '  ') = 0
            THEN lower(btrim(p_name, U&' \0009\000A\000B\000C\000D') COLLATE "C") COLLATE "default"
        ELSE lower(
            lower(
                btrim(
                    regexp_replace(
                        translate(
                            coalesce(p_name, ''), U&'\00A0\200B\200C\200D\2060\FEFF', ' '
                        ),
                        ' +', ' ', 'g'
                    ),
                    U&' \0009\000A\000B\000C\000D'
                ) COLLATE "C"
            ) COLLATE "default"
        )
    END
$$;

--
-- Name: FUNCTION name_key(p_name text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.name_key(p_name text) IS 'What makes two spellings of a cluster, status, team or owner the same name: in any case, without spaces around it and characters without width, several spaces as one. Empty for NULL.';

--
-- Name: verdict_word(text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.verdict_word(p_sla_status text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN NULLIF(btrim(translate(tickets.name_key(p_sla_status), '-_'::text, '  '::text)), ''::text);

--
-- Name: FUNCTION verdict_word(p_sla_status text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.verdict_word(p_sla_status text) IS 'An sla_status as tickets.sla_verdicts lists it: a name_key with spaces for - and _.';

--
-- Name: crq; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.crq (
    ticket_id text NOT NULL COLLATE pg_catalog."C",
    raw jsonb NOT NULL,
    content_hash uuid NOT NULL,
    change_key text NOT NULL COLLATE pg_catalog."C",
    change_line integer NOT NULL,
    normalized_status text,
    raw_status text,
    bucket text,
    is_actionable boolean,
    cluster text,
    region text,
    location_name text,
    assigned_team text,
    owner text,
    sla_status text,
    mttr integer,
    created_at_service timestamp with time zone,
    scheduled_at timestamp with time zone,
    closed_at timestamp with time zone,
    first_seen_at timestamp with time zone,
    last_seen_at timestamp with time zone,
    source_created_at timestamp with time zone,
    source_updated_at timestamp with time zone,
    lifecycle text NOT NULL,
    is_open boolean GENERATED ALWAYS AS ((lifecycle = 'actionable'::text)) STORED NOT NULL,
    geom public.geometry(Point,4326),
    geo_source text,
    geo_precision text,
    latitude double precision GENERATED ALWAYS AS (public.st_y(geom)) STORED,
    longitude double precision GENERATED ALWAYS AS (public.st_x(geom)) STORED,
    geog public.geography(Point,4326) GENERATED ALWAYS AS ((geom)::public.geography) STORED,
    ingested_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT inc_geo_precision_check CHECK ((geo_precision = ANY (ARRAY['point'::text, 'building'::text, 'street'::text, 'landmark'::text, 'sub-location'::text, 'area'::text, 'cluster'::text]))),
    CONSTRAINT inc_geo_source_check CHECK ((geo_source = ANY (ARRAY['manual'::text, 'feed'::text, 'text'::text, 'location'::text, 'cluster'::text]))),
    CONSTRAINT inc_lifecycle_check CHECK ((lifecycle = ANY (ARRAY['actionable'::text, 'waiting'::text, 'closed'::text])))
);

--
-- Name: TABLE crq; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.crq IS 'Installations and other change requests, the newest version of each.';

--
-- Name: COLUMN crq.raw; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.crq.raw IS 'The row as it came after cleaning: text values, null where blank, extra columns included.';

--
-- Name: COLUMN crq.content_hash; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.crq.content_hash IS 'Identity of raw; a version with the same hash changes nothing.';

--
-- Name: COLUMN crq.change_key; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.crq.change_key IS 'File that brought this content; later files may have repeated it unchanged. Blank where that file was replaced by a version that lacks the ticket.';

--
-- Name: COLUMN crq.change_line; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.crq.change_line IS 'Line of that file; the header is line 1.';

--
-- Name: COLUMN crq.mttr; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.crq.mttr IS 'Whole minutes, converted from datasets.mttr_unit; NULL until closed.';

--
-- Name: COLUMN crq.lifecycle; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.crq.lifecycle IS 'actionable (open), waiting (neither closed nor actionable) or closed: tickets.lifecycle is the rule.';

--
-- Name: COLUMN crq.geo_precision; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.crq.geo_precision IS 'How near the position is to the place (docs/geocoding.md#precision).';

--
-- Name: inc; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.inc (
    ticket_id text NOT NULL COLLATE pg_catalog."C",
    raw jsonb NOT NULL,
    content_hash uuid NOT NULL,
    change_key text NOT NULL COLLATE pg_catalog."C",
    change_line integer NOT NULL,
    normalized_status text,
    raw_status text,
    bucket text,
    is_actionable boolean,
    cluster text,
    region text,
    location_name text,
    assigned_team text,
    owner text,
    sla_status text,
    mttr integer,
    created_at_service timestamp with time zone,
    scheduled_at timestamp with time zone,
    closed_at timestamp with time zone,
    first_seen_at timestamp with time zone,
    last_seen_at timestamp with time zone,
    source_created_at timestamp with time zone,
    source_updated_at timestamp with time zone,
    lifecycle text NOT NULL,
    is_open boolean GENERATED ALWAYS AS ((lifecycle = 'actionable'::text)) STORED NOT NULL,
    geom public.geometry(Point,4326),
    geo_source text,
    geo_precision text,
    latitude double precision GENERATED ALWAYS AS (public.st_y(geom)) STORED,
    longitude double precision GENERATED ALWAYS AS (public.st_x(geom)) STORED,
    geog public.geography(Point,4326) GENERATED ALWAYS AS ((geom)::public.geography) STORED,
    ingested_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT inc_geo_precision_check CHECK ((geo_precision = ANY (ARRAY['point'::text, 'building'::text, 'street'::text, 'landmark'::text, 'sub-location'::text, 'area'::text, 'cluster'::text]))),
    CONSTRAINT inc_geo_source_check CHECK ((geo_source = ANY (ARRAY['manual'::text, 'feed'::text, 'text'::text, 'location'::text, 'cluster'::text]))),
    CONSTRAINT inc_lifecycle_check CHECK ((lifecycle = ANY (ARRAY['actionable'::text, 'waiting'::text, 'closed'::text])))
);

--
-- Name: TABLE inc; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.inc IS 'Incidents, the newest version of each.';

--
-- Name: COLUMN inc.raw; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.inc.raw IS 'The row as it came after cleaning: text values, null where blank, extra columns included.';

--
-- Name: COLUMN inc.content_hash; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.inc.content_hash IS 'Identity of raw; a version with the same hash changes nothing.';

--
-- Name: COLUMN inc.change_key; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.inc.change_key IS 'File that brought this content; later files may have repeated it unchanged. Blank where that file was replaced by a version that lacks the ticket.';

--
-- Name: COLUMN inc.change_line; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.inc.change_line IS 'Line of that file; the header is line 1.';

--
-- Name: COLUMN inc.mttr; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.inc.mttr IS 'Whole minutes, converted from datasets.mttr_unit; NULL until closed.';

--
-- Name: COLUMN inc.lifecycle; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.inc.lifecycle IS 'actionable (open), waiting (neither closed nor actionable) or closed: tickets.lifecycle is the rule.';

--
-- Name: COLUMN inc.geo_precision; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.inc.geo_precision IS 'How near the position is to the place (docs/geocoding.md#precision).';

--
-- Name: all_tickets; Type: VIEW; Schema: tickets; Owner: -
--

CREATE VIEW tickets.all_tickets AS
 SELECT 'crq'::text AS dataset,
    t.ticket_id,
    t.raw,
    t.content_hash,
    t.change_key,
    t.change_line,
    t.normalized_status,
    t.raw_status,
    t.bucket,
    t.is_actionable,
    t.cluster,
    t.region,
    t.location_name,
    t.assigned_team,
    t.owner,
    t.sla_status,
    t.mttr,
    t.created_at_service,
    t.scheduled_at,
    t.closed_at,
    t.first_seen_at,
    t.last_seen_at,
    t.source_created_at,
    t.source_updated_at,
    t.lifecycle,
    t.is_open,
    t.geom,
    t.geo_source,
    t.geo_precision,
    t.latitude,
    t.longitude,
    t.geog,
    t.ingested_at
   FROM tickets.crq t
UNION ALL
 SELECT 'inc'::text AS dataset,
    t.ticket_id,
    t.raw,
    t.content_hash,
    t.change_key,
    t.change_line,
    t.normalized_status,
    t.raw_status,
    t.bucket,
    t.is_actionable,
    t.cluster,
    t.region,
    t.location_name,
    t.assigned_team,
    t.owner,
    t.sla_status,
    t.mttr,
    t.created_at_service,
    t.scheduled_at,
    t.closed_at,
    t.first_seen_at,
    t.last_seen_at,
    t.source_created_at,
    t.source_updated_at,
    t.lifecycle,
    t.is_open,
    t.geom,
    t.geo_source,
    t.geo_precision,
    t.latitude,
    t.longitude,
    t.geog,
    t.ingested_at
   FROM tickets.inc t;

--
-- Name: VIEW all_tickets; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON VIEW tickets.all_tickets IS 'Every dataset''s tickets; with a filter on dataset, only its table is read.';

--
-- Name: closure_events; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.closure_events (
    dataset text NOT NULL,
    ticket_id text NOT NULL COLLATE pg_catalog."C",
    change_key text NOT NULL COLLATE pg_catalog."C",
    change_line integer NOT NULL,
    closed_at timestamp with time zone NOT NULL,
    cluster text,
    normalized_status text,
    assigned_team text,
    owner text,
    mttr integer,
    sla_status text,
    observed_at timestamp with time zone DEFAULT now() NOT NULL,
    longest_team text,
    reassignments integer DEFAULT 0 NOT NULL,
    credit_team text,
    credit_rule text DEFAULT 'nobody'::text NOT NULL,
    source_mttr numeric,
    credit_owner text,
    owner_credit_rule text DEFAULT 'nobody'::text NOT NULL,
    is_carried boolean DEFAULT false NOT NULL,
    CONSTRAINT closure_events_credit_rule_check CHECK ((credit_rule = ANY (ARRAY['sole_team'::text, 'held_longest'::text, 'at_closing'::text, 'nobody'::text]))),
    CONSTRAINT closure_events_owner_credit_rule_check CHECK ((owner_credit_rule = ANY (ARRAY['sole_owner'::text, 'held_longest'::text, 'at_closing'::text, 'nobody'::text])))
);

--
-- Name: TABLE closure_events; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.closure_events IS 'Every closing of a ticket, as it stood in the version that closed it.';

--
-- Name: COLUMN closure_events.closed_at; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.closure_events.closed_at IS 'As the source says, else source_updated_at, or the time of the file if that is blank or later.';

--
-- Name: COLUMN closure_events.mttr; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.closure_events.mttr IS 'Whole minutes, as tickets.inc.mttr.';

--
-- Name: COLUMN closure_events.longest_team; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.closure_events.longest_team IS 'The team that held the ticket longest since it was last opened or reopened.';

--
-- Name: COLUMN closure_events.reassignments; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.closure_events.reassignments IS 'How often it went from one team to another in that time.';

--
-- Name: COLUMN closure_events.credit_team; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.closure_events.credit_team IS 'The team that is credited by credit_rule.';

--
-- Name: COLUMN closure_events.credit_rule; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.closure_events.credit_rule IS 'sole_team: no other held it. held_longest: of several. at_closing: of several, none for any time. nobody: it never had a team.';

--
-- Name: COLUMN closure_events.source_mttr; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.closure_events.source_mttr IS 'The number from which mttr was converted, in datasets.mttr_unit; NULL where it is not known.';

--
-- Name: COLUMN closure_events.credit_owner; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.closure_events.credit_owner IS 'The person that is credited by owner_credit_rule.';

--
-- Name: COLUMN closure_events.owner_credit_rule; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.closure_events.owner_credit_rule IS 'As credit_rule, for the owner: sole_owner, held_longest, at_closing or nobody.';

--
-- Name: COLUMN closure_events.is_carried; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.closure_events.is_carried IS 'Taken over from an earlier installation, which saw a closing that no file shows. change_key is that of the adopted file (docs/moving-in.md), and change_line is negative.';

--
-- Name: datasets; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.datasets (
    dataset text NOT NULL,
    title text NOT NULL,
    is_scheduled boolean DEFAULT false NOT NULL,
    stale_after_minutes integer DEFAULT 4320 NOT NULL,
    first_fix_days integer DEFAULT 7 NOT NULL,
    mttr_unit text DEFAULT 'hours'::text NOT NULL,
    minutes_per_mttr integer GENERATED ALWAYS AS (
CASE mttr_unit
    WHEN 'hours'::text THEN 60
    ELSE 1
END) STORED NOT NULL,
    CONSTRAINT datasets_first_fix_days_check CHECK (((first_fix_days >= 1) AND (first_fix_days <= 366))),
    CONSTRAINT datasets_mttr_unit_check CHECK ((mttr_unit = ANY (ARRAY['hours'::text, 'minutes'::text]))),
    CONSTRAINT datasets_stale_after_minutes_check CHECK ((stale_after_minutes > 0))
);

--
-- Name: TABLE datasets; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.datasets IS 'The ticket types; tickets.<dataset> holds the tickets of each.';

--
-- Name: COLUMN datasets.is_scheduled; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.datasets.is_scheduled IS 'Whether a ticket is due at its scheduled_at, if it has one, whatever the policy''s target.';

--
-- Name: COLUMN datasets.stale_after_minutes; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.datasets.stale_after_minutes IS 'Answers say is_stale once the content lags the clock by more; the source itself lags two days.';

--
-- Name: COLUMN datasets.first_fix_days; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.datasets.first_fix_days IS 'A closing that was not reopened for this many days was a first-time fix. The default is a guess.';

--
-- Name: COLUMN datasets.mttr_unit; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.datasets.mttr_unit IS 'The unit of the feed''s mttr. An update converts what is stored: trigger convert_mttr.';

--
-- Name: COLUMN datasets.minutes_per_mttr; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.datasets.minutes_per_mttr IS 'Follows from mttr_unit.';

--
-- Name: sla_policy; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.sla_policy (
    dataset text NOT NULL,
    cluster text,
    target_minutes integer NOT NULL,
    at_risk_minutes integer NOT NULL,
    is_default boolean DEFAULT false NOT NULL,
    note text,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT sla_policy_cluster_check CHECK (((cluster IS NULL) OR (tickets.name_key(cluster) <> ALL (ARRAY[''::text, '(none)'::text])))),
    CONSTRAINT sla_policy_minutes_check CHECK (((at_risk_minutes > 0) AND (at_risk_minutes <= target_minutes)))
);

--
-- Name: TABLE sla_policy; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.sla_policy IS 'Targets for the age of open tickets; a cluster''s own line wins over the dataset''s, which has no cluster. Change it here or with `fleettickets sla set`.';

--
-- Name: COLUMN sla_policy.target_minutes; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.sla_policy.target_minutes IS 'Age at which a ticket is due.';

--
-- Name: COLUMN sla_policy.at_risk_minutes; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.sla_policy.at_risk_minutes IS 'Age from which it is at risk; before a scheduled time, the same time ahead of it.';

--
-- Name: COLUMN sla_policy.is_default; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.sla_policy.is_default IS 'Shipped with the code and never confirmed by anyone.';

--
-- Name: COLUMN sla_policy.note; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.sla_policy.note IS 'Where a shipped default comes from.';

--
-- Name: sla_verdicts; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.sla_verdicts (
    sla_status text NOT NULL,
    is_within boolean NOT NULL,
    CONSTRAINT sla_verdicts_sla_status_check CHECK ((sla_status = tickets.verdict_word(sla_status)))
);

--
-- Name: TABLE sla_verdicts; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.sla_verdicts IS 'What the source''s sla_status says of a closed ticket, in lower case, with spaces for - and _. Any other word is the trouble unknown_verdict, and the ticket''s due time decides.';

--
-- Name: ticket_deadlines; Type: VIEW; Schema: tickets; Owner: -
--

CREATE VIEW tickets.ticket_deadlines AS
 WITH clocked AS (
         SELECT t.dataset,
            t.ticket_id,
            t.raw,
            t.content_hash,
            t.change_key,
            t.change_line,
            t.normalized_status,
            t.raw_status,
            t.bucket,
            t.is_actionable,
            t.cluster,
            t.region,
            t.location_name,
            t.assigned_team,
            t.owner,
            t.sla_status,
            t.mttr,
            t.created_at_service,
            t.scheduled_at,
            t.closed_at,
            t.first_seen_at,
            t.last_seen_at,
            t.source_created_at,
            t.source_updated_at,
            t.lifecycle,
            t.is_open,
            t.geom,
            t.geo_source,
            t.geo_precision,
            t.latitude,
            t.longitude,
            t.geog,
            t.ingested_at,
            v.is_within,
                CASE
                    WHEN d.is_scheduled THEN t.scheduled_at
                    ELSE NULL::timestamp with time zone
                END AS appointed_at,
            COALESCE(t.created_at_service, t.first_seen_at) AS started_at,
            make_interval(mins => COALESCE(own.target_minutes, common.target_minutes)) AS target,
            make_interval(mins =>
                CASE
                    WHEN (own.dataset IS NOT NULL) THEN (own.target_minutes - own.at_risk_minutes)
                    ELSE (common.target_minutes - common.at_risk_minutes)
                END) AS warning
           FROM ((((tickets.all_tickets t
             LEFT JOIN tickets.datasets d ON ((t.dataset = d.dataset)))
             LEFT JOIN tickets.sla_policy own ON (((t.dataset = own.dataset) AND (tickets.name_key(t.cluster) = tickets.name_key(own.cluster)))))
             LEFT JOIN tickets.sla_policy common ON (((t.dataset = common.dataset) AND (tickets.name_key(common.cluster) = ''::text))))
             LEFT JOIN tickets.sla_verdicts v ON ((tickets.verdict_word(t.sla_status) = v.sla_status)))
        )
 SELECT c.dataset,
    c.ticket_id,
    c.raw,
    c.content_hash,
    c.change_key,
    c.change_line,
    c.normalized_status,
    c.raw_status,
    c.bucket,
    c.is_actionable,
    c.cluster,
    c.region,
    c.location_name,
    c.assigned_team,
    c.owner,
    c.sla_status,
    c.mttr,
    c.created_at_service,
    c.scheduled_at,
    c.closed_at,
    c.first_seen_at,
    c.last_seen_at,
    c.source_created_at,
    c.source_updated_at,
    c.lifecycle,
    c.is_open,
    c.geom,
    c.geo_source,
    c.geo_precision,
    c.latitude,
    c.longitude,
    c.geog,
    c.ingested_at,
    c.is_within,
    c.appointed_at,
    c.started_at,
    c.target,
    c.warning,
    COALESCE(c.appointed_at, (c.started_at + c.target)) AS due_at,
    (COALESCE(c.appointed_at, (c.started_at + c.target)) - c.warning) AS at_risk_at
   FROM clocked c;

--
-- Name: VIEW ticket_deadlines; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON VIEW tickets.ticket_deadlines IS 'Each ticket with what its SLA follows from: started_at, due_at, at_risk_at (no clock in them), and is_within, the source''s own verdict, which counts once it is closed.';

--
-- Name: ticket_spans; Type: VIEW; Schema: tickets; Owner: -
--

CREATE VIEW tickets.ticket_spans AS
 SELECT t.dataset,
    t.ticket_id,
    t.raw,
    t.content_hash,
    t.change_key,
    t.change_line,
    t.normalized_status,
    t.raw_status,
    t.bucket,
    t.is_actionable,
    t.cluster,
    t.region,
    t.location_name,
    t.assigned_team,
    t.owner,
    t.sla_status,
    t.mttr,
    t.created_at_service,
    t.scheduled_at,
    t.closed_at,
    t.first_seen_at,
    t.last_seen_at,
    t.source_created_at,
    t.source_updated_at,
    t.lifecycle,
    t.is_open,
    t.geom,
    t.geo_source,
    t.geo_precision,
    t.latitude,
    t.longitude,
    t.geog,
    t.ingested_at,
    t.is_within,
    t.appointed_at,
    t.started_at,
    t.target,
    t.warning,
    t.due_at,
    t.at_risk_at,
        CASE
            WHEN (t.lifecycle = 'closed'::text) THEN COALESCE(t.closed_at, ( SELECT e.closed_at
               FROM tickets.closure_events e
              WHERE ((e.dataset = t.dataset) AND (e.ticket_id = t.ticket_id))
              ORDER BY e.change_key DESC, e.change_line DESC
             LIMIT 1))
            ELSE NULL::timestamp with time zone
        END AS ended_at
   FROM tickets.ticket_deadlines t;

--
-- Name: VIEW ticket_spans; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON VIEW tickets.ticket_spans IS 'ticket_deadlines with ended_at: closed_at, or, if its status alone closed the ticket, the time of its last closing.';

--
-- Name: ticket_properties(tickets.ticket_spans, timestamp with time zone); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.ticket_properties(p_ticket tickets.ticket_spans, p_as_of timestamp with time zone) RETURNS TABLE(ticket_id text, dataset text, normalized_status text, raw_status text, bucket text, is_actionable boolean, cluster text, region text, location_name text, assigned_team text, owner text, lifecycle text, created_at timestamp with time zone, scheduled_at timestamp with time zone, closed_at timestamp with time zone, age_minutes integer, hours_open numeric, sla_state text, due_at timestamp with time zone, mttr_minutes integer, geo_source text, geo_precision text)
    LANGUAGE sql STABLE ROWS 1
    AS $$
    SELECT
        p_ticket.ticket_id,
        p_ticket.dataset,
        p_ticket.normalized_status,
        p_ticket.raw_status,
        p_ticket.bucket,
        p_ticket.is_actionable,
        p_ticket.cluster,
        p_ticket.region,
        p_ticket.location_name,
        p_ticket.assigned_team,
        p_ticket.owner,
        p_ticket.lifecycle,
        p_ticket.started_at,
        p_ticket.scheduled_at,
        p_ticket.ended_at,
        tickets.age_minutes(coalesce(p_ticket.ended_at, p_as_of), p_ticket.started_at),
        tickets.hours_open(coalesce(p_ticket.ended_at, p_as_of), p_ticket.started_at),
        tickets.ticket_sla_state(
            p_as_of,
            p_ticket.lifecycle <> 'closed',
            p_ticket.at_risk_at,
            p_ticket.due_at,
            p_ticket.ended_at,
            p_ticket.is_within
        ),
        p_ticket.due_at,
        p_ticket.mttr,
        p_ticket.geo_source,
        p_ticket.geo_precision
$$;

--
-- Name: FUNCTION ticket_properties(p_ticket tickets.ticket_spans, p_as_of timestamp with time zone); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.ticket_properties(p_ticket tickets.ticket_spans, p_as_of timestamp with time zone) IS 'A ticket as every report shows it (docs/dashboard-api-contract.md#feature).';

--
-- Name: exported_tickets; Type: VIEW; Schema: tickets; Owner: -
--

CREATE VIEW tickets.exported_tickets AS
 SELECT p.ticket_id,
    p.dataset,
    p.normalized_status,
    p.raw_status,
    p.bucket,
    p.is_actionable,
    p.cluster,
    p.region,
    p.location_name,
    p.assigned_team,
    p.owner,
    p.lifecycle,
    p.created_at,
    p.scheduled_at,
    p.closed_at,
    p.age_minutes,
    p.hours_open,
    p.sla_state,
    p.due_at,
    p.mttr_minutes,
    p.geo_source,
    p.geo_precision,
    t.longitude,
    t.latitude,
    NULL::timestamp with time zone AS as_of,
    NULL::timestamp with time zone AS window_from,
    NULL::timestamp with time zone AS window_to
   FROM (tickets.ticket_spans t
     CROSS JOIN LATERAL tickets.ticket_properties(t.*, NULL::timestamp with time zone) p(ticket_id, dataset, normalized_status, raw_status, bucket, is_actionable, cluster, region, location_name, assigned_team, owner, lifecycle, created_at, scheduled_at, closed_at, age_minutes, hours_open, sla_state, due_at, mttr_minutes, geo_source, geo_precision));

--
-- Name: VIEW exported_tickets; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON VIEW tickets.exported_tickets IS 'The type of the rows of fn_export_tickets; its own rows have no clock.';

--
-- Name: fn_export_tickets(text, text, text, text, text, timestamp with time zone, timestamp with time zone, timestamp with time zone, text, text, boolean, jsonb); Type: FUNCTION; Schema: reporting; Owner: -
--

CREATE FUNCTION reporting.fn_export_tickets(p_dataset text, p_state text DEFAULT 'open'::text, p_cluster text DEFAULT NULL::text, p_status text DEFAULT NULL::text, p_window text DEFAULT NULL::text, p_from timestamp with time zone DEFAULT NULL::timestamp with time zone, p_to timestamp with time zone DEFAULT NULL::timestamp with time zone, p_as_of timestamp with time zone DEFAULT NULL::timestamp with time zone, p_team text DEFAULT NULL::text, p_owner text DEFAULT NULL::text, p_has_empty_row boolean DEFAULT false, p_filters jsonb DEFAULT NULL::jsonb) RETURNS SETOF tickets.exported_tickets
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 5000
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET plan_cache_mode TO 'force_custom_plan'
    SET jit TO 'off'
    SET random_page_cost TO '1.1'
    AS $$
DECLARE
    v_span record;
    v_filters jsonb;
    v_none tickets.exported_tickets;
BEGIN
    IF coalesce(p_state NOT IN ('open', 'waiting', 'closed', 'all'), TRUE) THEN
        RAISE EXCEPTION 'unknown state %', coalesce(quote_literal(p_state), 'NULL')
            USING ERRCODE = 'invalid_parameter_value', HINT = 'Expected open, waiting, closed or all.';
    END IF;
    v_span := tickets.report_window(p_dataset, p_window, p_from, p_to, p_as_of, NULL);
    v_filters := tickets.read_filters(p_cluster, p_status, p_team, p_owner, p_filters);
    RETURN QUERY
    SELECT
        p.*,
        t.longitude,
        t.latitude,
        v_span.as_of,
        CASE WHEN p_state IN ('closed', 'all') THEN nullif(v_span.from_at, '-infinity') END,
        CASE WHEN p_state IN ('closed', 'all') THEN nullif(v_span.to_at, 'infinity') END
    FROM tickets.shown_tickets(
        p_dataset,
        CASE p_state WHEN 'all' THEN '{open,waiting,closed}' ELSE ARRAY[p_state] END,
        v_span.from_at,
        v_span.to_at,
        v_filters
    ) AS t
    CROSS JOIN LATERAL tickets.ticket_properties(t, v_span.as_of) AS p
    ORDER BY
        t.is_open DESC,
        t.lifecycle = 'closed',
        CASE WHEN t.lifecycle <> 'closed' THEN t.started_at END,
        t.ended_at DESC,
        t.ticket_id;
    IF NOT found AND p_has_empty_row THEN
        v_none.dataset := p_dataset;
        v_none.as_of := v_span.as_of;
        IF p_state IN ('closed', 'all') THEN
            v_none.window_from := nullif(v_span.from_at, '-infinity');
            v_none.window_to := nullif(v_span.to_at, 'infinity');
        END IF;
        RETURN NEXT v_none;
    END IF;
END
$$;

--
-- Name: FUNCTION fn_export_tickets(p_dataset text, p_state text, p_cluster text, p_status text, p_window text, p_from timestamp with time zone, p_to timestamp with time zone, p_as_of timestamp with time zone, p_team text, p_owner text, p_has_empty_row boolean, p_filters jsonb); Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON FUNCTION reporting.fn_export_tickets(p_dataset text, p_state text, p_cluster text, p_status text, p_window text, p_from timestamp with time zone, p_to timestamp with time zone, p_as_of timestamp with time zone, p_team text, p_owner text, p_has_empty_row boolean, p_filters jsonb) IS 'The tickets that a dashboard shows, as rows (docs/dashboard-api-contract.md).';

--
-- Name: fn_filter_values(text); Type: FUNCTION; Schema: reporting; Owner: -
--

CREATE FUNCTION reporting.fn_filter_values(p_dataset text) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET plan_cache_mode TO 'force_custom_plan'
    SET jit TO 'off'
    SET random_page_cost TO '1.1'
    AS $$
DECLARE
    v_span record;
BEGIN
    v_span := tickets.report_window(p_dataset, NULL, NULL, NULL, NULL, interval '90 days');
    RETURN (
        WITH recent AS (
            SELECT t.cluster, t.normalized_status, t.assigned_team, t.owner
            FROM tickets.all_tickets AS t
            WHERE t.dataset = p_dataset AND (t.is_open OR t.lifecycle = 'waiting')
            UNION ALL
            SELECT t.cluster, t.normalized_status, t.assigned_team, t.owner
            FROM tickets.all_tickets AS t
            WHERE t.dataset = p_dataset AND t.closed_at >= v_span.from_at
            UNION ALL
            SELECT t.cluster, t.normalized_status, t.assigned_team, t.owner
            FROM tickets.all_tickets AS t
            WHERE t.dataset = p_dataset AND t.lifecycle = 'closed' AND t.closed_at IS NULL
        ),

        values_of AS (
            SELECT
                grouping(t.cluster, t.normalized_status, t.assigned_team, t.owner) AS grouped,
                coalesce(t.cluster, t.normalized_status, t.assigned_team, t.owner) AS name,
                count(*) AS tickets
            FROM recent AS t
            GROUP BY GROUPING SETS (
                (t.cluster), (t.normalized_status), (t.assigned_team), (t.owner)
            )
        ),

        names AS (
            SELECT DISTINCT ON (v.grouped, tickets.name_key(v.name)) v.grouped, v.name
            FROM values_of AS v
            WHERE tickets.name_key(v.name) <> ''
            ORDER BY v.grouped, tickets.name_key(v.name), v.tickets DESC, v.name
        ),

        lists AS (
            SELECT n.grouped, jsonb_agg(n.name ORDER BY lower(n.name), n.name) AS names
            FROM names AS n
            GROUP BY n.grouped
        )

        SELECT
            jsonb_object_agg(k.key, coalesce(l.names, '[]'))
            || jsonb_build_object('freshness', tickets.describe_freshness(p_dataset))
        FROM (VALUES (7, 'clusters'), (11, 'statuses'), (13, 'teams'), (14, 'owners'))
            AS k (grouped, key)
        LEFT JOIN lists AS l ON l.grouped = k.grouped
    );
END
$$;

--
-- Name: FUNCTION fn_filter_values(p_dataset text); Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON FUNCTION reporting.fn_filter_values(p_dataset text) IS 'The values that tickets have, for pickers (docs/dashboard-api-contract.md).';

--
-- Name: fn_find_tickets(text, text, integer); Type: FUNCTION; Schema: reporting; Owner: -
--

CREATE FUNCTION reporting.fn_find_tickets(p_dataset text, p_text text, p_limit integer DEFAULT 20) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET plan_cache_mode TO 'force_custom_plan'
    SET jit TO 'off'
    SET random_page_cost TO '1.1'
    AS $$
DECLARE
    v_span record;
    v_text text := btrim(p_text);
    v_folded text := tickets.fold_text(v_text);
    v_literal text := regexp_replace(v_text, '([\\%_])', '\\\1', 'g') || '%';
    v_prefix text;
BEGIN
    IF coalesce(length(v_text), 0) < 2 OR coalesce(p_limit NOT BETWEEN 1 AND 50, TRUE) THEN
        RAISE EXCEPTION 'cannot look for % tickets of %', coalesce(p_limit::text, 'NULL'),
            coalesce(quote_literal(p_text), 'NULL')
            USING ERRCODE = 'invalid_parameter_value',
            HINT = 'Give two characters or more, and a limit of 1 to 50.';
    END IF;
    v_span := tickets.report_window(p_dataset, '30 days', NULL, NULL, NULL, interval '30 days');
    -- One spelling, a constant to the planner: the index then gives the ids in order.
    FOREACH v_prefix IN ARRAY ARRAY[v_literal, upper(v_literal), lower(v_literal)] LOOP
        EXIT WHEN EXISTS (
            SELECT FROM tickets.all_tickets AS t
            WHERE t.dataset = p_dataset AND t.ticket_id LIKE v_prefix
        );
    END LOOP;

    RETURN (
        -- Few, and looked through twice; by the order of the ids, they might come last of all.
        WITH open_tickets AS MATERIALIZED (
            SELECT
                t.ticket_id, t.is_open, t.lifecycle, t.cluster, t.location_name, t.normalized_status,
                t.longitude, t.latitude
            FROM tickets.all_tickets AS t
            WHERE t.dataset = p_dataset AND (t.is_open OR t.lifecycle = 'waiting')
        ),

        named AS MATERIALIZED (
            SELECT n.*, row_number() OVER (
                ORDER BY n.is_open DESC, n.lifecycle = 'closed', n.ticket_id
            ) AS place
            FROM (
                SELECT t.* FROM open_tickets AS t
                WHERE t.ticket_id LIKE v_prefix
                UNION ALL
                (
                    SELECT
                        t.ticket_id, t.is_open, t.lifecycle, t.cluster, t.location_name, t.normalized_status,
                        t.longitude, t.latitude
                    FROM tickets.all_tickets AS t
                    WHERE t.dataset = p_dataset AND t.lifecycle = 'closed'
                        AND t.ticket_id LIKE v_prefix
                    ORDER BY t.ticket_id
                    LIMIT p_limit + 1
                )
            ) AS n
            ORDER BY place
            LIMIT p_limit + 1
        ),

        open_there AS MATERIALIZED (
            SELECT
                t.*,
                100 + row_number() OVER (
                    ORDER BY
                        t.is_open DESC,
                        coalesce(strpos(tickets.fold_text(t.cluster), v_folded), 0) = 0,
                        t.cluster, t.location_name, t.ticket_id
                ) AS place
            FROM open_tickets AS t
            WHERE (SELECT count(*) FROM named) <= p_limit
                AND (
                    strpos(tickets.fold_text(t.cluster), v_folded) > 0
                    OR strpos(tickets.fold_text(t.location_name), v_folded) > 0
                )
            ORDER BY place
            LIMIT p_limit + 1
        ),

        closed_there AS MATERIALIZED (
            SELECT
                t.ticket_id, t.is_open, t.lifecycle, t.cluster, t.location_name,
                t.normalized_status, t.longitude, t.latitude,
                200 + row_number() OVER (ORDER BY t.closed_at DESC, t.ticket_id) AS place
            FROM tickets.all_tickets AS t
            WHERE t.dataset = p_dataset AND t.lifecycle = 'closed'
                AND t.closed_at >= v_span.from_at
                AND (
                    strpos(tickets.fold_text(t.cluster), v_folded) > 0
                    OR strpos(tickets.fold_text(t.location_name), v_folded) > 0
                )
                AND (SELECT count(*) FROM named) + (SELECT count(*) FROM open_there) <= p_limit
            ORDER BY place
            LIMIT p_limit + 1
        ),

        -- Each once, where it stands first.
        found AS (
            SELECT DISTINCT ON (u.ticket_id) u.*
            FROM (
                TABLE named
                UNION ALL
                TABLE open_there
                UNION ALL
                TABLE closed_there
            ) AS u
            ORDER BY u.ticket_id, u.place
        ),

        numbered AS (
            SELECT f.*, row_number() OVER (ORDER BY f.place) AS no
            FROM found AS f
        )

        SELECT jsonb_build_object(
            'matches', coalesce(
                jsonb_agg(
                    jsonb_build_object(
                        'ticket_id', n.ticket_id,
                        'dataset', p_dataset,
                        'is_open', n.is_open,
                        'lifecycle', n.lifecycle,
                        'cluster', n.cluster,
                        'location_name', n.location_name,
                        'normalized_status', n.normalized_status,
                        'geometry', CASE
                            WHEN n.longitude IS NOT NULL THEN jsonb_build_object(
                                'type', 'Point',
                                'coordinates', jsonb_build_array(n.longitude, n.latitude)
                            )
                        END
                    )
                    ORDER BY n.no
                ) FILTER (WHERE n.no <= p_limit),
                '[]'
            ),
            'truncated', count(*) > p_limit,
            'freshness', tickets.describe_freshness(p_dataset)
        )
        FROM numbered AS n
    );
END
$$;

--
-- Name: FUNCTION fn_find_tickets(p_dataset text, p_text text, p_limit integer); Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON FUNCTION reporting.fn_find_tickets(p_dataset text, p_text text, p_limit integer) IS 'Tickets by id or place (docs/dashboard-api-contract.md).';

--
-- Name: fn_freshness(); Type: FUNCTION; Schema: reporting; Owner: -
--

CREATE FUNCTION reporting.fn_freshness() RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    SET "TimeZone" TO 'UTC'
    AS $$
    SELECT jsonb_build_object(
        'datasets', coalesce(
            jsonb_agg(tickets.describe_freshness(d.dataset) ORDER BY d.dataset), '[]'
        )
    )
    FROM tickets.datasets AS d
$$;

--
-- Name: FUNCTION fn_freshness(); Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON FUNCTION reporting.fn_freshness() IS 'How old each dataset''s answers are.';

--
-- Name: fn_import_health(); Type: FUNCTION; Schema: reporting; Owner: -
--

CREATE FUNCTION reporting.fn_import_health() RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    SET "TimeZone" TO 'UTC'
    AS $$
BEGIN
    RETURN (
        WITH ledger AS (
            SELECT
                f.dataset,
                count(*) FILTER (WHERE f.state = 'failed') AS failed_files,
                sum(f.rows_read) FILTER (WHERE f.state <> 'failed') AS rows_read,
                sum(f.rows_kept) FILTER (WHERE f.state <> 'failed') AS rows_kept,
                sum(f.rows_dropped) FILTER (WHERE f.state <> 'failed') AS rows_dropped,
                sum(f.rows_rejected) FILTER (WHERE f.state <> 'failed') AS rows_rejected
            FROM tickets.import_files AS f
            GROUP BY f.dataset
        ),

        watched AS (
            SELECT
                d.dataset,
                extract(
                    EPOCH FROM now() - (m.metadata ->> 'content_as_of')::timestamptz
                )::bigint AS content_lag_seconds,
                (
                    SELECT jsonb_build_object(
                        'run_id', r.run_id,
                        'state', r.state,
                        'is_alive', r.state = 'running' AND tickets.is_run_alive(d.dataset),
                        'started_at', r.started_at,
                        'finished_at', r.finished_at,
                        'files_applied', r.files_applied,
                        'files_failed', r.files_failed
                    )
                    FROM tickets.import_runs AS r
                    WHERE r.dataset = d.dataset
                    ORDER BY r.run_id DESC
                    LIMIT 1
                ) AS last_run,
                (
                    SELECT r.finished_at FROM tickets.import_runs AS r
                    WHERE r.dataset = d.dataset AND r.state = 'succeeded'
                    ORDER BY r.run_id DESC
                    LIMIT 1
                ) AS last_success_at,
                (
                    SELECT jsonb_object_agg(s.state, s.runs)
                    FROM (
                        SELECT r.state, count(*) AS runs FROM tickets.import_runs AS r
                        WHERE r.dataset = d.dataset
                        GROUP BY r.state
                    ) AS s
                ) AS runs,
                coalesce(l.failed_files, 0) AS failed_files,
                jsonb_build_object(
                    'read', coalesce(l.rows_read, 0),
                    'kept', coalesce(l.rows_kept, 0),
                    'dropped', coalesce(l.rows_dropped, 0),
                    'rejected', coalesce(l.rows_rejected, 0)
                ) AS rows,
                (
                    SELECT jsonb_build_object(
                        'reject', count(*) FILTER (WHERE j.severity = 'reject'),
                        'warning', count(*) FILTER (WHERE j.severity = 'warning')
                    )
                    FROM tickets.import_files AS f
                    INNER JOIN tickets.import_rejects AS j
                        ON j.dataset = f.dataset AND j.change_key = f.change_key
                    WHERE f.dataset = d.dataset AND f.state = 'applied'
                        AND f.seen_at > now() - interval '24 hours'
                ) AS rejects_24h
            FROM tickets.datasets AS d
            LEFT JOIN tickets.import_meta AS m ON m.dataset = d.dataset
            LEFT JOIN ledger AS l ON l.dataset = d.dataset
        )

        SELECT jsonb_build_object(
            'datasets', coalesce(
                (SELECT jsonb_agg(to_jsonb(w) ORDER BY w.dataset) FROM watched AS w), '[]'
            ),
            'geocoding', coalesce(
                (
                    SELECT jsonb_agg(
                        jsonb_build_object('provider', g.provider, 'requests_today', g.requests)
                        ORDER BY g.provider
                    )
                    FROM tickets.geocode_days AS g
                    WHERE g.asked_on = (now() AT TIME ZONE 'UTC')::date
                ),
                '[]'
            ),
            'troubles', coalesce(
                (SELECT jsonb_agg(to_jsonb(t)) FROM tickets.find_troubles() AS t), '[]'
            ),
            'measured_at', now()
        )
    );
END
$$;

--
-- Name: FUNCTION fn_import_health(); Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON FUNCTION reporting.fn_import_health() IS 'Figures for monitoring imports and geocoding (docs/api.md#metrics).';

--
-- Name: fn_inc_dashboard(text, text, text, timestamp with time zone, timestamp with time zone, timestamp with time zone, text, text, jsonb); Type: FUNCTION; Schema: reporting; Owner: -
--

CREATE FUNCTION reporting.fn_inc_dashboard(p_cluster text DEFAULT NULL::text, p_status text DEFAULT NULL::text, p_window text DEFAULT NULL::text, p_from timestamp with time zone DEFAULT NULL::timestamp with time zone, p_to timestamp with time zone DEFAULT NULL::timestamp with time zone, p_as_of timestamp with time zone DEFAULT NULL::timestamp with time zone, p_team text DEFAULT NULL::text, p_owner text DEFAULT NULL::text, p_filters jsonb DEFAULT NULL::jsonb) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT reporting.fn_dashboard(
        'inc', p_cluster, p_status, p_window, p_from, p_to, p_as_of, p_team, p_owner,
        p_filters
    )
$$;

--
-- Name: FUNCTION fn_inc_dashboard(p_cluster text, p_status text, p_window text, p_from timestamp with time zone, p_to timestamp with time zone, p_as_of timestamp with time zone, p_team text, p_owner text, p_filters jsonb); Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON FUNCTION reporting.fn_inc_dashboard(p_cluster text, p_status text, p_window text, p_from timestamp with time zone, p_to timestamp with time zone, p_as_of timestamp with time zone, p_team text, p_owner text, p_filters jsonb) IS 'Everything a dashboard shows of inc (docs/dashboard-api-contract.md).';

--
-- Name: fn_note_token_use(bytea); Type: FUNCTION; Schema: reporting; Owner: -
--

CREATE FUNCTION reporting.fn_note_token_use(p_token_hash bytea) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    UPDATE tickets.api_tokens AS t
    SET last_used_on = (now() AT TIME ZONE 'UTC')::date
    WHERE t.token_hash = p_token_hash
        AND t.last_used_on IS DISTINCT FROM (now() AT TIME ZONE 'UTC')::date;
    RETURN found;
END
$$;

--
-- Name: FUNCTION fn_note_token_use(p_token_hash bytea); Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON FUNCTION reporting.fn_note_token_use(p_token_hash bytea) IS 'Records the day on which a token of the API was last used (docs/api.md#access).';

--
-- Name: open_sla(text, timestamp with time zone); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.open_sla(p_dataset text DEFAULT NULL::text, p_as_of timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS TABLE(dataset text, ticket_id text, normalized_status text, raw_status text, bucket text, is_actionable boolean, cluster text, region text, location_name text, assigned_team text, owner text, started_at timestamp with time zone, scheduled_at timestamp with time zone, due_at timestamp with time zone, at_risk_at timestamp with time zone, as_of timestamp with time zone, age_minutes integer, sla_state text, geo_source text, geom public.geometry, hours_open numeric, geog public.geography)
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 5000 PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT
        t.dataset,
        t.ticket_id,
        t.normalized_status,
        t.raw_status,
        t.bucket,
        t.is_actionable,
        t.cluster,
        t.region,
        t.location_name,
        t.assigned_team,
        t.owner,
        t.started_at,
        t.scheduled_at,
        t.due_at,
        t.at_risk_at,
        c.as_of,
        tickets.age_minutes(c.as_of, t.started_at),
        tickets.sla_state(c.as_of, t.at_risk_at, t.due_at),
        t.geo_source,
        t.geom,
        tickets.hours_open(c.as_of, t.started_at),
        t.geog
    FROM reporting.freshness AS f
    CROSS JOIN LATERAL (
        SELECT coalesce(p_as_of, f.content_as_of, f.wall_clock_at) AS as_of
    ) AS c
    INNER JOIN tickets.ticket_deadlines AS t ON t.dataset = f.dataset
    WHERE t.is_open AND (p_dataset IS NULL OR f.dataset = p_dataset)
        AND (p_dataset IS NULL OR t.dataset = p_dataset)
$$;

--
-- Name: FUNCTION open_sla(p_dataset text, p_as_of timestamp with time zone); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.open_sla(p_dataset text, p_as_of timestamp with time zone) IS 'Open tickets of a dataset (NULL: of all), aged against p_as_of (NULL: the content''s own time). p_as_of moves the clock, not the content.';

--
-- Name: inc_open_sla; Type: VIEW; Schema: tickets; Owner: -
--

CREATE VIEW tickets.inc_open_sla AS
 SELECT open_sla.dataset,
    open_sla.ticket_id,
    open_sla.normalized_status,
    open_sla.raw_status,
    open_sla.bucket,
    open_sla.is_actionable,
    open_sla.cluster,
    open_sla.region,
    open_sla.location_name,
    open_sla.assigned_team,
    open_sla.owner,
    open_sla.started_at,
    open_sla.scheduled_at,
    open_sla.due_at,
    open_sla.at_risk_at,
    open_sla.as_of,
    open_sla.age_minutes,
    open_sla.sla_state,
    open_sla.geo_source,
    open_sla.geom,
    open_sla.hours_open,
    open_sla.geog
   FROM tickets.open_sla('inc'::text) open_sla(dataset, ticket_id, normalized_status, raw_status, bucket, is_actionable, cluster, region, location_name, assigned_team, owner, started_at, scheduled_at, due_at, at_risk_at, as_of, age_minutes, sla_state, geo_source, geom, hours_open, geog);

--
-- Name: VIEW inc_open_sla; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON VIEW tickets.inc_open_sla IS 'Incidents that are open, aged against content_as_of.';

--
-- Name: fn_open_sla(text, timestamp with time zone); Type: FUNCTION; Schema: reporting; Owner: -
--

CREATE FUNCTION reporting.fn_open_sla(p_dataset text DEFAULT NULL::text, p_as_of timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS SETOF tickets.inc_open_sla
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 5000
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    SET jit TO 'off'
    SET random_page_cost TO '1.1'
    AS $$
BEGIN
    -- Without a dataset, any of them serves to check p_as_of.
    PERFORM tickets.report_window(
        coalesce(p_dataset, min(d.dataset)), NULL, NULL, NULL, p_as_of, interval '1 day'
    )
    FROM tickets.datasets AS d;
    RETURN QUERY SELECT s.* FROM tickets.open_sla(p_dataset, p_as_of) AS s;
END
$$;

--
-- Name: FUNCTION fn_open_sla(p_dataset text, p_as_of timestamp with time zone); Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON FUNCTION reporting.fn_open_sla(p_dataset text, p_as_of timestamp with time zone) IS 'Open tickets with age, SLA state and due time, aged against p_as_of.';

--
-- Name: fn_schema_files(); Type: FUNCTION; Schema: reporting; Owner: -
--

CREATE FUNCTION reporting.fn_schema_files() RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN (SELECT jsonb_object_agg(f.path, f.digest) FROM tickets.schema_files AS f);
END
$$;

--
-- Name: FUNCTION fn_schema_files(); Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON FUNCTION reporting.fn_schema_files() IS 'Which files of the schema are applied, by path (docs/api.md#health).';

--
-- Name: fn_team_closures(text, timestamp with time zone, timestamp with time zone, text); Type: FUNCTION; Schema: reporting; Owner: -
--

CREATE FUNCTION reporting.fn_team_closures(p_dataset text, p_from timestamp with time zone DEFAULT NULL::timestamp with time zone, p_to timestamp with time zone DEFAULT NULL::timestamp with time zone, p_cluster text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET plan_cache_mode TO 'force_custom_plan'
    SET jit TO 'off'
    SET random_page_cost TO '1.1'
    AS $$
DECLARE
    v_filters jsonb := tickets.read_filters(p_cluster, NULL, NULL, NULL, NULL);
    v_cluster text := v_filters ->> 'cluster';
    v_span record;
    v_answer jsonb;
BEGIN
    v_span := tickets.report_window(p_dataset, NULL, p_from, p_to, NULL, interval '30 days');

    WITH closings AS MATERIALIZED (
        SELECT
            c.assigned_team,
            c.credit_team,
            c.mttr,
            c.is_within,
            c.reopened_at IS NOT NULL AS is_reopened
        FROM tickets.credited_closings(p_dataset, v_span.from_at, v_span.to_at) AS c
        WHERE tickets.is_wanted(v_cluster, c.cluster)
    ),

    shares AS (
        SELECT
            c.assigned_team AS team, TRUE AS is_closed, FALSE AS is_credited, FALSE AS is_reopened,
            NULL::integer AS mttr, NULL::boolean AS is_within
        FROM closings AS c
        UNION ALL
        SELECT
            c.credit_team, FALSE, NOT c.is_reopened, c.is_reopened,
            CASE WHEN NOT c.is_reopened THEN c.mttr END,
            CASE WHEN NOT c.is_reopened THEN c.is_within END
        FROM closings AS c
    ),

    lines AS MATERIALIZED (
        SELECT
            grouping(s.team) = 1 AS is_total,
            s.team,
            count(*) FILTER (WHERE s.is_closed) AS closed,
            count(*) FILTER (WHERE s.is_credited) AS credited,
            count(*) FILTER (WHERE s.is_reopened) AS reopened,
            round(
                percentile_cont(0.5) WITHIN GROUP (ORDER BY s.mttr)::numeric, 1
            ) AS mttr_median_minutes,
            round(
                percentile_cont(0.9) WITHIN GROUP (ORDER BY s.mttr)::numeric, 1
            ) AS mttr_p90_minutes,
            round(avg(s.is_within::integer), 4) AS within_sla_share
        FROM shares AS s
        GROUP BY GROUPING SETS ((s.team), ())
    ),

    filters AS (
        SELECT
            v_cluster AS cluster,
            v_span.from_at AS "from",
            v_span.to_at AS "to",
            '[]'::jsonb AS unknown
    )

    SELECT to_jsonb(r)
    INTO v_answer
    FROM filters AS w
    CROSS JOIN LATERAL (
        SELECT
            p_dataset AS dataset,
            ARRAY(
                SELECT l
                FROM lines AS t
                CROSS JOIN LATERAL (
                    SELECT
                        t.team,
                        t.closed,
                        t.credited,
                        t.reopened,
                        t.mttr_median_minutes,
                        t.mttr_p90_minutes,
                        t.within_sla_share
                ) AS l
                WHERE t.team IS NOT NULL
                ORDER BY t.credited DESC, t.team
            ) AS teams,
            coalesce(
                (
                    SELECT to_jsonb(t) - '{is_total,team}'::text[] FROM lines AS t
                    WHERE NOT t.is_total AND t.team IS NULL
                ),
                '{"closed": 0, "credited": 0, "reopened": 0, "mttr_median_minutes": null,
                "mttr_p90_minutes": null, "within_sla_share": null}'
            ) AS unattributed,
            (
                SELECT to_jsonb(t) - '{is_total,team}'::text[] FROM lines AS t
                WHERE t.is_total
            ) AS total,
            tickets.describe_freshness(p_dataset) AS freshness,
            w AS filters
    ) AS r;

    IF v_cluster IS NOT NULL AND v_answer #>> '{total,closed}' = '0' THEN
        v_answer := jsonb_set(
            v_answer, '{filters,unknown}', tickets.check_filters(p_dataset, v_filters)
        );
    END IF;
    RETURN v_answer;
END
$$;

--
-- Name: FUNCTION fn_team_closures(p_dataset text, p_from timestamp with time zone, p_to timestamp with time zone, p_cluster text); Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON FUNCTION reporting.fn_team_closures(p_dataset text, p_from timestamp with time zone, p_to timestamp with time zone, p_cluster text) IS 'What each team closed and is credited with (docs/dashboard-api-contract.md).';

--
-- Name: fn_ticket_history(text, text); Type: FUNCTION; Schema: reporting; Owner: -
--

CREATE FUNCTION reporting.fn_ticket_history(p_dataset text, p_ticket_id text) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET plan_cache_mode TO 'force_custom_plan'
    SET jit TO 'off'
    SET random_page_cost TO '1.1'
    AS $$
DECLARE
    v_span record;
    v_ticket tickets.ticket_spans;
    v_answer jsonb;
BEGIN
    v_span := tickets.report_window(p_dataset, NULL, NULL, NULL, NULL, interval '1 day');
    SELECT t.* INTO v_ticket
    FROM tickets.ticket_spans AS t
    WHERE t.dataset = p_dataset AND t.ticket_id = p_ticket_id;
    IF NOT found THEN
        RAISE EXCEPTION 'no ticket % in %', coalesce(quote_literal(p_ticket_id), 'NULL'), p_dataset
            USING ERRCODE = 'no_data_found';
    END IF;

    WITH events AS (
        SELECT
            e.kind,
            e.occurred_at,
            e.change_key,
            e.change_line,
            e.from_status,
            e.from_raw_status,
            e.from_team,
            e.from_owner,
            e.from_lifecycle,
            e.to_status,
            e.to_raw_status,
            e.to_team,
            e.to_owner,
            e.to_lifecycle,
            e.closed_at
        FROM tickets.ticket_events AS e
        WHERE e.dataset = p_dataset AND e.ticket_id = p_ticket_id
        ORDER BY
            e.change_key,
            e.change_line,
            array_position(
                '{opened,reopened,resumed,status,assignment,waiting,closed,correction}'::text[], e.kind
            )
    ),

    closures AS (
        SELECT
            c.closed_at,
            c.change_key,
            c.change_line,
            c.assigned_team,
            c.owner,
            c.longest_team,
            c.reassignments,
            c.credit_team,
            c.credit_rule,
            c.credit_owner,
            c.owner_credit_rule,
            c.mttr AS mttr_minutes,
            c.sla_status,
            back.occurred_at AS reopened_at
        FROM tickets.closure_events AS c
        LEFT JOIN LATERAL (
            SELECT e.occurred_at
            FROM tickets.ticket_events AS e
            WHERE e.dataset = p_dataset
                AND e.kind = 'reopened'
                AND e.ticket_id = p_ticket_id
                AND (e.change_key, e.change_line) > (c.change_key, c.change_line)
            ORDER BY e.change_key, e.change_line
            LIMIT 1
        ) AS back ON TRUE
        WHERE c.dataset = p_dataset AND c.ticket_id = p_ticket_id
        ORDER BY c.change_key, c.change_line
    )

    SELECT to_jsonb(r)
    INTO v_answer
    FROM tickets.ticket_properties(v_ticket, v_span.as_of) AS n
    CROSS JOIN LATERAL (
        SELECT n.*, v_ticket.is_open, v_ticket.longitude, v_ticket.latitude
    ) AS p
    CROSS JOIN LATERAL (
        SELECT
            n.dataset,
            n.ticket_id,
            p AS ticket,
            ARRAY(SELECT v FROM events AS v) AS events,
            ARRAY(SELECT c FROM closures AS c) AS closures,
            tickets.describe_freshness(p_dataset) AS freshness
    ) AS r;
    RETURN v_answer;
END
$$;

--
-- Name: FUNCTION fn_ticket_history(p_dataset text, p_ticket_id text); Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON FUNCTION reporting.fn_ticket_history(p_dataset text, p_ticket_id text) IS 'What happened to a ticket, in order (docs/dashboard-api-contract.md).';

--
-- Name: fn_tickets_for_map(text, text, text, timestamp with time zone, text, text, jsonb); Type: FUNCTION; Schema: reporting; Owner: -
--

CREATE FUNCTION reporting.fn_tickets_for_map(p_dataset text DEFAULT NULL::text, p_cluster text DEFAULT NULL::text, p_status text DEFAULT NULL::text, p_as_of timestamp with time zone DEFAULT NULL::timestamp with time zone, p_team text DEFAULT NULL::text, p_owner text DEFAULT NULL::text, p_filters jsonb DEFAULT NULL::jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET plan_cache_mode TO 'force_custom_plan'
    SET jit TO 'off'
    SET random_page_cost TO '1.1'
    AS $$
DECLARE
    v_filters jsonb;
    v_answer jsonb;
BEGIN
    PERFORM tickets.report_window(d.dataset, NULL, NULL, NULL, p_as_of, interval '1 day')
    FROM (
        SELECT p_dataset AS dataset
        WHERE p_dataset IS NOT NULL
        UNION ALL
        SELECT t.dataset FROM tickets.datasets AS t
        WHERE p_dataset IS NULL
    ) AS d;
    v_filters := tickets.read_filters(p_cluster, p_status, p_team, p_owner, p_filters);

    WITH clocks AS (
        SELECT f.dataset, coalesce(p_as_of, f.content_as_of, f.wall_clock_at) AS as_of
        FROM reporting.freshness AS f
        WHERE p_dataset IS NULL OR f.dataset = p_dataset
    ),

    rows AS MATERIALIZED (
        SELECT
            t.longitude,
            t.latitude,
            p AS properties,
            p.dataset,
            p.ticket_id,
            p.is_actionable,
            p.created_at,
            p.sla_state
        FROM tickets.filtered_tickets(p_dataset, v_filters) AS t
        INNER JOIN clocks AS c ON c.dataset = t.dataset
        -- An open ticket has not ended.
        CROSS JOIN LATERAL tickets.ticket_properties(
            row(t.*, NULL)::tickets.ticket_spans, c.as_of
        ) AS p
        WHERE t.is_open
    ),

    waits AS MATERIALIZED (
        SELECT t.dataset, count(*) AS waiting
        FROM tickets.filtered_tickets(p_dataset, v_filters) AS t
        WHERE t.lifecycle = 'waiting'
        GROUP BY t.dataset
    ),

    counts AS (
        SELECT
            c.dataset,
            c.as_of,
            count(r.ticket_id) AS open,
            count(r.longitude) AS located,
            count(r.ticket_id) - count(r.longitude) AS unlocated,
            count(*) FILTER (WHERE r.is_actionable) AS actionable,
            coalesce(
                (SELECT w.waiting FROM waits AS w WHERE w.dataset = c.dataset), 0
            ) AS waiting,
            count(*) FILTER (WHERE r.sla_state = 'on_track') AS on_track,
            count(*) FILTER (WHERE r.sla_state = 'at_risk') AS at_risk,
            count(*) FILTER (WHERE r.sla_state = 'breached') AS breached,
            count(*) FILTER (WHERE r.sla_state = 'unknown') AS sla_unknown
        FROM clocks AS c
        LEFT JOIN rows AS r ON r.dataset = c.dataset
        GROUP BY c.dataset, c.as_of
    ),

    totals AS (
        SELECT
            sum(c.open)::bigint AS open,
            sum(c.located)::bigint AS located,
            sum(c.unlocated)::bigint AS unlocated,
            sum(c.actionable)::bigint AS actionable,
            sum(c.waiting)::bigint AS waiting,
            sum(c.on_track)::bigint AS on_track,
            sum(c.at_risk)::bigint AS at_risk,
            sum(c.breached)::bigint AS breached,
            sum(c.sla_unknown)::bigint AS sla_unknown,
            ARRAY(SELECT c FROM counts AS c ORDER BY c.dataset) AS by_dataset,
            (
                SELECT jsonb_object_agg(c.dataset, tickets.describe_freshness(c.dataset))
                FROM clocks AS c
            ) AS freshness
        FROM counts AS c
    )

    SELECT to_jsonb(a)
    INTO v_answer
    FROM totals AS s
    CROSS JOIN LATERAL (
        SELECT
            'FeatureCollection' AS type,
            ARRAY(
                SELECT f
                FROM rows AS r
                CROSS JOIN LATERAL (
                    SELECT 'Point' AS type, ARRAY[r.longitude, r.latitude] AS coordinates
                ) AS g
                CROSS JOIN LATERAL (
                    SELECT 'Feature' AS type, r.ticket_id AS id, g AS geometry, r.properties
                ) AS f
                WHERE r.longitude IS NOT NULL
                ORDER BY r.dataset, r.created_at, r.ticket_id COLLATE "C"
            ) AS features,
            s AS summary,
            v_filters || jsonb_build_object(
                'dataset', p_dataset, 'as_of', p_as_of, 'unknown', '[]'::jsonb
            ) AS filters
    ) AS a;

    IF v_answer #>> '{summary,open}' = '0' AND v_answer #>> '{summary,waiting}' = '0' THEN
        v_answer := jsonb_set(
            v_answer, '{filters,unknown}', tickets.check_filters(p_dataset, v_filters)
        );
    END IF;
    RETURN v_answer;
END
$$;

--
-- Name: FUNCTION fn_tickets_for_map(p_dataset text, p_cluster text, p_status text, p_as_of timestamp with time zone, p_team text, p_owner text, p_filters jsonb); Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON FUNCTION reporting.fn_tickets_for_map(p_dataset text, p_cluster text, p_status text, p_as_of timestamp with time zone, p_team text, p_owner text, p_filters jsonb) IS 'Open tickets as points for a map, with counts (docs/dashboard-api-contract.md).';

--
-- Name: age_minutes(timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.age_minutes(p_as_of timestamp with time zone, p_started_at timestamp with time zone) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT CASE
        WHEN p_as_of > p_started_at THEN floor(date_part('epoch', p_as_of - p_started_at) / 60)
        WHEN p_as_of <= p_started_at THEN 0
    END::integer
$$;

--
-- Name: FUNCTION age_minutes(p_as_of timestamp with time zone, p_started_at timestamp with time zone); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.age_minutes(p_as_of timestamp with time zone, p_started_at timestamp with time zone) IS 'Whole minutes between the two, 0 if the ticket started later; NULL without a start.';

--
-- Name: apply_grants(text[], integer); Type: PROCEDURE; Schema: tickets; Owner: -
--

CREATE PROCEDURE tickets.apply_grants(IN p_readers text[] DEFAULT '{}'::text[], INOUT p_changed integer DEFAULT 0)
    LANGUAGE plpgsql
    AS $$
DECLARE
    -- People edit these; the import and the geocoder only read them.
    c_policies constant text[] := ARRAY[
        'datasets', 'sla_policy', 'sla_verdicts', 'geo_settings', 'schema_files', 'schema_objects',
        'watch_limits', 'status_words'
    ];
    -- The geocoder records the codes that it finds; people define them.
    c_notes constant text[] := ARRAY['place_aliases'];
    -- A late file rewrites history; places can be forgotten.
    c_erasable constant text[] := ARRAY[
        'ticket_events', 'closure_events', 'import_rejects', 'geo_clusters', 'geo_locations',
        'suspect_coordinates'
    ];
    c_secrets constant text[] := ARRAY['api_tokens'];
    c_administration constant text[] := ARRAY['apply_grants', 'build_datasets'];
    c_alerting constant text[] := ARRAY['sync_alerts', 'claim_alerts', 'settle_alerts'];
    c_dispatched constant text[] := ARRAY[
        'pins', 'holds', 'positions', 'travel_places', 'travel_times'
    ];
    c_planned constant text[] := ARRAY['plans', 'crew_reports'];
    c_plan_parts constant text[] := ARRAY['crew_days', 'stops', 'stop_tickets', 'unassigned'];
    c_authentication constant text[] := ARRAY['fn_api_token', 'fn_note_token_use'];
    -- Read beforehand: the loop changes this table's owner too.
    v_own text[] := ARRAY(SELECT s.identity FROM tickets.schema_objects AS s);
    v_grant text;
    v_object record;
BEGIN
    p_changed := 0;
    FOR v_object IN
        WITH objects AS (
            SELECT
                'SCHEMA' AS kind,
                n.tableoid AS classid,
                n.oid AS objid,
                n.nspname AS schema,
                n.nspname::text AS name,
                n.nspowner AS owner,
                n.nspacl AS acl,
                acldefault('n', n.nspowner) AS default_acl
            FROM pg_catalog.pg_namespace AS n
            WHERE n.nspname IN ('tickets', 'reporting', 'dispatch')
            UNION ALL
            SELECT
                CASE WHEN c.relkind = 'v' THEN 'VIEW' ELSE 'TABLE' END,
                c.tableoid,
                c.oid,
                n.nspname,
                c.relname,
                c.relowner,
                c.relacl,
                acldefault('r', c.relowner)
            FROM pg_catalog.pg_class AS c
            INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
            WHERE n.nspname IN ('tickets', 'reporting', 'dispatch') AND c.relkind IN ('r', 'p', 'v')
            UNION ALL
            SELECT
                'ROUTINE',
                p.tableoid,
                p.oid,
                n.nspname,
                p.proname,
                p.proowner,
                p.proacl,
                acldefault('f', p.proowner)
            FROM pg_catalog.pg_proc AS p
            INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
            WHERE n.nspname IN ('tickets', 'reporting', 'dispatch')
        ),

        granted AS (
            SELECT
                o.*,
                i.identity AS quoted,
                CASE
                    WHEN o.schema <> 'tickets' THEN ''
                    WHEN o.name = ANY (c_secrets || c_administration) THEN ''
                    WHEN o.kind = 'SCHEMA' THEN 'USAGE'
                    WHEN o.kind = 'ROUTINE' THEN 'EXECUTE'
                    WHEN o.kind = 'VIEW' OR o.name = ANY (c_policies) THEN 'SELECT'
                    WHEN o.name = ANY (c_notes) THEN 'SELECT INSERT'
                    WHEN o.name = ANY (c_erasable) THEN 'SELECT INSERT UPDATE DELETE'
                    ELSE 'SELECT INSERT UPDATE'
                END AS ingest,
                CASE
                    WHEN o.schema <> 'reporting' THEN ''
                    WHEN o.kind = 'SCHEMA' THEN 'USAGE'
                    WHEN o.kind = 'ROUTINE' THEN 'EXECUTE'
                    ELSE 'SELECT'
                END AS reader,
                CASE
                    WHEN o.schema = 'tickets' AND o.kind = 'SCHEMA' THEN 'USAGE'
                    WHEN o.kind = 'ROUTINE' AND o.name = ANY (c_alerting) THEN 'EXECUTE'
                    ELSE ''
                END AS watcher,
                CASE
                    WHEN o.name = ANY (c_administration || c_alerting || c_authentication) THEN ''
                    WHEN o.kind = 'SCHEMA' THEN 'USAGE'
                    WHEN o.kind = 'ROUTINE' THEN 'EXECUTE'
                    WHEN o.kind = 'VIEW' THEN 'SELECT'
                    WHEN o.schema <> 'dispatch' THEN ''
                    WHEN o.name = ANY (c_dispatched) THEN 'SELECT INSERT UPDATE DELETE'
                    WHEN o.name = ANY (c_planned) THEN 'SELECT INSERT UPDATE'
                    WHEN o.name = ANY (c_plan_parts) THEN 'SELECT INSERT'
                    ELSE 'SELECT'
                END AS dispatcher,
                CASE
                    WHEN o.schema <> 'reporting' OR o.name = ANY (c_authentication) THEN ''
                    WHEN o.kind = 'SCHEMA' THEN 'USAGE'
                    WHEN o.kind = 'ROUTINE' THEN 'EXECUTE'
                    ELSE ''
                END AS others
            FROM objects AS o
            CROSS JOIN LATERAL pg_identify_object(o.classid, o.objid, 0) AS i
            WHERE i.identity = ANY (v_own)
        ),

        -- A grant is written as privilege=role.
        compared AS (
            SELECT
                g.*,
                ARRAY(
                    SELECT p.privilege || '=fleettickets_' || r.role
                    FROM (
                        VALUES ('ingest', g.ingest), ('reader', g.reader), ('watcher', g.watcher),
                        ('dispatcher', g.dispatcher)
                    ) AS r (role, privileges)
                    CROSS JOIN LATERAL string_to_table(r.privileges, ' ') AS p (privilege)
                    WHERE p.privilege <> ''
                    ORDER BY 1
                ) AS wanted,
                ARRAY(
                    SELECT g.others || '=' || r.role
                    FROM unnest(p_readers) AS r (role)
                    WHERE g.others <> ''
                    ORDER BY 1
                ) AS wanted_of_others,
                ARRAY(
                    SELECT
                        a.privilege_type || CASE WHEN a.is_grantable THEN '*' ELSE '' END || '='
                        || CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END
                    FROM aclexplode(g.acl) AS a
                    WHERE a.grantee IN (
                        0, 'fleettickets_ingest'::regrole, 'fleettickets_reader'::regrole,
                        'fleettickets_watcher'::regrole, 'fleettickets_dispatcher'::regrole
                    )
                    ORDER BY 1
                ) AS present,
                ARRAY(
                    SELECT a.privilege_type || '=' || pg_get_userbyid(a.grantee)
                    FROM aclexplode(g.acl) AS a
                ) AS present_of_all
            FROM granted AS g
        )

        SELECT
            c.kind,
            c.quoted,
            c.wanted || c.wanted_of_others AS grants,
            c.owner <> 'fleettickets_owner'::regrole AS is_strange
        FROM compared AS c
        WHERE c.owner <> 'fleettickets_owner'::regrole
            OR c.acl IS NULL
            OR c.wanted <> c.present
            OR NOT c.wanted_of_others <@ c.present_of_all
            -- The owner's own rights.
            OR EXISTS (
                SELECT a.privilege_type FROM aclexplode(c.default_acl) AS a
                WHERE a.grantee = c.owner
                EXCEPT
                SELECT a.privilege_type FROM aclexplode(c.acl) AS a
                WHERE a.grantee = c.owner
            )
        -- The owner must be able to take over what is in the schemas, so they come first.
        ORDER BY c.kind <> 'SCHEMA'
    LOOP
        p_changed := p_changed + 1;
        IF v_object.is_strange THEN
            EXECUTE format(
                'ALTER %s %s OWNER TO fleettickets_owner', v_object.kind, v_object.quoted
            );
        END IF;
        v_object.kind := replace(v_object.kind, 'VIEW', 'TABLE');
        EXECUTE format(
            'REVOKE ALL ON %s %s FROM '
            'PUBLIC, fleettickets_ingest, fleettickets_reader, fleettickets_watcher, '
            'fleettickets_dispatcher',
            v_object.kind, v_object.quoted
        );
        EXECUTE format('GRANT ALL ON %s %s TO fleettickets_owner', v_object.kind, v_object.quoted);
        FOREACH v_grant IN ARRAY v_object.grants LOOP
            EXECUTE format(
                'GRANT %s ON %s %s TO %I',
                split_part(v_grant, '=', 1), v_object.kind, v_object.quoted,
                substr(v_grant, strpos(v_grant, '=') + 1)
            );
        END LOOP;
    END LOOP;
END
$$;

--
-- Name: PROCEDURE apply_grants(IN p_readers text[], INOUT p_changed integer); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON PROCEDURE tickets.apply_grants(IN p_readers text[], INOUT p_changed integer) IS 'Grants each role what it needs on what the migrator has created, if it lacks it.';

--
-- Name: apply_status_words(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.apply_status_words() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
DECLARE
    v_dataset text;
    v_changed text[];
    v_importing text := coalesce(current_setting('fleettickets.importing', TRUE), '');
BEGIN
    PERFORM set_config('fleettickets.importing', 'on', TRUE);
    FOR v_dataset IN SELECT d.dataset FROM tickets.datasets AS d ORDER BY d.dataset LOOP
        WITH changed AS (
            UPDATE tickets.statuses AS s
            SET meaning = tickets.status_meaning(s.status)
            WHERE s.dataset = v_dataset
                AND s.meaning IS DISTINCT FROM tickets.status_meaning(s.status)
            RETURNING s.status
        )

        SELECT array_agg(c.status) INTO v_changed
        FROM changed AS c;
        CONTINUE WHEN v_changed IS NULL;
        EXECUTE format(
            $sql$
            UPDATE tickets.%I AS t
            SET lifecycle = l.lifecycle
            FROM tickets.statuses AS s
            CROSS JOIN tickets.%I AS n
            CROSS JOIN LATERAL tickets.lifecycle(
                n.is_actionable, n.closed_at, n.bucket, s.meaning
            ) AS l (lifecycle)
            WHERE s.dataset = $1 AND s.status = ANY ($2)
                AND tickets.status_key(n.normalized_status, n.raw_status) = s.status
                AND n.ticket_id = t.ticket_id
                AND t.lifecycle <> l.lifecycle
            $sql$,
            v_dataset, v_dataset
        ) USING v_dataset, v_changed;
    END LOOP;
    PERFORM set_config('fleettickets.importing', v_importing, TRUE);
    RETURN NULL;
END
$_$;

--
-- Name: FUNCTION apply_status_words(); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.apply_status_words() IS 'Follows a change of the words of statuses: the meaning of each known status, and its tickets.';

--
-- Name: build_datasets(); Type: PROCEDURE; Schema: tickets; Owner: -
--

CREATE PROCEDURE tickets.build_datasets()
    LANGUAGE plpgsql
    AS $$
DECLARE
    v_table record;
    v_view record;
BEGIN
    FOR v_table IN
        SELECT
            n.name,
            n.model,
            format('%s of %s (see tickets.%s).', n.content, d.title, n.model) AS comment
        FROM tickets.datasets AS d
        CROSS JOIN LATERAL (
            VALUES
            (d.dataset, 'inc', 'Tickets'),
            (d.dataset || '_daily_snapshot', 'inc_daily_snapshot', 'Daily snapshots')
        ) AS n (name, model, content)
        WHERE to_regclass(format('tickets.%I', n.name)) IS NULL
    LOOP
        EXECUTE format(
            'CREATE TABLE tickets.%I (LIKE tickets.%I INCLUDING ALL)', v_table.name, v_table.model
        );
        EXECUTE format('COMMENT ON TABLE tickets.%I IS %L', v_table.name, v_table.comment);
    END LOOP;

    -- Triggers fire in the order of their names: first the typed columns, then the position.
    FOR v_table IN
        SELECT d.dataset, t.suffix, t.name, t.event, t.condition, t.action
        FROM tickets.datasets AS d
        CROSS JOIN (
            VALUES
            (
                '', 'derive_ticket', 'BEFORE INSERT OR UPDATE',
                'FOR EACH ROW WHEN (NOT tickets.is_importing())', 'derive_ticket()'
            ),
            (
                '', 'resolve_ticket_geoms', 'BEFORE INSERT OR UPDATE',
                'FOR EACH ROW WHEN (NOT tickets.is_importing())', 'resolve_ticket_geoms()'
            ),
            (
                '', 'lock_positions', 'BEFORE INSERT OR UPDATE',
                'FOR EACH STATEMENT WHEN (NOT tickets.is_importing())', 'lock_positions(''true'')'
            ),
            (
                '', 'note_change', 'AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE',
                'FOR EACH STATEMENT WHEN (NOT tickets.is_relocating())', 'note_change(%L)'
            ),
            (
                '_daily_snapshot', 'note_change', 'AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE',
                'FOR EACH STATEMENT WHEN (NOT tickets.is_relocating())', 'note_change(%L)'
            )
        ) AS t (suffix, name, event, condition, action)
    LOOP
        EXECUTE format(
            'CREATE OR REPLACE TRIGGER %I %s ON tickets.%I %s EXECUTE FUNCTION tickets.%s',
            v_table.name, v_table.event, v_table.dataset || v_table.suffix, v_table.condition,
            format(v_table.action, v_table.dataset)
        );
    END LOOP;

    FOR v_view IN
        WITH columns AS (
            SELECT
                c.relname AS table_name,
                string_agg(format('t.%I', a.attname), ', ' ORDER BY a.attnum) AS names
            FROM pg_catalog.pg_class AS c
            INNER JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid
            WHERE c.relnamespace = 'tickets'::regnamespace
                AND c.relname IN ('inc', 'inc_daily_snapshot')
                AND a.attnum > 0 AND NOT a.attisdropped
            GROUP BY c.relname
        )

        SELECT
            u.name,
            string_agg(
                format(
                    'SELECT %L::text AS dataset, %s FROM tickets.%I AS t',
                    d.dataset, c.names, d.dataset || u.suffix
                ),
                ' UNION ALL ' ORDER BY d.dataset
            ) AS query,
            u.comment
        FROM (
            VALUES
            (
                'all_tickets', 'inc', '',
                'Every dataset''s tickets; with a filter on dataset, only its table is read.'
            ),
            (
                'all_daily_snapshots', 'inc_daily_snapshot', '_daily_snapshot',
                'Every dataset''s daily snapshots.'
            )
        ) AS u (name, model, suffix, comment)
        INNER JOIN columns AS c ON c.table_name = u.model
        CROSS JOIN tickets.datasets AS d
        GROUP BY u.name, u.comment
        UNION ALL
        SELECT
            d.dataset || '_open_sla',
            format('SELECT * FROM tickets.open_sla(%L)', d.dataset),
            format('%s that are open, aged against content_as_of.', d.title)
        FROM tickets.datasets AS d
        ORDER BY 1
    LOOP
        EXECUTE 'CREATE TEMP VIEW view_to_be AS ' || v_view.query;
        IF pg_get_viewdef(to_regclass(format('tickets.%I', v_view.name)))
            IS DISTINCT FROM pg_get_viewdef(to_regclass('pg_temp.view_to_be'))
        THEN
            BEGIN
                EXECUTE format(
                    'CREATE OR REPLACE VIEW tickets.%I AS %s', v_view.name, v_view.query
                );
            EXCEPTION WHEN invalid_table_definition THEN
                -- The migrator drops the view that is named, with what it made upon it.
                RAISE invalid_table_definition USING
                    MESSAGE = sqlerrm, SCHEMA = 'tickets', TABLE = v_view.name;
            END;
        END IF;
        DROP VIEW pg_temp.view_to_be;
        EXECUTE format('COMMENT ON VIEW tickets.%I IS %L', v_view.name, v_view.comment);
    END LOOP;
END
$$;

--
-- Name: PROCEDURE build_datasets(); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON PROCEDURE tickets.build_datasets() IS 'Makes the tables, triggers and views of every dataset, as far as they are missing or differ.';

--
-- Name: capture_history(text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.capture_history(p_dataset text DEFAULT NULL::text) RETURNS integer
    LANGUAGE plpgsql
    AS $_$
DECLARE
    v_dataset text;
    v_content_as_of timestamptz;
    v_written integer;
    v_total integer := 0;
BEGIN
    FOR v_dataset, v_content_as_of IN
        SELECT m.dataset, (m.metadata ->> 'content_as_of')::timestamptz
        FROM tickets.import_meta AS m
        WHERE m.metadata ->> 'content_as_of' IS NOT NULL
            AND NOT m.metadata ? 'is_captured'
            AND (p_dataset IS NULL OR m.dataset = p_dataset)
        ORDER BY m.dataset
        -- One capture of a dataset at a time, and no file between its look and its mark.
        FOR UPDATE
    LOOP
        EXECUTE format(
            $sql$
            WITH day AS (
                SELECT ($1 AT TIME ZONE 'Africa/Nairobi')::date AS snapshot_on
            ),
            backlog AS (
                SELECT
                    coalesce(t.cluster, '') AS cluster,
                    count(*) FILTER (WHERE t.is_open) AS open_tickets,
                    count(*) FILTER (WHERE NOT t.is_open) AS waiting_tickets
                FROM tickets.%1$I AS t
                WHERE t.is_open OR t.lifecycle = 'waiting'
                GROUP BY 1
            ),
            -- Summed for each ticket first, which halves the tickets to look up. The day's bounds are
            -- parameters, so that the planner sees how few events lie between them.
            moved AS (
                SELECT
                    e.ticket_id,
                    count(*) FILTER (WHERE e.kind = 'opened') AS created,
                    count(*) FILTER (WHERE e.kind = 'closed') AS closed,
                    count(*) FILTER (WHERE e.kind = 'reopened') AS reopened
                FROM tickets.ticket_events AS e
                WHERE e.dataset = $2
                    AND e.kind IN ('opened', 'closed', 'reopened')
                    AND e.occurred_at >= $3
                    AND e.occurred_at < $3 + interval '1 day'
                GROUP BY e.ticket_id
            ),
            flow AS (
                SELECT
                    coalesce(t.cluster, '') AS cluster,
                    sum(m.created) AS created,
                    sum(m.closed) AS closed,
                    sum(m.reopened) AS reopened
                FROM moved AS m
                INNER JOIN tickets.%1$I AS t ON t.ticket_id = m.ticket_id
                GROUP BY 1
            ),
            -- A cluster captured earlier in the day may have nothing left to show.
            earlier AS (
                SELECT s.cluster FROM tickets.%2$I AS s
                INNER JOIN day ON s.snapshot_on = day.snapshot_on
            ),
            clusters AS (
                SELECT cluster FROM backlog
                UNION SELECT cluster FROM flow
                UNION SELECT cluster FROM earlier
            )
            INSERT INTO tickets.%2$I AS s (
                snapshot_on, cluster, open_tickets, actionable_tickets, waiting_tickets,
                created, closed, reopened, content_as_of, captured_at
            )
            SELECT
                day.snapshot_on, c.cluster,
                coalesce(b.open_tickets, 0), coalesce(b.open_tickets, 0),
                coalesce(b.waiting_tickets, 0),
                coalesce(f.created, 0), coalesce(f.closed, 0), coalesce(f.reopened, 0), $1, $4
            FROM day
            CROSS JOIN clusters AS c
            LEFT JOIN backlog AS b ON b.cluster = c.cluster
            LEFT JOIN flow AS f ON f.cluster = c.cluster
            ON CONFLICT (snapshot_on, cluster) DO UPDATE SET
                open_tickets = excluded.open_tickets,
                actionable_tickets = excluded.actionable_tickets,
                waiting_tickets = excluded.waiting_tickets,
                created = excluded.created,
                closed = excluded.closed,
                reopened = excluded.reopened,
                content_as_of = excluded.content_as_of,
                captured_at = excluded.captured_at,
                is_carried = FALSE
            $sql$,
            v_dataset, v_dataset || '_daily_snapshot'
        ) USING
            v_content_as_of,
            v_dataset,
            date_trunc('day', v_content_as_of, 'Africa/Nairobi'),
            -- now() may be before the commit that the lock waited for.
            clock_timestamp();
        GET DIAGNOSTICS v_written = ROW_COUNT;
        v_total := v_total + v_written;
        UPDATE tickets.import_meta AS m
        SET metadata = m.metadata || '{"is_captured": true}'
        WHERE m.dataset = v_dataset;
    END LOOP;
    RETURN v_total;
END
$_$;

--
-- Name: FUNCTION capture_history(p_dataset text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.capture_history(p_dataset text) IS 'Upserts the snapshot of the content''s own day (East Africa Time); closures are noted by the import itself.';

--
-- Name: check_closure_options(text, text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.check_closure_options(p_by text, p_period text) RETURNS void
    LANGUAGE plpgsql IMMUTABLE
    AS $$
BEGIN
    IF coalesce(p_by NOT IN ('team', 'owner'), TRUE) THEN
        RAISE EXCEPTION 'unknown p_by %', coalesce(quote_literal(p_by), 'NULL')
            USING ERRCODE = 'invalid_parameter_value', HINT = 'Expected team or owner.';
    ELSIF coalesce(p_period NOT IN ('day', 'week', 'window'), TRUE) THEN
        RAISE EXCEPTION 'unknown p_period %', coalesce(quote_literal(p_period), 'NULL')
            USING ERRCODE = 'invalid_parameter_value', HINT = 'Expected day, week or window.';
    END IF;
END
$$;

--
-- Name: FUNCTION check_closure_options(p_by text, p_period text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.check_closure_options(p_by text, p_period text) IS 'Refuses unknown values of p_by and p_period.';

--
-- Name: check_filters(text, jsonb); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.check_filters(p_dataset text, p_filters jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    AS $$
DECLARE
    v_asked record;
    v_unknown jsonb := '[]'::jsonb;
BEGIN
    FOR v_asked IN
        SELECT f.key AS name, jsonb_build_object(f.key, f.value) AS filters
        FROM jsonb_each_text(p_filters) AS f
        WHERE f.value IS NOT NULL AND tickets.name_key(f.value) <> '(none)'
        ORDER BY f.key
    LOOP
        IF NOT EXISTS (SELECT FROM tickets.filtered_tickets(p_dataset, v_asked.filters)) THEN
            v_unknown := v_unknown || to_jsonb(v_asked.name);
        END IF;
    END LOOP;
    RETURN v_unknown;
END
$$;

--
-- Name: FUNCTION check_filters(p_dataset text, p_filters jsonb); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.check_filters(p_dataset text, p_filters jsonb) IS 'The names of the filters whose value no ticket of the dataset has.';

--
-- Name: check_tickets(text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.check_tickets(p_dataset text) RETURNS TABLE(ticket_id text, column_name text, stored text, derived text)
    LANGUAGE plpgsql STABLE
    AS $_$
DECLARE
    v_columns text := (
        SELECT
            string_agg(
                format(
                    CASE
                        WHEN c.column_name IN (
                            'closed_at', 'created_at_service', 'first_seen_at'
                        ) THEN
                            '(%1$L, to_jsonb(t.%1$I), to_jsonb(CASE '
                            'WHEN tickets.eat_ts(t.raw ->> %1$L) > tickets.key_at(t.change_key) '
                            'THEN tickets.key_at(t.change_key) '
                            'ELSE tickets.eat_ts(t.raw ->> %1$L) END))'
                        ELSE '(%1$L, to_jsonb(t.%1$I), tickets.typed_value(t.raw ->> %1$L, %2$L, %3$s))'
                    END,
                    c.column_name, c.column_type, c.factor
                ),
                ', '
            )
        FROM tickets.dataset_columns AS c
        WHERE c.dataset = p_dataset
    );
BEGIN
    RETURN QUERY EXECUTE format(
        $sql$
        SELECT t.ticket_id, c.column_name, c.stored #>> '{}', c.derived #>> '{}'
        FROM tickets.%I AS t
        CROSS JOIN LATERAL (
            VALUES
            (
                'lifecycle',
                to_jsonb(t.lifecycle),
                to_jsonb(
                    tickets.lifecycle(
                        t.is_actionable,
                        t.closed_at,
                        t.bucket,
                        tickets.status_meaning(
                            tickets.status_key(t.normalized_status, t.raw_status)
                        )
                    )
                )
            ),
            %s
        ) AS c (column_name, stored, derived)
        WHERE c.stored IS DISTINCT FROM c.derived
        $sql$,
        p_dataset, v_columns
    );
END
$_$;

--
-- Name: FUNCTION check_tickets(p_dataset text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.check_tickets(p_dataset text) IS 'Typed values that disagree with raw; empty if all is well.';

--
-- Name: claim_alerts(interval); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.claim_alerts(p_lease interval) RETURNS TABLE(alert_id bigint, dataset text, kind text, subject text, state text, since timestamp with time zone, message text, changed_at timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    v_refused_only boolean;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('fleettickets.alerts'));
    IF EXISTS (
        SELECT FROM tickets.alerts AS a
        WHERE a.posted_at IS NULL AND NOT a.is_refused AND a.next_try_at > now()
    ) THEN
        RETURN;
    END IF;
    v_refused_only := NOT EXISTS (
        SELECT FROM tickets.alerts AS a WHERE a.posted_at IS NULL AND NOT a.is_refused
    );
    RETURN QUERY
    WITH taken AS (
        UPDATE tickets.alerts AS a
        SET next_try_at = clock_timestamp() + p_lease, tries = a.tries + 1
        WHERE a.alert_id IN (
            SELECT w.alert_id FROM tickets.alerts AS w
            WHERE w.posted_at IS NULL
                AND w.is_refused = v_refused_only
                AND w.next_try_at <= now()
            ORDER BY w.alert_id
            LIMIT CASE WHEN v_refused_only THEN 1 ELSE 100 END
        )
        RETURNING a.*
    )

    SELECT
        t.alert_id, t.dataset, t.kind, t.subject, t.state, t.since, t.message, t.changed_at
    FROM taken AS t
    ORDER BY t.alert_id;
END
$$;

--
-- Name: FUNCTION claim_alerts(p_lease interval); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.claim_alerts(p_lease interval) IS 'Claims the changes that wait for the webhook (docs/deployment-and-operations.md#watching).';

--
-- Name: claim_geocode_request(text, integer, interval, integer); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.claim_geocode_request(p_provider text, p_budget integer, p_interval interval, p_cost integer DEFAULT 1) RETURNS TABLE(is_granted boolean, wait_s double precision, reason text, requests integer)
    LANGUAGE plpgsql
    AS $$
DECLARE
    v_pace tickets.geocode_pace;
    v_now timestamptz;
    v_requests integer;
    v_until timestamptz;
    v_reason text;
BEGIN
    INSERT INTO tickets.geocode_pace (provider)
    VALUES (p_provider)
    ON CONFLICT (provider) DO NOTHING;
    SELECT p.* INTO v_pace
    FROM tickets.geocode_pace AS p
    WHERE p.provider = p_provider
    FOR UPDATE;
    v_now := clock_timestamp(); -- after the wait for the row
    SELECT d.requests INTO v_requests
    FROM tickets.geocode_days AS d
    WHERE d.provider = p_provider AND d.asked_on = (v_now AT TIME ZONE 'UTC')::date;
    v_requests := coalesce(v_requests, 0);
    IF v_pace.blocked_until > v_now THEN
        v_until := v_pace.blocked_until;
        v_reason := v_pace.blocked_for;
    ELSIF p_cost > 0 AND v_requests + p_cost > p_budget THEN
        v_until := date_trunc('day', v_now, 'UTC') + interval '1 day';
        v_reason := 'budget';
        UPDATE tickets.geocode_days AS d
        SET budget = p_budget
        WHERE d.provider = p_provider AND d.asked_on = (v_now AT TIME ZONE 'UTC')::date
            AND d.budget IS DISTINCT FROM p_budget;
    ELSIF v_pace.next_at > v_now THEN
        v_until := v_pace.next_at;
        v_reason := 'pace';
    ELSE
        UPDATE tickets.geocode_pace AS p
        SET next_at = v_now + p_interval
        WHERE p.provider = p_provider;
        INSERT INTO tickets.geocode_days AS d (provider, asked_on, requests, budget)
        VALUES (p_provider, (v_now AT TIME ZONE 'UTC')::date, p_cost, p_budget)
        ON CONFLICT (provider, asked_on) DO UPDATE
            SET requests = d.requests + excluded.requests, budget = excluded.budget;
        RETURN QUERY SELECT TRUE, 0.0::double precision, NULL::text, v_requests + p_cost;
        RETURN;
    END IF;
    RETURN QUERY SELECT
        FALSE, date_part('epoch', v_until - v_now), v_reason, v_requests;
END
$$;

--
-- Name: FUNCTION claim_geocode_request(p_provider text, p_budget integer, p_interval interval, p_cost integer); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.claim_geocode_request(p_provider text, p_budget integer, p_interval interval, p_cost integer) IS 'Grants one request to a geocoding provider, or returns how long to wait.';

--
-- Name: closed_in_box(text, timestamp with time zone, timestamp with time zone, jsonb, public.geometry, text[]); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.closed_in_box(p_dataset text, p_from timestamp with time zone, p_to timestamp with time zone, p_filters jsonb, p_box public.geometry, p_ticket_ids text[]) RETURNS SETOF tickets.ticket_spans
    LANGUAGE sql STABLE
    AS $$
    SELECT t.*
    FROM tickets.shown_tickets(p_dataset, '{closed}', p_from, p_to, p_filters) AS t
    WHERE t.geom OPERATOR(public.&&) p_box
        -- The collation of the key; a function's result has the default one.
        AND (p_ticket_ids IS NULL OR t.ticket_id COLLATE "C" = ANY (p_ticket_ids))
$$;

--
-- Name: FUNCTION closed_in_box(p_dataset text, p_from timestamp with time zone, p_to timestamp with time zone, p_filters jsonb, p_box public.geometry, p_ticket_ids text[]); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.closed_in_box(p_dataset text, p_from timestamp with time zone, p_to timestamp with time zone, p_filters jsonb, p_box public.geometry, p_ticket_ids text[]) IS 'The tickets that shown_tickets shows as closed for the same question, within a box.';

--
-- Name: closure_credit(text, text, text, integer, timestamp with time zone); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.closure_credit(p_dataset text, p_ticket_id text, p_change_key text, p_change_line integer, p_closed_at timestamp with time zone) RETURNS TABLE(longest_team text, reassignments integer, credit_team text, credit_rule text, credit_owner text, owner_credit_rule text)
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    -- Events of every kind, so that the planner prefers the key to a partial index.
    -- Called with columns in "C", the parameters take it over; the key has dataset in the default.
    WITH events AS MATERIALIZED (
        SELECT
            e.change_key,
            e.change_line,
            e.kind,
            e.to_team AS team,
            e.to_owner AS owner,
            least(e.occurred_at, p_closed_at) AS since
        FROM tickets.ticket_events AS e
        WHERE e.dataset = p_dataset COLLATE "default"
            AND e.ticket_id = p_ticket_id
            AND (e.change_key, e.change_line) <= (p_change_key, p_change_line)
    ),

    assigned AS (
        SELECT DISTINCT ON (e.change_key, e.change_line)
            e.change_key, e.change_line, e.team, e.owner, e.since
        FROM events AS e
        WHERE e.kind IN ('opened', 'assignment', 'reopened')
            AND (e.change_key, e.change_line) >= (
                SELECT began.change_key, began.change_line
                FROM events AS began
                WHERE began.kind IN ('opened', 'reopened')
                ORDER BY began.change_key DESC, began.change_line DESC
                LIMIT 1
            )
        ORDER BY e.change_key, e.change_line
    ),

    turns AS (
        SELECT
            p.part,
            p.holder,
            a.change_key,
            a.change_line,
            max(a.since) OVER (
                PARTITION BY p.part ORDER BY a.change_key, a.change_line
            ) AS since
        FROM assigned AS a
        CROSS JOIN LATERAL (VALUES ('team', a.team), ('owner', a.owner)) AS p (part, holder)
    ),

    held AS (
        SELECT
            t.part,
            t.holder,
            t.change_key,
            t.change_line,
            lead(t.since, 1, p_closed_at) OVER (
                PARTITION BY t.part ORDER BY t.change_key, t.change_line
            ) - t.since AS duration
        FROM turns AS t
    ),

    named AS (
        SELECT
            h.part,
            h.holder,
            h.duration,
            row_number() OVER in_order AS position,
            lag(h.holder) OVER in_order <> h.holder AS is_reassigned
        FROM held AS h
        WHERE h.holder IS NOT NULL
        WINDOW in_order AS (PARTITION BY h.part ORDER BY h.change_key, h.change_line)
    ),

    ranked AS (
        SELECT
            n.part,
            n.holder,
            sum(n.duration) AS duration,
            max(n.position) AS position,
            count(*) FILTER (WHERE n.is_reassigned) AS reassignments
        FROM named AS n
        GROUP BY n.part, n.holder
    ),

    summed AS (
        SELECT
            r.part,
            (array_agg(r.holder ORDER BY r.duration DESC, r.position DESC))[1] AS longest,
            (array_agg(r.holder ORDER BY r.position DESC))[1] AS last,
            max(r.duration) AS duration,
            count(*) AS holders,
            sum(r.reassignments)::integer AS reassignments
        FROM ranked AS r
        GROUP BY r.part
    ),

    credits AS (
        SELECT
            s.part,
            s.longest,
            s.reassignments,
            CASE WHEN s.duration > interval '0' THEN s.longest ELSE s.last END AS credited,
            CASE
                WHEN s.holders = 1 THEN 'sole_' || s.part
                WHEN s.duration > interval '0' THEN 'held_longest'
                ELSE 'at_closing'
            END AS rule
        FROM summed AS s
    )

    -- One row, even if nobody ever had the ticket.
    SELECT
        max(k.longest) FILTER (WHERE k.part = 'team') AS longest_team,
        coalesce(max(k.reassignments) FILTER (WHERE k.part = 'team'), 0) AS reassignments,
        max(k.credited) FILTER (WHERE k.part = 'team') AS credit_team,
        coalesce(max(k.rule) FILTER (WHERE k.part = 'team'), 'nobody') AS credit_rule,
        max(k.credited) FILTER (WHERE k.part = 'owner') AS credit_owner,
        coalesce(max(k.rule) FILTER (WHERE k.part = 'owner'), 'nobody') AS owner_credit_rule
    FROM credits AS k
$$;

--
-- Name: FUNCTION closure_credit(p_dataset text, p_ticket_id text, p_change_key text, p_change_line integer, p_closed_at timestamp with time zone); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.closure_credit(p_dataset text, p_ticket_id text, p_change_key text, p_change_line integer, p_closed_at timestamp with time zone) IS 'The team and the owner credited with a closing, from the ticket''s events up to it; ties go to the later one.';

--
-- Name: closure_figures(text, text, text, timestamp with time zone, timestamp with time zone, timestamp with time zone, jsonb); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.closure_figures(p_dataset text, p_by text, p_period text, p_from timestamp with time zone, p_to timestamp with time zone, p_as_of timestamp with time zone, p_filters jsonb) RETURNS TABLE(is_all_periods boolean, is_all_names boolean, starts_on date, name text, jobs bigint, reopened bigint, days bigint, jobs_a_day numeric, first_fixed bigint, first_fix_known bigint, first_fix_unknown bigint, first_fix_share numeric, mttr_known bigint, mttr_mean_minutes numeric, within_sla bigint, within_sla_known bigint, within_sla_share numeric)
    LANGUAGE sql STABLE
    AS $$
    WITH closings AS (
        SELECT
            CASE p_by WHEN 'owner' THEN c.credit_owner ELSE c.credit_team END AS name,
            (c.closed_at AT TIME ZONE 'Africa/Nairobi')::date AS day,
            c.reopened_at IS NULL AS is_job,
            c.closed_at + d.allowed <= p_as_of AS is_fix_known,
            coalesce(c.reopened_at >= c.closed_at + d.allowed, TRUE) AS is_fix,
            c.mttr,
            c.is_within
        FROM tickets.credited_closings(p_dataset, p_from, p_to) AS c
        CROSS JOIN (
            SELECT make_interval(days => s.first_fix_days) AS allowed
            FROM tickets.datasets AS s
            WHERE s.dataset = p_dataset
        ) AS d
        WHERE p_filters IS NULL
            OR c.ticket_id IN (
                SELECT t.ticket_id FROM tickets.filtered_tickets(p_dataset, p_filters) AS t
            )
        -- So that reopened_at is looked up once for each closing, not once for each of its uses.
        OFFSET 0
    ),

    -- All figures add up, so the closings are read once.
    counted AS MATERIALIZED (
        SELECT
            c.name,
            c.day,
            nullif(tickets.name_key(c.name), '') AS key,
            count(*) AS closings,
            count(*) FILTER (WHERE c.is_job) AS jobs,
            count(*) FILTER (WHERE c.is_fix_known) AS first_fix_known,
            count(*) FILTER (WHERE c.is_fix_known AND c.is_fix) AS first_fixed,
            count(c.mttr) FILTER (WHERE c.is_job) AS mttr_known,
            sum(c.mttr) FILTER (WHERE c.is_job) AS mttr,
            count(c.is_within) FILTER (WHERE c.is_job) AS within_sla_known,
            count(*) FILTER (WHERE c.is_job AND c.is_within) AS within_sla
        FROM closings AS c
        GROUP BY c.name, c.day
    ),

    spelled AS (
        SELECT DISTINCT ON (n.key) n.key, n.name
        FROM (
            SELECT c.key, c.name, sum(c.closings) AS closings
            FROM counted AS c
            GROUP BY c.key, c.name
        ) AS n
        ORDER BY n.key, n.closings DESC, n.name
    ),

    dated AS (
        SELECT
            c.*,
            s.name AS shown_name,
            CASE p_period
                WHEN 'day' THEN c.day
                WHEN 'week' THEN date_trunc('week', c.day::timestamp)::date
            END AS starts_on
        FROM counted AS c
        LEFT JOIN spelled AS s ON s.key = c.key
    ),

    summed AS (
        SELECT
            grouping(c.starts_on) = 1 AS is_all_periods,
            grouping(c.shown_name) = 1 AS is_all_names,
            c.starts_on,
            c.shown_name AS name,
            coalesce(sum(c.closings), 0)::bigint AS closings,
            coalesce(sum(c.jobs), 0)::bigint AS jobs,
            count(DISTINCT c.day) FILTER (WHERE c.jobs > 0) AS days,
            coalesce(sum(c.first_fix_known), 0)::bigint AS first_fix_known,
            coalesce(sum(c.first_fixed), 0)::bigint AS first_fixed,
            coalesce(sum(c.mttr_known), 0)::bigint AS mttr_known,
            sum(c.mttr) AS mttr,
            coalesce(sum(c.within_sla_known), 0)::bigint AS within_sla_known,
            coalesce(sum(c.within_sla), 0)::bigint AS within_sla
        FROM dated AS c
        GROUP BY GROUPING SETS (
            (), (c.shown_name), (c.starts_on), (c.starts_on, c.shown_name)
        )
        HAVING p_period <> 'window' OR grouping(c.starts_on) = 1
    )

    SELECT
        s.is_all_periods,
        s.is_all_names,
        s.starts_on,
        s.name,
        s.jobs,
        s.closings - s.jobs AS reopened,
        s.days,
        round(s.jobs::numeric / nullif(s.days, 0), 2) AS jobs_a_day,
        s.first_fixed,
        s.first_fix_known,
        s.closings - s.first_fix_known AS first_fix_unknown,
        round(s.first_fixed::numeric / nullif(s.first_fix_known, 0), 4) AS first_fix_share,
        s.mttr_known,
        round(s.mttr / nullif(s.mttr_known, 0), 1) AS mttr_mean_minutes,
        s.within_sla,
        s.within_sla_known,
        round(s.within_sla::numeric / nullif(s.within_sla_known, 0), 4) AS within_sla_share
    FROM summed AS s
$$;

--
-- Name: FUNCTION closure_figures(p_dataset text, p_by text, p_period text, p_from timestamp with time zone, p_to timestamp with time zone, p_as_of timestamp with time zone, p_filters jsonb); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.closure_figures(p_dataset text, p_by text, p_period text, p_from timestamp with time zone, p_to timestamp with time zone, p_as_of timestamp with time zone, p_filters jsonb) IS 'Jobs, first-time fixes, time to repair and SLA of the closings, by name and period.';

--
-- Name: convert_mttr(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.convert_mttr() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF to_regclass(format('tickets.%I', new.dataset)) IS NULL THEN
        RETURN NULL; -- build_datasets has not made its table yet
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('fleettickets.import'), hashtext(new.dataset));
    -- The trigger derive_ticket computes the values.
    EXECUTE format(
        'UPDATE tickets.%I SET raw = raw WHERE raw ->> ''mttr'' IS NOT NULL', new.dataset
    );
    UPDATE tickets.closure_events AS c
    SET mttr = round(c.source_mttr * new.minutes_per_mttr)::integer
    WHERE c.dataset = new.dataset AND c.source_mttr IS NOT NULL;
    RETURN NULL;
END
$$;

--
-- Name: FUNCTION convert_mttr(); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.convert_mttr() IS 'Converts the stored mttr of a dataset after a change of datasets.mttr_unit.';

--
-- Name: credited_closings(text, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.credited_closings(p_dataset text, p_from timestamp with time zone, p_to timestamp with time zone) RETURNS TABLE(ticket_id text, closed_at timestamp with time zone, cluster text, assigned_team text, credit_team text, credit_owner text, mttr integer, is_within boolean, reopened_at timestamp with time zone)
    LANGUAGE sql STABLE
    AS $$
    SELECT
        c.ticket_id,
        c.closed_at,
        c.cluster,
        c.assigned_team,
        c.credit_team,
        c.credit_owner,
        c.mttr,
        nullif(
            tickets.ticket_sla_state(NULL, FALSE, NULL, late.due_at, c.closed_at, v.is_within),
            'unknown'
        ) = 'on_track' AS is_within,
        CASE WHEN r.ticket_id IS NOT NULL THEN (
            SELECT e.occurred_at FROM tickets.ticket_events AS e
            WHERE e.dataset = p_dataset
                AND e.kind = 'reopened'
                AND e.ticket_id = c.ticket_id
                AND (e.change_key, e.change_line) > (c.change_key, c.change_line)
            ORDER BY e.change_key, e.change_line
            LIMIT 1
        ) END AS reopened_at
    FROM tickets.closure_events AS c
    LEFT JOIN tickets.sla_verdicts AS v ON v.sla_status = tickets.verdict_word(c.sla_status)
    LEFT JOIN LATERAL (
        -- If the source gives no verdict, the ticket's due time decides.
        SELECT t.due_at FROM tickets.ticket_deadlines AS t
        WHERE v.is_within IS NULL AND t.dataset = p_dataset AND t.ticket_id = c.ticket_id
        OFFSET 0
    ) AS late ON TRUE
    -- Few tickets were ever reopened, so only their closings look for a reopening.
    LEFT JOIN (
        SELECT DISTINCT e.ticket_id FROM tickets.ticket_events AS e
        WHERE e.dataset = p_dataset AND e.kind = 'reopened'
    ) AS r ON r.ticket_id = c.ticket_id
    WHERE c.dataset = p_dataset AND c.closed_at >= p_from AND c.closed_at < p_to
$$;

--
-- Name: FUNCTION credited_closings(p_dataset text, p_from timestamp with time zone, p_to timestamp with time zone); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.credited_closings(p_dataset text, p_from timestamp with time zone, p_to timestamp with time zone) IS 'The closings of a window: credited to whom, in time or not, and when a reopening undid them.';

--
-- Name: derive_ticket(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.derive_ticket() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    v_key_at timestamptz := tickets.key_at(new.change_key);
BEGIN
    new := jsonb_populate_record(
        new,
        (
            SELECT
                jsonb_object_agg(
                    c.column_name,
                    tickets.typed_value(new.raw ->> c.column_name, c.column_type, c.factor)
                )
            FROM tickets.dataset_columns AS c
            WHERE c.dataset = tg_table_name AND c.column_name <> 'ticket_id'
        )
    );
    -- Nothing has happened after its file was written.
    IF new.closed_at > v_key_at THEN
        new.closed_at := v_key_at;
    END IF;
    IF new.created_at_service > v_key_at THEN
        new.created_at_service := v_key_at;
    END IF;
    IF new.first_seen_at > v_key_at THEN
        new.first_seen_at := v_key_at;
    END IF;
    new.lifecycle := tickets.lifecycle(
        new.is_actionable,
        new.closed_at,
        new.bucket,
        tickets.note_status(
            tg_table_name,
            tickets.status_key(new.normalized_status, new.raw_status),
            new.change_key
        )
    );
    IF tg_op = 'INSERT' OR new.raw IS DISTINCT FROM old.raw THEN
        -- Not the import's hash, so that the next version in the feed is seen as a change.
        new.content_hash := md5(new.raw::text)::uuid;
    END IF;
    RETURN new;
END
$$;

--
-- Name: FUNCTION derive_ticket(); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.derive_ticket() IS 'Keeps the typed columns in step with raw for every writer but the import.';

--
-- Name: describe_freshness(text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.describe_freshness(p_dataset text) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
    SELECT jsonb_build_object(
        'dataset', f.dataset,
        'source_max_key', f.source_max_key,
        'content_as_of', f.content_as_of,
        'wall_clock_at', f.wall_clock_at,
        'lag_minutes', f.lag_minutes,
        'is_stale', f.is_stale,
        'stale_after_minutes', f.stale_after_minutes,
        'import_overdue_since', (
            SELECT s.silent_since
            FROM tickets.import_silence(f.dataset, f.wall_clock_at) AS s
            WHERE s.is_overdue
        ),
        'last_run', CASE
            WHEN f.last_run_id IS NOT NULL THEN jsonb_build_object(
                'run_id', f.last_run_id,
                'state', f.last_run_state,
                'started_at', f.last_run_started_at,
                'finished_at', f.last_run_finished_at
            )
        END
    )
    FROM reporting.freshness AS f
    WHERE f.dataset = p_dataset
$$;

--
-- Name: FUNCTION describe_freshness(p_dataset text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.describe_freshness(p_dataset text) IS 'How old a dataset''s answers are, and how its last import went, as JSON.';

--
-- Name: eat_ts(text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.eat_ts(p_value text) RETURNS timestamp with time zone
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
BEGIN
    IF p_value !~ (
        '^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])'
        '([ T]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?( ?(Z|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?))?)?$'
    ) THEN
        RETURN NULL;
    END IF;
    -- The text has the form of a date; only the length of its month is left to check.
    IF substr(p_value, 9, 2)::integer > date_part(
        'day',
        make_date(substr(p_value, 1, 4)::integer, substr(p_value, 6, 2)::integer, 1)
        + interval '1 month - 1 day'
    ) THEN
        RETURN NULL;
    END IF;
    IF length(p_value) > 10 AND p_value ~ '(Z|[+-][0-9]{2}(:?[0-9]{2})?)$' THEN
        RETURN p_value::timestamptz;
    END IF;
    -- Not Africa/Nairobi, whose clocks stood otherwise before 1960.
    RETURN p_value::timestamp AT TIME ZONE 'Etc/GMT-3';
END
$_$;

--
-- Name: FUNCTION eat_ts(p_value text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.eat_ts(p_value text) IS 'An instant from YYYY-MM-DD[( |T)HH:MM[:SS[.ffffff]][offset]], East Africa Time unless an offset is given; NULL when the text is anything else.';

--
-- Name: feed_point(double precision, double precision, double precision, double precision, double precision, double precision); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.feed_point(p_longitude double precision, p_latitude double precision, p_west double precision, p_south double precision, p_east double precision, p_north double precision) RETURNS public.geometry
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT CASE
        WHEN p_longitude = 0 AND p_latitude = 0 THEN NULL
        WHEN p_west IS NULL
            OR (
                p_longitude BETWEEN p_west AND p_east
                AND p_latitude BETWEEN p_south AND p_north
            )
            THEN public.st_setsrid(public.st_makepoint(p_longitude, p_latitude), 4326)
        WHEN p_latitude BETWEEN p_west AND p_east AND p_longitude BETWEEN p_south AND p_north
            THEN public.st_setsrid(public.st_makepoint(p_latitude, p_longitude), 4326)
    END
$$;

--
-- Name: FUNCTION feed_point(p_longitude double precision, p_latitude double precision, p_west double precision, p_south double precision, p_east double precision, p_north double precision); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.feed_point(p_longitude double precision, p_latitude double precision, p_west double precision, p_south double precision, p_east double precision, p_north double precision) IS 'The feed''s own position (SRID 4326) within the area (NULL: anywhere), also where latitude and longitude stand in each other''s place; NULL when it is blank, (0, 0) or outside.';

--
-- Name: filtered_tickets(text, jsonb); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.filtered_tickets(p_dataset text, p_filters jsonb) RETURNS SETOF tickets.ticket_deadlines
    LANGUAGE sql STABLE
    AS $$
    SELECT t.*
    FROM tickets.ticket_deadlines AS t
    WHERE (p_dataset IS NULL OR t.dataset = p_dataset)
        AND tickets.is_wanted(p_filters ->> 'cluster', t.cluster)
        AND tickets.is_wanted(p_filters ->> 'status', t.normalized_status)
        AND tickets.is_wanted(p_filters ->> 'team', t.assigned_team)
        AND tickets.is_wanted(p_filters ->> 'owner', t.owner)
$$;

--
-- Name: FUNCTION filtered_tickets(p_dataset text, p_filters jsonb); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.filtered_tickets(p_dataset text, p_filters jsonb) IS 'The tickets that pass a report''s filters, with their deadlines.';

--
-- Name: find_all_suspects(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.find_all_suspects() RETURNS integer
    LANGUAGE plpgsql
    AS $$
DECLARE
    v_longitudes double precision[];
    v_latitudes double precision[];
    v_addresses integer[];
BEGIN
    WITH believed AS MATERIALIZED (
        SELECT
            t.location_name,
            tickets.to_degrees(t.raw ->> 'longitude', 180) AS longitude,
            tickets.to_degrees(t.raw ->> 'latitude', 90) AS latitude
        FROM tickets.all_tickets AS t
        WHERE t.geo_source = 'feed'
    ),

    -- Two steps, because names are costly to compare.
    frequent AS (
        SELECT
            b.longitude,
            b.latitude
        FROM believed AS b
        GROUP BY b.longitude, b.latitude
        HAVING count(*) >= (SELECT g.suspect_addresses FROM tickets.geo_settings AS g)
    ),

    counted AS (
        SELECT
            f.longitude,
            f.latitude,
            count(DISTINCT tickets.without_numbers(b.location_name))::integer AS addresses
        FROM frequent AS f
        INNER JOIN believed AS b ON f.longitude = b.longitude AND f.latitude = b.latitude
        GROUP BY f.longitude, f.latitude
    )

    SELECT array_agg(c.longitude), array_agg(c.latitude), array_agg(c.addresses)
    INTO v_longitudes, v_latitudes, v_addresses
    FROM counted AS c
    WHERE c.addresses >= (SELECT g.suspect_addresses FROM tickets.geo_settings AS g);
    RETURN tickets.note_suspects(v_longitudes, v_latitudes, v_addresses);
END
$$;

--
-- Name: FUNCTION find_all_suspects(); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.find_all_suspects() IS 'Notes those coordinates of the feed that too many addresses share; it forgets none.';

--
-- Name: find_suspects(double precision[], double precision[]); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.find_suspects(p_longitudes double precision[], p_latitudes double precision[]) RETURNS integer
    LANGUAGE plpgsql
    SET plan_cache_mode TO 'force_custom_plan'
    SET random_page_cost TO '1.1'
    AS $$
DECLARE
    v_longitudes double precision[];
    v_latitudes double precision[];
    v_addresses integer[];
BEGIN
    WITH counted AS (
        SELECT
            tickets.to_degrees(t.raw ->> 'longitude', 180) AS longitude,
            tickets.to_degrees(t.raw ->> 'latitude', 90) AS latitude,
            count(DISTINCT tickets.without_numbers(t.location_name))::integer AS addresses
        FROM unnest(p_longitudes, p_latitudes) AS p (longitude, latitude)
        INNER JOIN tickets.all_tickets AS t
            ON t.geog OPERATOR (public.&&) public.st_setsrid(
                public.st_makepoint(p.longitude, p.latitude), 4326
            )::public.geography
            AND t.longitude = p.longitude AND t.latitude = p.latitude
        WHERE t.geo_source = 'feed'
        GROUP BY 1, 2
    )

    SELECT array_agg(c.longitude), array_agg(c.latitude), array_agg(c.addresses)
    INTO v_longitudes, v_latitudes, v_addresses
    FROM counted AS c
    WHERE c.addresses >= (SELECT g.suspect_addresses FROM tickets.geo_settings AS g);
    RETURN tickets.note_suspects(v_longitudes, v_latitudes, v_addresses);
END
$$;

--
-- Name: FUNCTION find_suspects(p_longitudes double precision[], p_latitudes double precision[]); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.find_suspects(p_longitudes double precision[], p_latitudes double precision[]) IS 'Notes those of these coordinates that too many addresses share; it forgets none.';

--
-- Name: find_troubles(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.find_troubles() RETURNS TABLE(dataset text, kind text, subject text, since timestamp with time zone, message text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
BEGIN
    RETURN QUERY
    WITH limits AS (
        SELECT w.* FROM tickets.watch_limits AS w
    ),

    ends AS (
        SELECT e.*
        FROM tickets.datasets AS d
        CROSS JOIN LATERAL (
            SELECT r.dataset, r.state, r.error, coalesce(r.finished_at, r.started_at) AS ended_at
            FROM tickets.import_runs AS r
            WHERE r.dataset = d.dataset AND r.is_drain
                AND NOT (r.state = 'running' AND tickets.is_run_alive(d.dataset))
            ORDER BY r.run_id DESC
            LIMIT 1
        ) AS e
    ),

    failed AS (
        SELECT DISTINCT ON (f.dataset, f.change_key)
            f.dataset, f.change_key, f.seen_at, f.error,
            f.attempts < 3
            AND coalesce(f.error LIKE '[FT201]%' OR f.error LIKE '[FT202]%', FALSE) AS may_pass
        FROM tickets.import_files AS f
        WHERE f.state = 'failed'
        ORDER BY f.dataset, f.change_key, f.seen_at DESC
    ),

    shares AS (
        SELECT
            f.dataset,
            min(f.seen_at) FILTER (WHERE f.is_late AND f.rows_rejected > 0) AS first_at,
            coalesce(sum(f.rows_rejected) FILTER (WHERE f.is_late), 0) AS rejected,
            100.0 * sum(f.rows_rejected) FILTER (WHERE f.is_late)
            / nullif(sum(f.rows_read) FILTER (WHERE f.is_late), 0) AS percent,
            coalesce(
                100.0 * sum(f.rows_rejected) FILTER (WHERE NOT f.is_late)
                / nullif(sum(f.rows_read) FILTER (WHERE NOT f.is_late), 0),
                0
            ) AS percent_before
        FROM (
            SELECT i.*, i.seen_at > now() - interval '24 hours' AS is_late
            FROM tickets.import_files AS i
            WHERE i.state = 'applied' AND i.seen_at > now() - interval '8 days'
        ) AS f
        GROUP BY f.dataset
    ),

    last_alerts AS (
        SELECT DISTINCT ON (a.dataset) a.dataset, a.state
        FROM tickets.alerts AS a
        WHERE a.kind = 'rejects_growing' AND a.subject = ''
        ORDER BY a.dataset, a.alert_id DESC
    )

    SELECT
        d.dataset, 'import_overdue', '', s.silent_since,
        format(
            'No successful import of %s since %s: %s watched minutes (limit %s).',
            d.dataset,
            to_char(s.silent_since AT TIME ZONE 'Africa/Nairobi', 'YYYY-MM-DD HH24:MI "EAT"'),
            floor(extract(EPOCH FROM s.silence) / 60), w.overdue_minutes
        )
    FROM tickets.datasets AS d
    CROSS JOIN limits AS w
    CROSS JOIN LATERAL tickets.import_silence(d.dataset, now()) AS s
    WHERE s.is_overdue
    UNION ALL
    SELECT
        e.dataset, 'run_failed', '', e.ended_at,
        format(
            'The last import of %s %s.',
            e.dataset,
            CASE WHEN e.state IN ('running', 'abandoned') THEN 'was killed' ELSE 'failed' END
        )
    FROM ends AS e
    WHERE e.state <> 'succeeded'
        AND NOT (
            e.state = 'failed' AND e.error IS NULL
            AND coalesce(
                (SELECT NOT bool_or(f.may_pass) FROM failed AS f WHERE f.dataset = e.dataset),
                FALSE
            )
        )
    UNION ALL
    SELECT
        f.dataset, 'file_failed', f.change_key, f.seen_at,
        format('%s cannot be imported: %s', f.change_key, left(coalesce(f.error, 'unknown'), 300))
    FROM failed AS f
    WHERE NOT f.may_pass
    UNION ALL
    SELECT
        f.dataset, 'file_rejected', f.change_key, f.seen_at,
        format(
            'None of the %s rows of %s could be imported; fleettickets rejects lists them.',
            f.rows_read, f.change_key
        )
    FROM tickets.import_files AS f
    WHERE f.state = 'applied'
        AND f.seen_at > now() - interval '24 hours'
        AND f.rows_rejected > 0
        AND f.rows_rejected = f.rows_read
    UNION ALL
    SELECT
        f.dataset, 'file_ahead', f.change_key, f.seen_at,
        format(
            '%s is dated ahead of the clock: until then its rows win over those of other files. If the '
            'date is wrong, import the rows again under the right one, and then a file with the same '
            'key that has the header alone.',
            f.change_key
        )
    FROM tickets.datasets AS d
    CROSS JOIN LATERAL (
        SELECT i.dataset, i.change_key, i.seen_at
        FROM tickets.import_files AS i
        WHERE i.dataset = d.dataset AND i.state = 'applied' AND i.rows_read > 0
        ORDER BY i.change_key DESC
        LIMIT 1
    ) AS f
    WHERE tickets.key_at(f.change_key) > now() + interval '1 hour'
    UNION ALL
    SELECT
        s.dataset, 'rejects_growing', '', s.first_at,
        format(
            '%s %% of the rows of %s in the last 24 hours were rejected (%s rows); in the 7 days '
            'before, %s %%.',
            round(s.percent, 1), s.dataset, s.rejected, round(s.percent_before, 1)
        )
    FROM shares AS s
    CROSS JOIN limits AS w
    LEFT JOIN last_alerts AS a ON a.dataset = s.dataset
    CROSS JOIN LATERAL (
        SELECT CASE WHEN a.state = 'raised' THEN 0.75 ELSE 1 END AS of_limit
    ) AS h
    WHERE s.rejected >= h.of_limit * w.reject_rows
        AND (
            s.percent >= h.of_limit * w.reject_percent_always
            OR (
                s.percent >= h.of_limit * w.reject_percent
                AND s.percent >= h.of_limit * w.reject_growth * s.percent_before
            )
        )
    UNION ALL
    SELECT
        u.dataset, 'unknown_status', u.status, u.noted_at,
        format(
            '%s the status %L of %s, first seen in %s: it counts as not closed. Set its meaning with '
            '`fleettickets words set`.',
            CASE
                WHEN EXISTS (
                    SELECT FROM tickets.status_words AS w
                    WHERE w.meaning <> 'negates' AND strpos(
                        ' ' || tickets.plain_words(u.status) || ' ', ' ' || w.phrase || ' '
                    ) > 0
                )
                    THEN 'The words of open and of closed tickets are both in'
                ELSE 'No rule knows'
            END,
            u.status, u.dataset, u.first_key
        )
    FROM (
        SELECT
            s.*,
            row_number() OVER (PARTITION BY s.dataset ORDER BY s.noted_at, s.status) AS place
        FROM tickets.statuses AS s
        WHERE s.meaning IS NULL
    ) AS u
    WHERE u.place <= 20
    UNION ALL
    SELECT
        u.dataset, 'unknown_verdict', u.word, u.since,
        format(
            'Closed tickets of %s have the sla_status %L, which has no meaning yet; their due time '
            'decides. Add the word to tickets.sla_verdicts (docs/feed.md#verdicts).',
            u.dataset, u.word
        )
    FROM tickets.find_unknown_verdicts() AS u
    UNION ALL
    SELECT p.dataset, 'two_places', p.subject, p.since, p.message
    FROM tickets.find_two_places() AS p
    UNION ALL
    SELECT
        NULL, 'geocoding_spent', g.provider, date_trunc('day', now(), 'UTC'),
        format(
            '%s accepts no more requests until 00:00 UTC (%s sent today); the remaining places '
            'wait until then.',
            g.provider, g.requests
        )
    FROM (
        SELECT
            p.provider,
            coalesce(d.requests, 0) AS requests,
            (d.budget > 0 AND d.requests >= d.budget)
            OR (p.blocked_for = 'day' AND p.blocked_until > now()) AS is_spent
        FROM tickets.geocode_pace AS p
        LEFT JOIN tickets.geocode_days AS d
            ON d.provider = p.provider AND d.asked_on = (now() AT TIME ZONE 'UTC')::date
    ) AS g
    WHERE g.is_spent;
END
$$;

--
-- Name: FUNCTION find_troubles(); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.find_troubles() IS 'What needs a person now (docs/deployment-and-operations.md#watching).';

--
-- Name: find_two_places(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.find_two_places() RETURNS TABLE(dataset text, subject text, since timestamp with time zone, message text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT
        d.dataset,
        n.subject,
        g.asked_at AS since,
        format(
            'Cluster %s is in two places: its tickets are around %s, %s, but its name is found at '
            '%s, %s (%s). Set its position on the map, or with `fleettickets geocode set`.',
            n.subject,
            round(public.st_y(g.geom)::numeric, 5), round(public.st_x(g.geom)::numeric, 5),
            round(public.st_y(g.refused_geom)::numeric, 5),
            round(public.st_x(g.refused_geom)::numeric, 5),
            g.answer
        ) AS message
    FROM tickets.geo_clusters AS g
    CROSS JOIN LATERAL (
        SELECT
            g.cluster
            || CASE WHEN g.region <> '' THEN ' (' || g.region || ')' ELSE '' END AS subject
    ) AS n
    CROSS JOIN LATERAL (
        SELECT DISTINCT t.dataset
        FROM tickets.all_tickets AS t
        WHERE tickets.name_key(t.cluster) = tickets.name_key(g.cluster)
            AND g.region IN ('', tickets.region_key(t.region))
            AND t.is_open
    ) AS d
    WHERE NOT g.is_manual
        AND strpos(g.reason, 'two_places:') > 0
        AND g.geom IS NOT NULL
        AND g.refused_geom IS NOT NULL
    ORDER BY g.asked_at, n.subject, d.dataset
    LIMIT 20
$$;

--
-- Name: FUNCTION find_two_places(); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.find_two_places() IS 'Clusters that evidence puts in two places, with both (docs/geocoding.md#clusters).';

--
-- Name: find_unknown_verdicts(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.find_unknown_verdicts() RETURNS TABLE(dataset text, word text, since timestamp with time zone)
    LANGUAGE plpgsql STABLE
    AS $_$
DECLARE
    v_dataset text;
BEGIN
    FOR v_dataset IN SELECT d.dataset FROM tickets.datasets AS d LOOP
        RETURN QUERY EXECUTE format(
            $sql$
            WITH RECURSIVE words AS (
                (
                    SELECT tickets.verdict_word(t.sla_status) AS word,
                        coalesce(t.closed_at, t.ingested_at) AS closed_at
                    FROM tickets.%1$I AS t
                    WHERE t.lifecycle = 'closed'
                        AND tickets.verdict_word(t.sla_status) IS NOT NULL
                    ORDER BY 1, 2
                    LIMIT 1
                )
                UNION ALL
                SELECT later.word, later.closed_at
                FROM words AS w
                CROSS JOIN LATERAL (
                    SELECT tickets.verdict_word(t.sla_status) AS word,
                        coalesce(t.closed_at, t.ingested_at) AS closed_at
                    FROM tickets.%1$I AS t
                    WHERE t.lifecycle = 'closed'
                        AND tickets.verdict_word(t.sla_status) > w.word
                    ORDER BY 1, 2
                    LIMIT 1
                ) AS later
            )

            SELECT %1$L, left(w.word, 100), min(w.closed_at)
            FROM (SELECT * FROM words LIMIT 200) AS w
            WHERE NOT EXISTS (
                SELECT FROM tickets.sla_verdicts AS v WHERE v.sla_status = w.word
            )
            GROUP BY left(w.word, 100)
            ORDER BY 2
            LIMIT 20
            $sql$,
            v_dataset
        );
    END LOOP;
END
$_$;

--
-- Name: FUNCTION find_unknown_verdicts(); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.find_unknown_verdicts() IS 'Words in the sla_status of closed tickets that tickets.sla_verdicts does not know.';

--
-- Name: fold_text(text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.fold_text(p_text text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT CASE
        WHEN octet_length(p_text) = char_length(p_text) THEN lower(p_text)
        ELSE regexp_replace(normalize(lower(p_text), NFKD), '[\u0300-\u036f]', '', 'g')
    END
$$;

--
-- Name: FUNCTION fold_text(p_text text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.fold_text(p_text text) IS 'The text without case and accents, for comparing.';

--
-- Name: hours_open(timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.hours_open(p_as_of timestamp with time zone, p_started_at timestamp with time zone) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT CASE
        WHEN p_as_of > p_started_at THEN round(extract(EPOCH FROM p_as_of - p_started_at) / 3600, 2)
        WHEN p_as_of <= p_started_at THEN 0
    END
$$;

--
-- Name: FUNCTION hours_open(p_as_of timestamp with time zone, p_started_at timestamp with time zone); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.hours_open(p_as_of timestamp with time zone, p_started_at timestamp with time zone) IS 'How long a ticket has been open, in hours with two decimals; NULL without a start.';

--
-- Name: import_silence(text, timestamp with time zone); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.import_silence(p_dataset text, p_at timestamp with time zone) RETURNS TABLE(silent_since timestamp with time zone, silence interval, is_overdue boolean)
    LANGUAGE sql STABLE
    AS $$
    SELECT
        s.silent_since,
        h.silence,
        h.silence >= make_interval(mins => w.overdue_minutes) AS is_overdue
    FROM tickets.watch_limits AS w
    CROSS JOIN LATERAL (
        SELECT coalesce(
            (
                SELECT r.finished_at FROM tickets.import_runs AS r
                WHERE r.dataset = p_dataset AND r.is_drain
                    AND (r.state = 'succeeded' OR (r.state = 'failed' AND r.error IS NULL))
                ORDER BY r.run_id DESC
                LIMIT 1
            ),
            -- Before the first run: since the database was created.
            (
                SELECT r.started_at FROM tickets.import_runs AS r
                WHERE r.dataset = p_dataset AND r.is_drain
                ORDER BY r.run_id
                LIMIT 1
            ),
            (SELECT min(f.applied_at) FROM tickets.schema_files AS f)
        ) AS silent_since
    ) AS s
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(
            greatest(
                least(p_at, (g.at::date + w.watched_to) AT TIME ZONE 'Africa/Nairobi')
                - greatest(
                    s.silent_since,
                    (g.at::date + w.watched_from) AT TIME ZONE 'Africa/Nairobi'
                ),
                interval '0'
            )
        ), interval '0') AS silence
        FROM generate_series(
            date_trunc(
                'day',
                greatest(s.silent_since, p_at - make_interval(days => 400))
                AT TIME ZONE 'Africa/Nairobi'
            ),
            p_at AT TIME ZONE 'Africa/Nairobi',
            interval '1 day'
        ) AS g (at)
    ) AS h
$$;

--
-- Name: FUNCTION import_silence(p_dataset text, p_at timestamp with time zone); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.import_silence(p_dataset text, p_at timestamp with time zone) IS 'Since when, and for how long in watched hours, no import of a dataset has succeeded.';

--
-- Name: is_importing(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.is_importing() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    SELECT coalesce(current_setting('fleettickets.importing', TRUE), '') = 'on'
$$;

--
-- Name: FUNCTION is_importing(); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.is_importing() IS 'Whether this transaction is the import''s, whose statement fills the derived columns itself.';

--
-- Name: is_relocating(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.is_relocating() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    SELECT coalesce(current_setting('fleettickets.relocating', TRUE), '') = 'on'
$$;

--
-- Name: FUNCTION is_relocating(); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.is_relocating() IS 'Whether relocate_tickets is writing, which counts for itself.';

--
-- Name: is_run_alive(text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.is_run_alive(p_dataset text) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    SELECT EXISTS (
        SELECT FROM pg_catalog.pg_locks AS l
        WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
            AND l.classid = hashtext('fleettickets.import')::oid
            AND l.objid = hashtext(p_dataset)::oid
            AND l.database = (
                SELECT b.oid FROM pg_catalog.pg_database AS b
                WHERE b.datname = current_database()
            )
    )
$$;

--
-- Name: FUNCTION is_run_alive(p_dataset text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.is_run_alive(p_dataset text) IS 'Whether an import of the dataset is running, judged by its lock.';

--
-- Name: is_wanted(text, text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.is_wanted(p_wanted text, p_value text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT p_wanted IS NULL OR tickets.name_key(p_value) = tickets.wanted_key(p_wanted)
$$;

--
-- Name: FUNCTION is_wanted(p_wanted text, p_value text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.is_wanted(p_wanted text, p_value text) IS 'Whether a value passes a filter; NULL: every value; (none): only a missing value.';

--
-- Name: key_at(text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.key_at(p_change_key text) RETURNS timestamp with time zone
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    SELECT to_timestamp(
        substring(p_change_key FROM '\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d') || ' +03',
        'YYYY-MM-DD"T"HH24-MI-SS TZH'
    )
$$;

--
-- Name: FUNCTION key_at(p_change_key text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.key_at(p_change_key text) IS 'The instant that a change file''s key names.';

--
-- Name: key_of_place(text, text, text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.key_of_place(p_region_key text, p_cluster_key text, p_location_key text) RETURNS uuid
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT md5(
        coalesce(nullif(p_region_key, '') || E'\x1e', '')
        || p_cluster_key || E'\x1f' || p_location_key
    )::uuid
$$;

--
-- Name: FUNCTION key_of_place(p_region_key text, p_cluster_key text, p_location_key text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.key_of_place(p_region_key text, p_cluster_key text, p_location_key text) IS 'The place_key of a location whose names are keys already (region_key, name_key).';

--
-- Name: label_sla_policy(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.label_sla_policy() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF (new.target_minutes, new.at_risk_minutes) <> (old.target_minutes, old.at_risk_minutes) THEN
        new.is_default := FALSE;
        new.note := NULL;
        new.updated_at := now();
    END IF;
    RETURN new;
END
$$;

--
-- Name: FUNCTION label_sla_policy(); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.label_sla_policy() IS 'Keeps is_default and updated_at of a policy right, even if it is changed by SQL.';

--
-- Name: label_status_words(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.label_status_words() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    new.phrase := tickets.plain_words(new.phrase);
    IF tg_op = 'UPDATE' AND (new.phrase, new.meaning) <> (old.phrase, old.meaning) THEN
        new.is_default := FALSE;
    END IF;
    RETURN new;
END
$$;

--
-- Name: FUNCTION label_status_words(); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.label_status_words() IS 'Keeps the form of a phrase and its is_default right, even if it is changed by SQL.';

--
-- Name: lifecycle(boolean, timestamp with time zone, text, text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.lifecycle(p_is_actionable boolean, p_closed_at timestamp with time zone, p_bucket text, p_meaning text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT CASE
        WHEN p_is_actionable
            AND (
                p_closed_at IS NULL
                OR (
                    p_meaning IS DISTINCT FROM 'closed'
                    AND tickets.name_key(p_bucket) <> 'closed'
                )
            )
            THEN 'actionable'
        WHEN p_closed_at IS NOT NULL
            OR p_meaning = 'closed'
            OR tickets.name_key(p_bucket) = 'closed'
            THEN 'closed'
        ELSE 'waiting'
    END
$$;

--
-- Name: FUNCTION lifecycle(p_is_actionable boolean, p_closed_at timestamp with time zone, p_bucket text, p_meaning text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.lifecycle(p_is_actionable boolean, p_closed_at timestamp with time zone, p_bucket text, p_meaning text) IS 'actionable, waiting or closed (docs/feed.md#lifecycle).';

--
-- Name: list_place_edits(integer); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.list_place_edits(p_limit integer) RETURNS TABLE(kind text, edit_id bigint, edited_at timestamp with time zone, edited_by text, region text, cluster text, location_name text, spellings bigint, longitude double precision, latitude double precision, was_longitude double precision, was_latitude double precision, is_wrong boolean, is_undone boolean)
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 100
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT
        e.kind,
        max(e.edit_id) AS edit_id,
        max(e.edited_at) AS edited_at,
        min(e.edited_by) AS edited_by,
        min(e.region) AS region,
        min(e.cluster) AS cluster,
        min(e.location_name) AS location_name,
        count(*) AS spellings,
        max((e.after #>> '{geom,coordinates,0}')::double precision) AS longitude,
        max((e.after #>> '{geom,coordinates,1}')::double precision) AS latitude,
        max((e.before #>> '{geom,coordinates,0}')::double precision) AS was_longitude,
        max((e.before #>> '{geom,coordinates,1}')::double precision) AS was_latitude,
        coalesce(bool_or(starts_with(e.after ->> 'reason', 'wrong')), FALSE) AS is_wrong,
        bool_and(e.is_undone) AS is_undone
    FROM tickets.place_edits AS e
    GROUP BY e.change_id, e.kind
    ORDER BY max(e.edit_id) DESC
    LIMIT p_limit
$$;

--
-- Name: FUNCTION list_place_edits(p_limit integer); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.list_place_edits(p_limit integer) IS 'What people did to positions, the newest first (docs/geocoding.md#by-hand).';

--
-- Name: locate(text, text, text, double precision, double precision); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.locate(p_region text, p_cluster text, p_location_name text, p_longitude double precision, p_latitude double precision) RETURNS TABLE(geom public.geometry, geo_source text, provider text, geo_precision text, query text, location_reason text, feed_problem text)
    LANGUAGE sql STABLE
    AS $$
    SELECT
        CASE r.geo_source
            WHEN 'feed' THEN r.area_geom
            WHEN 'cluster' THEN r.cluster_geom
            ELSE r.location_geom
        END AS geom,
        r.geo_source,
        CASE r.geo_source
            WHEN 'feed' THEN 'feed'
            WHEN 'cluster' THEN r.cluster_provider
            ELSE r.location_provider
        END AS provider,
        CASE r.geo_source
            WHEN 'feed' THEN 'point'
            WHEN 'cluster' THEN 'cluster'
            WHEN 'manual' THEN 'point'
            WHEN 'text' THEN 'point'
            WHEN 'location' THEN tickets.precision_class(r.location_precision)
        END AS geo_precision,
        CASE r.geo_source
            WHEN 'feed' THEN NULL
            WHEN 'cluster' THEN r.cluster_query
            ELSE r.location_query
        END AS query,
        CASE WHEN r.location_geom IS NULL THEN r.location_reason END AS location_reason,
        CASE
            WHEN p_longitude IS NULL OR p_latitude IS NULL THEN NULL
            WHEN p_longitude = 0 AND p_latitude = 0 THEN 'zero'
            WHEN r.area_geom IS NULL THEN 'outside_area'
            WHEN r.is_suspect THEN 'shared'
            WHEN public.st_x(r.area_geom) <> p_longitude THEN 'swapped'
        END AS feed_problem
    FROM (
        SELECT
            f.geom AS area_geom,
            l.geom AS location_geom,
            l.provider AS location_provider,
            l.precision AS location_precision,
            l.query AS location_query,
            l.reason AS location_reason,
            c.geom AS cluster_geom,
            c.provider AS cluster_provider,
            c.query AS cluster_query,
            s.longitude IS NOT NULL AS is_suspect,
            CASE
                WHEN l.is_manual AND l.geom IS NOT NULL THEN 'manual'
                WHEN f.geom IS NOT NULL AND s.longitude IS NULL THEN 'feed'
                WHEN l.geom IS NOT NULL AND l.provider = 'text' THEN 'text'
                WHEN l.geom IS NOT NULL THEN 'location'
                WHEN c.geom IS NOT NULL THEN 'cluster'
            END AS geo_source
        FROM (
            SELECT tickets.feed_point(
                p_longitude,
                p_latitude,
                (SELECT g.west FROM tickets.geo_settings AS g),
                (SELECT g.south FROM tickets.geo_settings AS g),
                (SELECT g.east FROM tickets.geo_settings AS g),
                (SELECT g.north FROM tickets.geo_settings AS g)
            ) AS geom
        ) AS f
        LEFT JOIN tickets.suspect_coordinates AS s
            ON s.longitude = p_longitude AND s.latitude = p_latitude AND NOT s.is_allowed
        LEFT JOIN LATERAL (
            SELECT g.*
            FROM tickets.geo_locations AS g
            WHERE g.place_key IN (
                tickets.place_key(p_region, p_cluster, p_location_name),
                tickets.place_key(p_cluster, p_location_name)
            )
            ORDER BY tickets.region_key(g.region) DESC
            LIMIT 1
        ) AS l ON TRUE
        LEFT JOIN LATERAL (
            SELECT g.*
            FROM tickets.geo_clusters AS g
            WHERE
                tickets.name_key(g.cluster) = tickets.name_key(p_cluster)
                AND g.region IN ('', tickets.region_key(p_region))
            ORDER BY g.region DESC
            LIMIT 1
        ) AS c ON TRUE
    ) AS r
$$;

--
-- Name: FUNCTION locate(p_region text, p_cluster text, p_location_name text, p_longitude double precision, p_latitude double precision); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.locate(p_region text, p_cluster text, p_location_name text, p_longitude double precision, p_latitude double precision) IS 'The position of a ticket with this region, cluster, location and feed position, and its source: one set by hand wins, then the feed''s own if it is trusted, then the one in its address, then the location''s, then the cluster''s. One row. The import applies the same rule to whole batches (upsert_tickets.sql).';

--
-- Name: lock_positions(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.lock_positions() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM tickets.lock_positions(tg_argv[0]::boolean);
    RETURN NULL;
END
$$;

--
-- Name: FUNCTION lock_positions(); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.lock_positions() IS 'lock_positions(boolean) as a trigger.';

--
-- Name: lock_positions(boolean); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.lock_positions(p_is_shared boolean) RETURNS void
    LANGUAGE sql
    AS $$
    SELECT CASE
        WHEN p_is_shared
            THEN pg_advisory_xact_lock_shared(hashtext('fleettickets.positions'), 0)
        ELSE pg_advisory_xact_lock(hashtext('fleettickets.positions'), 0)
    END
$$;

--
-- Name: FUNCTION lock_positions(p_is_shared boolean); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.lock_positions(p_is_shared boolean) IS 'Until the transaction ends: shared for a writer of tickets, in a statement before the one that writes; alone for a writer of places.';

--
-- Name: lock_words(boolean); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.lock_words(p_is_shared boolean) RETURNS void
    LANGUAGE sql
    AS $$
    SELECT CASE
        WHEN p_is_shared
            THEN pg_advisory_xact_lock_shared(hashtext('fleettickets.status_words'), 0)
        ELSE pg_advisory_xact_lock(hashtext('fleettickets.status_words'), 0)
    END
$$;

--
-- Name: FUNCTION lock_words(p_is_shared boolean); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.lock_words(p_is_shared boolean) IS 'Until the transaction ends: shared for an import, in a statement before the one that reads the words; alone for a writer of words.';

--
-- Name: lock_words_by_trigger(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.lock_words_by_trigger() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM tickets.lock_words(FALSE);
    RETURN NULL;
END
$$;

--
-- Name: FUNCTION lock_words_by_trigger(); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.lock_words_by_trigger() IS 'Keeps imports out while the words of statuses change.';

--
-- Name: note_change(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.note_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF tg_nargs > 0 THEN
        PERFORM tickets.note_change(tg_argv[0]);
    ELSE
        PERFORM tickets.note_change(d.dataset) FROM tickets.datasets AS d;
    END IF;
    RETURN NULL;
END
$$;

--
-- Name: FUNCTION note_change(); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.note_change() IS 'note_change(text) as a trigger: of the subject that it is given, else of every dataset.';

--
-- Name: note_change(text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.note_change(p_subject text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    UPDATE tickets.data_versions AS v
    SET version = v.version + 1, changed_at = now()
    WHERE v.part = (
        SELECT p.part FROM tickets.data_versions AS p
        WHERE p.subject = p_subject
        ORDER BY p.part
        LIMIT 1
        FOR UPDATE SKIP LOCKED
    );
    IF NOT found THEN
        INSERT INTO tickets.data_versions (subject) VALUES (p_subject);
    END IF;
    PERFORM pg_notify('fleettickets_changes', p_subject);
END
$$;

--
-- Name: FUNCTION note_change(p_subject text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.note_change(p_subject text) IS 'Counts a change of the subject, and notifies the listeners of fleettickets_changes when the transaction commits. Call it anywhere in the transaction.';

--
-- Name: note_place_edit(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.note_place_edit() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public'
    AS $$
DECLARE
    v_before jsonb := CASE WHEN tg_op <> 'INSERT' THEN to_jsonb(old) END;
    v_after jsonb := CASE WHEN tg_op <> 'DELETE' THEN to_jsonb(new) END;
    v_place jsonb := coalesce(v_after, v_before);
BEGIN
    IF coalesce(current_setting('fleettickets.restoring', TRUE), '') = 'on' OR NOT (
        coalesce((v_before ->> 'is_manual')::boolean, FALSE)
        OR coalesce((v_after ->> 'is_manual')::boolean, FALSE)
    ) OR (
        v_before -> 'geom' = v_after -> 'geom'
        AND v_before -> 'reason' = v_after -> 'reason'
        AND v_before -> 'is_manual' = v_after -> 'is_manual'
    ) THEN
        RETURN NULL;
    END IF;
    INSERT INTO tickets.place_edits (
        change_id, edited_by, kind, region, cluster, location_name, before, after, undoes
    )
    VALUES (
        pg_current_xact_id()::text::bigint,
        coalesce(nullif(current_setting('fleettickets.editor', TRUE), ''), session_user),
        tg_argv[0],
        coalesce(v_place ->> 'region', ''),
        v_place ->> 'cluster',
        v_place ->> 'location_name',
        v_before,
        v_after,
        nullif(current_setting('fleettickets.undoing', TRUE), '')::bigint
    );
    RETURN NULL;
END
$$;

--
-- Name: FUNCTION note_place_edit(); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.note_place_edit() IS 'Records in tickets.place_edits what a person does to a position.';

--
-- Name: note_status(text, text, text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.note_status(p_dataset text, p_status text, p_change_key text) RETURNS text
    LANGUAGE plpgsql
    AS $$
DECLARE
    v_meaning text := tickets.status_meaning(p_status);
BEGIN
    IF p_status IS NOT NULL AND NOT EXISTS (
        SELECT FROM tickets.statuses AS s
        WHERE s.dataset = p_dataset AND s.status = p_status
    ) THEN
        INSERT INTO tickets.statuses (dataset, status, meaning, first_key)
        VALUES (p_dataset, p_status, v_meaning, p_change_key)
        ON CONFLICT DO NOTHING;
    END IF;
    RETURN v_meaning;
END
$$;

--
-- Name: FUNCTION note_status(p_dataset text, p_status text, p_change_key text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.note_status(p_dataset text, p_status text, p_change_key text) IS 'Adds a status to tickets.statuses, and returns what its words say.';

--
-- Name: note_suspects(double precision[], double precision[], integer[]); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.note_suspects(p_longitudes double precision[], p_latitudes double precision[], p_addresses integer[]) RETURNS integer
    LANGUAGE plpgsql
    AS $$
DECLARE
    v_written integer := 0;
BEGIN
    -- Even a statement that writes nothing takes the trigger's lock.
    IF EXISTS (
        SELECT FROM unnest(p_longitudes, p_latitudes) AS f (longitude, latitude)
        WHERE NOT EXISTS (
            SELECT FROM tickets.suspect_coordinates AS s
            WHERE s.longitude = f.longitude AND s.latitude = f.latitude
        )
    ) THEN
        INSERT INTO tickets.suspect_coordinates AS s (longitude, latitude, addresses)
        SELECT f.longitude, f.latitude, f.addresses
        FROM unnest(p_longitudes, p_latitudes, p_addresses) AS f (longitude, latitude, addresses)
        ON CONFLICT (longitude, latitude) DO NOTHING;
        GET DIAGNOSTICS v_written = ROW_COUNT;
    END IF;
    RETURN v_written;
END
$$;

--
-- Name: FUNCTION note_suspects(p_longitudes double precision[], p_latitudes double precision[], p_addresses integer[]); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.note_suspects(p_longitudes double precision[], p_latitudes double precision[], p_addresses integer[]) IS 'Adds coordinates to tickets.suspect_coordinates; returns how many it did not hold.';

--
-- Name: place_key(text, text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.place_key(p_cluster text, p_location_name text) RETURNS uuid
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT tickets.place_key(NULL::text, p_cluster, p_location_name)
$$;

--
-- Name: FUNCTION place_key(p_cluster text, p_location_name text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.place_key(p_cluster text, p_location_name text) IS 'The same for a location of a cluster without a region.';

--
-- Name: place_key(text, text, text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.place_key(p_region text, p_cluster text, p_location_name text) RETURNS uuid
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT CASE
        WHEN p_location_name IS NOT NULL
            THEN
                tickets.key_of_place(
                    tickets.region_key(p_region),
                    tickets.name_key(p_cluster),
                    tickets.name_key(p_location_name)
                )
    END
$$;

--
-- Name: FUNCTION place_key(p_region text, p_cluster text, p_location_name text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.place_key(p_region text, p_cluster text, p_location_name text) IS 'Identity of a location within its cluster in its region (name_key); NULL without a location.';

--
-- Name: place_spellings(text, text, text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.place_spellings(p_region text, p_cluster text, p_location_name text) RETURNS TABLE(region text, cluster text, location_name text, query text)
    LANGUAGE sql STABLE ROWS 3
    SET search_path TO 'public', 'pg_temp'
    AS $$
    WITH own AS (
        SELECT g.query, g.geom
        FROM tickets.geo_clusters AS g
        WHERE p_location_name IS NULL
            AND g.region = tickets.region_key(p_region)
            AND tickets.name_key(g.cluster) = tickets.name_key(p_cluster)
        UNION ALL
        SELECT g.query, g.geom
        FROM tickets.geo_locations AS g
        WHERE g.place_key = tickets.place_key(p_region, p_cluster, p_location_name)
    ),

    spelled AS (
        SELECT
            tickets.region_key(p_region) AS region,
            p_cluster AS cluster,
            p_location_name AS location_name,
            0 AS rank
        UNION ALL
        SELECT g.region, g.cluster, NULL, 1
        FROM own AS o
        INNER JOIN tickets.geo_clusters AS g ON g.query = o.query
        WHERE p_location_name IS NULL AND o.query <> ''
            AND g.region = tickets.region_key(p_region)
            AND (NOT g.is_manual OR g.geom IS NOT DISTINCT FROM o.geom)
        UNION ALL
        SELECT tickets.region_key(g.region), g.cluster, g.location_name, 1
        FROM own AS o
        INNER JOIN tickets.geo_locations AS g ON g.query = o.query
        WHERE p_location_name IS NOT NULL AND o.query <> ''
            AND tickets.region_key(g.region) = tickets.region_key(p_region)
            AND tickets.name_key(g.cluster) = tickets.name_key(p_cluster)
            AND (NOT g.is_manual OR g.geom IS NOT DISTINCT FROM o.geom)
    )

    SELECT DISTINCT ON (tickets.name_key(s.cluster), tickets.name_key(s.location_name))
        s.region,
        s.cluster,
        s.location_name,
        (SELECT o.query FROM own AS o) AS query
    FROM spelled AS s
    ORDER BY tickets.name_key(s.cluster), tickets.name_key(s.location_name), s.rank
$$;

--
-- Name: FUNCTION place_spellings(p_region text, p_cluster text, p_location_name text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.place_spellings(p_region text, p_cluster text, p_location_name text) IS 'The spellings of a place in its region, the given one too.';

--
-- Name: place_state(text, text, text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.place_state(p_region text, p_cluster text, p_location_name text) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $$
    WITH spellings AS MATERIALIZED (
        SELECT s.* FROM tickets.place_spellings(p_region, p_cluster, p_location_name) AS s
    ),

    places AS MATERIALIZED (
        SELECT
            g.cluster, NULL::text AS location_name, g.geom, g.provider, g.precision, g.is_manual,
            g.reason, g.answer, g.refused_geom
        FROM spellings AS s
        INNER JOIN tickets.geo_clusters AS g
            ON s.region = g.region AND tickets.name_key(s.cluster) = tickets.name_key(g.cluster)
        WHERE p_location_name IS NULL
        UNION ALL
        SELECT
            g.cluster, g.location_name, g.geom, g.provider, g.precision, g.is_manual,
            g.reason, g.answer, g.refused_geom
        FROM spellings AS s
        INNER JOIN tickets.geo_locations AS g
            ON g.place_key = tickets.place_key(s.region, s.cluster, s.location_name)
        WHERE p_location_name IS NOT NULL
    ),

    own AS (
        SELECT p.*
        FROM places AS p
        ORDER BY
            tickets.name_key(p.cluster) <> tickets.name_key(p_cluster),
            tickets.name_key(p.location_name) <> tickets.name_key(p_location_name)
        LIMIT 1
    ),

    followers AS (
        SELECT
            count(*) AS tickets,
            count(*) FILTER (WHERE t.is_open) AS open_tickets
        FROM spellings AS s
        INNER JOIN tickets.all_tickets AS t ON tickets.name_key(s.cluster) = tickets.name_key(t.cluster)
        WHERE
            -- A row without a region counts for the regions without a row.
            CASE
                WHEN s.region <> '' THEN tickets.region_key(t.region) = s.region
                WHEN p_location_name IS NULL THEN NOT EXISTS (
                    SELECT FROM tickets.geo_clusters AS g
                    WHERE g.region = nullif(tickets.region_key(t.region), '')
                        AND tickets.name_key(g.cluster) = tickets.name_key(t.cluster)
                )
                ELSE tickets.region_key(t.region) = '' OR NOT EXISTS (
                    SELECT FROM tickets.geo_locations AS g
                    WHERE g.place_key = tickets.place_key(t.region, t.cluster, t.location_name)
                )
            END
            AND CASE
                WHEN p_location_name IS NULL THEN coalesce(t.geo_source, 'cluster') = 'cluster'
                ELSE tickets.name_key(t.location_name) = tickets.name_key(s.location_name)
            END
    ),

    last_edit AS (
        SELECT e.edit_id, e.edited_by, e.edited_at
        FROM spellings AS s
        INNER JOIN tickets.place_edits AS e
            ON tickets.name_key(s.cluster) = tickets.name_key(e.cluster)
        WHERE e.kind = CASE WHEN p_location_name IS NULL THEN 'cluster' ELSE 'location' END
            AND tickets.region_key(e.region) = s.region
            AND tickets.name_key(e.location_name) = tickets.name_key(s.location_name)
        ORDER BY e.edit_id DESC
        LIMIT 1
    )

    SELECT jsonb_build_object(
        'kind', CASE WHEN p_location_name IS NULL THEN 'cluster' ELSE 'location' END,
        'region', tickets.region_key(p_region),
        'cluster', p_cluster,
        'location_name', p_location_name,
        'version', coalesce(
            (
                SELECT left(
                    md5(
                        string_agg(
                            concat_ws(
                                '|', tickets.name_key(p.cluster), tickets.name_key(p.location_name),
                                st_astext(p.geom), p.is_manual, p.reason
                            ),
                            ';' ORDER BY tickets.name_key(p.cluster), tickets.name_key(p.location_name)
                        )
                    ),
                    16
                )
                FROM places AS p
            ),
            'none'
        ),
        'spellings', (
            SELECT jsonb_agg(n.name ORDER BY n.name COLLATE "C")
            FROM (SELECT coalesce(s.location_name, s.cluster) AS name FROM spellings AS s) AS n
        ),
        'tickets', f.tickets,
        'open_tickets', f.open_tickets,
        'longitude', st_x(o.geom),
        'latitude', st_y(o.geom),
        'provider', o.provider,
        'precision', CASE
            WHEN o.geom IS NULL THEN NULL
            WHEN p_location_name IS NULL THEN 'cluster'
            ELSE tickets.precision_class(o.precision)
        END,
        'is_manual', coalesce(o.is_manual, FALSE),
        'is_wrong', coalesce(o.is_manual AND o.geom IS NULL, FALSE),
        'reason', o.reason,
        'answer', o.answer,
        'refused_longitude', st_x(o.refused_geom),
        'refused_latitude', st_y(o.refused_geom),
        'last_edit', to_jsonb(e)
    )
    FROM followers AS f
    LEFT JOIN own AS o ON TRUE
    LEFT JOIN last_edit AS e ON TRUE
$$;

--
-- Name: FUNCTION place_state(p_region text, p_cluster text, p_location_name text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.place_state(p_region text, p_cluster text, p_location_name text) IS 'What is known of a place''s position, and which tickets follow it.';

--
-- Name: plain_words(text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.plain_words(p_text text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT btrim(
        regexp_replace(
            translate(lower(p_text), E'\u200B\u200C\u200D\u2060\uFEFF', ''), '[^[:alnum:]]+', ' ', 'g'
        )
    )
$$;

--
-- Name: FUNCTION plain_words(p_text text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.plain_words(p_text text) IS 'The words of a text in small letters, one space between them.';

--
-- Name: precision_class(text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.precision_class(p_precision text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT CASE p_precision
        WHEN 'manual' THEN 'point'
        WHEN 'point' THEN 'point'
        WHEN 'building' THEN 'building'
        WHEN 'venue' THEN 'landmark'
        WHEN 'street' THEN 'street'
        WHEN 'neighbourhood' THEN 'sub-location'
        ELSE 'area'
    END
$$;

--
-- Name: FUNCTION precision_class(p_precision text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.precision_class(p_precision text) IS 'The geo_precision of a located place.';

--
-- Name: read_filters(text, text, text, text, jsonb); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.read_filters(p_cluster text, p_status text, p_team text, p_owner text, p_filters jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    AS $$
DECLARE
    c_none constant jsonb
    := '{"cluster": null, "status": null, "team": null, "owner": null}'::jsonb;
    v_named jsonb := jsonb_strip_nulls(
        jsonb_build_object(
            'cluster', nullif(p_cluster, ''),
            'status', nullif(p_status, ''),
            'team', nullif(p_team, ''),
            'owner', nullif(p_owner, '')
        )
    );
    v_filter record;
BEGIN
    IF jsonb_typeof(p_filters) <> 'object' THEN
        RAISE EXCEPTION 'p_filters % is not an object', p_filters
            USING ERRCODE = 'invalid_parameter_value',
            HINT = 'Expected texts by name, such as {"cluster": "Westlands"}.';
    END IF;
    FOR v_filter IN
        SELECT f.key, jsonb_typeof(f.value) AS kind FROM jsonb_each(p_filters) AS f
    LOOP
        IF NOT c_none ? v_filter.key THEN
            RAISE EXCEPTION 'unknown filter %', quote_literal(v_filter.key)
                USING ERRCODE = 'invalid_parameter_value',
                HINT = 'Expected one of: '
                    || (SELECT string_agg(k, ', ' ORDER BY k) FROM jsonb_object_keys(c_none) AS k)
                    || '.';
        ELSIF v_filter.kind NOT IN ('string', 'null') THEN
            RAISE EXCEPTION 'filter % must be a text', v_filter.key
                USING ERRCODE = 'invalid_parameter_value';
        ELSIF v_named ? v_filter.key AND v_filter.kind <> 'null' THEN
            RAISE EXCEPTION 'filter % is given twice', v_filter.key
                USING ERRCODE = 'invalid_parameter_value',
                HINT = 'Give it as a parameter of its own or in p_filters.';
        END IF;
    END LOOP;
    RETURN (
        SELECT
            jsonb_object_agg(
                f.key, CASE WHEN tickets.name_key(f.value) <> '' THEN f.value END
            )
        FROM jsonb_each_text(c_none || coalesce(p_filters, '{}') || v_named) AS f
    );
END
$$;

--
-- Name: FUNCTION read_filters(p_cluster text, p_status text, p_team text, p_owner text, p_filters jsonb); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.read_filters(p_cluster text, p_status text, p_team text, p_owner text, p_filters jsonb) IS 'Checks the names of a report''s filters and puts them into one value.';

--
-- Name: refresh_suspects(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.refresh_suspects() RETURNS integer
    LANGUAGE plpgsql
    AS $$
DECLARE
    v_longitudes double precision[];
    v_latitudes double precision[];
    v_addresses integer[];
    v_written integer;
    v_total integer := 0;
BEGIN
    WITH written AS MATERIALIZED (
        SELECT
            t.location_name,
            t.raw ->> 'longitude' AS longitude,
            t.raw ->> 'latitude' AS latitude
        FROM tickets.all_tickets AS t
        GROUP BY 1, 2, 3
    ),

    placed AS MATERIALIZED (
        SELECT
            w.location_name,
            tickets.to_degrees(w.longitude, 180) AS longitude,
            tickets.to_degrees(w.latitude, 90) AS latitude
        FROM written AS w
        WHERE w.longitude IS NOT NULL AND w.latitude IS NOT NULL
    ),

    -- Two steps, because names are costly to compare.
    frequent AS (
        SELECT
            p.longitude,
            p.latitude
        FROM placed AS p
        WHERE p.longitude <> 0 OR p.latitude <> 0
        GROUP BY p.longitude, p.latitude
        HAVING count(*) >= (SELECT g.suspect_addresses FROM tickets.geo_settings AS g)
    ),

    counted AS (
        SELECT
            f.longitude,
            f.latitude,
            count(DISTINCT tickets.without_numbers(p.location_name))::integer AS addresses
        FROM frequent AS f
        INNER JOIN placed AS p ON p.longitude = f.longitude AND p.latitude = f.latitude
        GROUP BY f.longitude, f.latitude
    )

    SELECT array_agg(c.longitude), array_agg(c.latitude), array_agg(c.addresses)
    INTO v_longitudes, v_latitudes, v_addresses
    FROM counted AS c
    WHERE c.addresses >= (SELECT g.suspect_addresses FROM tickets.geo_settings AS g);

    IF EXISTS (
        SELECT FROM tickets.suspect_coordinates AS s
        WHERE NOT s.is_allowed
            AND NOT EXISTS (
                SELECT FROM unnest(v_longitudes, v_latitudes) AS f (longitude, latitude)
                WHERE f.longitude = s.longitude AND f.latitude = s.latitude
            )
    ) THEN
        DELETE FROM tickets.suspect_coordinates AS s
        WHERE NOT s.is_allowed
            AND NOT EXISTS (
                SELECT FROM unnest(v_longitudes, v_latitudes) AS f (longitude, latitude)
                WHERE f.longitude = s.longitude AND f.latitude = s.latitude
            );
        GET DIAGNOSTICS v_total = ROW_COUNT;
    END IF;
    v_written := tickets.note_suspects(v_longitudes, v_latitudes, v_addresses);
    RETURN v_total + v_written;
END
$$;

--
-- Name: FUNCTION refresh_suspects(); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.refresh_suspects() IS 'Brings tickets.suspect_coordinates up to date with all tickets; returns what changed.';

--
-- Name: region_key(text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.region_key(p_region text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tickets.name_key(p_region);

--
-- Name: FUNCTION region_key(p_region text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.region_key(p_region text) IS 'Identity of a region (name_key); empty without one.';

--
-- Name: relocate_tickets(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.relocate_tickets() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public'
    AS $_$
DECLARE
    v_dataset text;
    v_moved bigint;
    v_importing text := coalesce(current_setting('fleettickets.importing', TRUE), '');
    v_changed text := CASE tg_op
        WHEN 'INSERT' THEN 'SELECT * FROM new_rows'
        WHEN 'DELETE' THEN 'SELECT * FROM old_rows'
        ELSE '(TABLE new_rows EXCEPT TABLE old_rows)
              UNION (TABLE old_rows EXCEPT TABLE new_rows)'
    END;
BEGIN
    PERFORM set_config('fleettickets.importing', 'on', TRUE);
    PERFORM set_config('fleettickets.relocating', 'on', TRUE);
    FOR v_dataset IN SELECT d.dataset FROM tickets.datasets AS d LOOP
        EXECUTE format(
            $sql$
            WITH changed AS (%s)
            UPDATE tickets.%I AS t
            SET geom = p.geom, geo_source = p.geo_source, geo_precision = p.geo_precision
            FROM changed AS c, tickets.%I AS s
            CROSS JOIN LATERAL tickets.locate(
                s.region,
                s.cluster,
                s.location_name,
                tickets.to_degrees(s.raw ->> 'longitude', 180),
                tickets.to_degrees(s.raw ->> 'latitude', 90)
            ) AS p
            WHERE %s
                AND t.ticket_id = s.ticket_id
                AND (t.geo_source IS DISTINCT FROM p.geo_source
                    OR t.geo_precision IS DISTINCT FROM p.geo_precision
                    OR t.geom IS DISTINCT FROM p.geom)
            $sql$,
            v_changed, v_dataset, v_dataset, tg_argv[0]
        );
        GET DIAGNOSTICS v_moved = ROW_COUNT;
        IF v_moved > 0 THEN
            PERFORM tickets.note_change(v_dataset);
        END IF;
    END LOOP;
    PERFORM set_config('fleettickets.relocating', '', TRUE);
    PERFORM set_config('fleettickets.importing', v_importing, TRUE);
    RETURN NULL;
END
$_$;

--
-- Name: FUNCTION relocate_tickets(); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.relocate_tickets() IS 'Updates the positions of the tickets s that a changed row c concerns; the argument is the condition that joins them.';

--
-- Name: report_window(text, text, timestamp with time zone, timestamp with time zone, timestamp with time zone, interval); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.report_window(p_dataset text, p_window text, p_from timestamp with time zone, p_to timestamp with time zone, p_as_of timestamp with time zone, p_default interval, OUT as_of timestamp with time zone, OUT name text, OUT from_at timestamp with time zone, OUT to_at timestamp with time zone, OUT known_to timestamp with time zone) RETURNS record
    LANGUAGE plpgsql STABLE
    AS $_$
DECLARE
    c_begin constant timestamptz := timestamptz '0001-01-01 00:00+00';
    c_zone constant text := 'Africa/Nairobi';
    v_is_calendar constant boolean := coalesce(
        lower(btrim(p_window)) IN ('today', 'week', 'month', 'custom'), FALSE
    );
    v_length interval := p_default;
    v_content_as_of timestamptz;
    v_reaches_to timestamptz;
    v_past_to timestamptz;
BEGIN
    SELECT coalesce(p_as_of, f.content_as_of, f.wall_clock_at), f.content_as_of, f.reaches_to
    INTO as_of, v_content_as_of, v_reaches_to
    FROM reporting.freshness AS f
    WHERE f.dataset = p_dataset;
    IF NOT found THEN
        RAISE EXCEPTION 'unknown dataset %', coalesce(quote_literal(p_dataset), 'NULL')
            USING ERRCODE = 'invalid_parameter_value',
            HINT = 'Expected one of: '
                || (SELECT string_agg(d.dataset, ', ' ORDER BY d.dataset) FROM tickets.datasets AS d)
                || '.';
    END IF;
    -- JSON cannot represent other years, and a later clock gives ages that overflow an integer.
    IF least(p_from, p_to, p_as_of) < c_begin
        OR greatest(p_from, p_to) >= '10000-01-01 00:00+00'::timestamptz
        OR p_as_of >= '3000-01-01 00:00+00'::timestamptz
    THEN
        RAISE EXCEPTION 'p_from, p_to and p_as_of must be finite, in the years 1 to 9999'
            USING ERRCODE = 'invalid_parameter_value', HINT = 'And p_as_of before the year 3000.';
    END IF;
    v_past_to := CASE WHEN p_as_of < v_content_as_of THEN p_as_of END;
    name := CASE
        -- If a report has a default length, another length replaces it.
        WHEN num_nonnulls(p_from, p_to) > 0 AND (p_default IS NULL OR v_is_calendar) THEN 'custom'
        WHEN v_is_calendar THEN lower(btrim(p_window))
        WHEN btrim(p_window) <> '' THEN p_window
        WHEN p_default IS NULL THEN 'today'
        ELSE 'custom'
    END;

    IF p_default IS NULL AND num_nonnulls(p_from, p_to) > 0 THEN
        from_at := coalesce(p_from, '-infinity');
        to_at := coalesce(p_to, v_past_to, 'infinity');
    ELSIF v_is_calendar AND name = 'custom' AND num_nonnulls(p_from, p_to) = 0 THEN
        RAISE EXCEPTION 'p_window ''custom'' needs p_from or p_to'
            USING ERRCODE = 'invalid_parameter_value',
            HINT = 'Give p_from, p_to or both; the side that is not given has no bound.';
    ELSIF name IN ('today', 'week', 'month') THEN
        from_at := date_trunc(CASE name WHEN 'today' THEN 'day' ELSE name END, as_of, c_zone);
        to_at := coalesce(
            v_past_to,
            (
                from_at AT TIME ZONE c_zone
                + CASE name WHEN 'today' THEN interval '1 day' ELSE ('1 ' || name)::interval END
            ) AT TIME ZONE c_zone
        );
    ELSE
        IF name <> 'custom' THEN
            BEGIN
                -- A bare number would be seconds.
                v_length := CASE WHEN p_window !~ '^[-+.\s\d]*$' THEN p_window::interval END;
            EXCEPTION WHEN data_exception THEN
                v_length := NULL;
            END;
            IF v_length <= interval '0' OR v_length > interval '100 years' THEN
                v_length := NULL;
            END IF;
        END IF;
        -- The newest file can be later than content_as_of; its content belongs to the present.
        to_at := coalesce(p_to, v_past_to, greatest(v_reaches_to, as_of));
        from_at := coalesce(p_from, coalesce(p_to, as_of) - v_length);
    END IF;

    -- A month less 29 days is more than zero, but no time in February.
    IF from_at IS NULL
        OR (num_nonnulls(p_from, p_to) = 0 AND v_length IS NOT NULL AND from_at >= to_at)
    THEN
        RAISE EXCEPTION 'unknown window %', quote_literal(p_window)
            USING ERRCODE = 'invalid_parameter_value',
            HINT = 'Expected today, week, month, custom with a start or an end, 24h, 7d, 30d or '
                'another interval above zero, such as 36 hours.';
    ELSIF from_at >= to_at AND num_nonnulls(p_from, p_to) > 0 THEN
        RAISE EXCEPTION 'p_from % is not before %', p_from,
            CASE
                WHEN p_to IS NOT NULL THEN 'p_to '
                WHEN v_past_to IS NOT NULL THEN 'p_as_of '
                ELSE 'the end of the content, '
            END || to_at
            USING ERRCODE = 'invalid_parameter_value',
            HINT = 'The window holds what happened from p_from on and before its end.';
    ELSIF from_at < c_begin AND from_at > '-infinity' THEN
        RAISE EXCEPTION 'a window of % before % begins before the year 1',
            coalesce(v_length::text, name), coalesce(p_to, as_of)
            USING ERRCODE = 'invalid_parameter_value',
            HINT = 'Give a shorter p_window, or a later end.';
    END IF;
    known_to := least(to_at, greatest(v_reaches_to, as_of));
END
$_$;

--
-- Name: FUNCTION report_window(p_dataset text, p_window text, p_from timestamp with time zone, p_to timestamp with time zone, p_as_of timestamp with time zone, p_default interval, OUT as_of timestamp with time zone, OUT name text, OUT from_at timestamp with time zone, OUT to_at timestamp with time zone, OUT known_to timestamp with time zone); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.report_window(p_dataset text, p_window text, p_from timestamp with time zone, p_to timestamp with time zone, p_as_of timestamp with time zone, p_default interval, OUT as_of timestamp with time zone, OUT name text, OUT from_at timestamp with time zone, OUT to_at timestamp with time zone, OUT known_to timestamp with time zone) IS 'Checks a report''s parameters; returns its clock and its window.';

--
-- Name: resolve_ticket_geoms(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.resolve_ticket_geoms() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    SELECT p.geom, p.geo_source, p.geo_precision
    INTO new.geom, new.geo_source, new.geo_precision
    FROM tickets.locate(
        new.region,
        new.cluster,
        new.location_name,
        tickets.to_degrees(new.raw ->> 'longitude', 180),
        tickets.to_degrees(new.raw ->> 'latitude', 90)
    ) AS p;
    RETURN new;
END
$$;

--
-- Name: FUNCTION resolve_ticket_geoms(); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.resolve_ticket_geoms() IS 'Keeps the position of a ticket in step with tickets.locate for every writer but the import.';

--
-- Name: review_places(integer); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.review_places(p_limit integer) RETURNS TABLE(kind text, region text, cluster text, place text, query text, provider text, reason text, answer text, refused_longitude double precision, refused_latitude double precision, asked_at timestamp with time zone, open_tickets bigint, far_m double precision, evidence_longitude double precision, evidence_latitude double precision)
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 100
    SET search_path TO 'public', 'pg_temp'
    AS $$
    -- A row without a region counts for the regions without a row.
    WITH by_cluster AS (
        SELECT
            coalesce(g.region, '') AS region,
            tickets.name_key(t.cluster) AS cluster_key,
            count(*) AS open_tickets
        FROM tickets.all_tickets AS t
        LEFT JOIN tickets.geo_clusters AS g
            ON
                tickets.region_key(t.region) = g.region
                AND tickets.name_key(t.cluster) = tickets.name_key(g.cluster)
        WHERE t.is_open
        GROUP BY coalesce(g.region, ''), tickets.name_key(t.cluster)
    ),

    by_location AS (
        SELECT
            coalesce(g.place_key, tickets.place_key(t.cluster, t.location_name)) AS place_key,
            count(*) AS open_tickets
        FROM tickets.all_tickets AS t
        LEFT JOIN tickets.geo_locations AS g
            ON g.place_key = tickets.place_key(t.region, t.cluster, t.location_name)
        WHERE t.is_open AND t.location_name IS NOT NULL
        GROUP BY coalesce(g.place_key, tickets.place_key(t.cluster, t.location_name))
    )

    SELECT
        'cluster' AS kind,
        g.region,
        g.cluster,
        g.cluster AS place,
        g.query,
        g.provider,
        g.reason,
        g.answer,
        st_x(g.refused_geom) AS refused_longitude,
        st_y(g.refused_geom) AS refused_latitude,
        g.asked_at,
        coalesce(o.open_tickets, 0) AS open_tickets,
        st_distance(g.refused_geom::geography, g.geom::geography) AS far_m,
        st_x(g.geom) AS evidence_longitude,
        st_y(g.geom) AS evidence_latitude
    FROM tickets.geo_clusters AS g
    LEFT JOIN by_cluster AS o
        ON g.region = o.region AND tickets.name_key(g.cluster) = o.cluster_key
    WHERE g.geom IS NULL OR g.reason IS NOT NULL
    UNION ALL
    SELECT
        'location' AS kind,
        tickets.region_key(g.region) AS region,
        g.cluster,
        g.location_name AS place,
        g.query,
        g.provider,
        g.reason,
        g.answer,
        st_x(g.refused_geom) AS refused_longitude,
        st_y(g.refused_geom) AS refused_latitude,
        g.asked_at,
        coalesce(o.open_tickets, 0) AS open_tickets,
        st_distance(g.refused_geom::geography, c.geom::geography) AS far_m,
        st_x(c.geom) AS evidence_longitude,
        st_y(c.geom) AS evidence_latitude
    FROM tickets.geo_locations AS g
    LEFT JOIN by_location AS o ON g.place_key = o.place_key
    LEFT JOIN tickets.geo_clusters AS c
        ON
            tickets.region_key(g.region) = c.region
            AND tickets.name_key(g.cluster) = tickets.name_key(c.cluster)
    WHERE g.geom IS NULL
    ORDER BY open_tickets DESC, far_m DESC NULLS LAST, kind ASC, cluster ASC, place ASC
    LIMIT p_limit
$$;

--
-- Name: FUNCTION review_places(p_limit integer); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.review_places(p_limit integer) IS 'Places that need a person, worst first (docs/geocoding.md#by-hand).';

--
-- Name: set_place(text, text, text, double precision, double precision, text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.set_place(p_region text, p_cluster text, p_location_name text, p_longitude double precision, p_latitude double precision, p_editor text) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    v_geom geometry;
    v_reason text := CASE WHEN p_longitude IS NULL THEN 'wrong: ' || p_editor END;
    v_set integer;
BEGIN
    IF num_nulls(p_longitude, p_latitude) = 1 OR coalesce(p_editor, '') = '' THEN
        RAISE EXCEPTION 'a position has two coordinates, and an edit an editor'
            USING ERRCODE = '22023';
    END IF;
    IF p_longitude IS NOT NULL THEN
        SELECT tickets.feed_point(p_longitude, p_latitude, s.west, s.south, s.east, s.north)
        INTO v_geom
        FROM tickets.geo_settings AS s;
        IF v_geom IS NULL OR st_x(v_geom) <> p_longitude THEN
            RAISE EXCEPTION '%, % is outside the service area', p_latitude, p_longitude
                USING ERRCODE = '22023', HINT = 'Change tickets.geo_settings if you work there.';
        END IF;
    END IF;
    PERFORM set_config('fleettickets.editor', p_editor, TRUE);
    PERFORM tickets.lock_positions(FALSE);

    IF p_location_name IS NULL THEN
        INSERT INTO tickets.geo_clusters AS g (
            region, cluster, geom, provider, precision, query, reason, is_manual, refused_geom
        )
        SELECT
            s.region, s.cluster, v_geom, 'manual', 'manual', s.query, v_reason, TRUE,
            CASE
                WHEN v_geom IS NULL
                    THEN
                        (
                            SELECT o.geom FROM tickets.geo_clusters AS o
                            WHERE o.region = tickets.region_key(p_region)
                                AND tickets.name_key(o.cluster) = tickets.name_key(p_cluster)
                        )
            END
        FROM tickets.place_spellings(p_region, p_cluster, NULL) AS s
        ON CONFLICT (region, (tickets.name_key(cluster))) DO UPDATE
            SET geom = excluded.geom,
                provider = excluded.provider,
                precision = excluded.precision,
                reason = excluded.reason,
                is_manual = TRUE,
                refused_geom = excluded.refused_geom,
                asked_at = now();
    ELSE
        INSERT INTO tickets.geo_locations AS g (
            place_key, region, cluster, location_name, geom, provider, precision, query, reason,
            is_manual, refused_geom
        )
        SELECT
            tickets.place_key(s.region, s.cluster, s.location_name), nullif(s.region, ''),
            s.cluster, s.location_name, v_geom, 'manual', 'manual', s.query, v_reason, TRUE,
            CASE
                WHEN v_geom IS NULL
                    THEN
                        (
                            SELECT o.geom FROM tickets.geo_locations AS o
                            WHERE o.place_key
                                = tickets.place_key(p_region, p_cluster, p_location_name)
                        )
            END
        FROM tickets.place_spellings(p_region, p_cluster, p_location_name) AS s
        ON CONFLICT (place_key) DO UPDATE
            SET geom = excluded.geom,
                provider = excluded.provider,
                precision = excluded.precision,
                reason = excluded.reason,
                is_manual = TRUE,
                refused_geom = excluded.refused_geom,
                asked_at = now();
    END IF;
    GET DIAGNOSTICS v_set = ROW_COUNT;
    RETURN v_set;
END
$$;

--
-- Name: FUNCTION set_place(p_region text, p_cluster text, p_location_name text, p_longitude double precision, p_latitude double precision, p_editor text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.set_place(p_region text, p_cluster text, p_location_name text, p_longitude double precision, p_latitude double precision, p_editor text) IS 'Puts a place, in all its spellings, where a person says it is; without a position, records that the present one is wrong. Noted in tickets.place_edits.';

--
-- Name: settle_alerts(bigint[], boolean, boolean); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.settle_alerts(p_ids bigint[], p_is_posted boolean, p_is_refused boolean DEFAULT false) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    UPDATE tickets.alerts AS a
    SET
        posted_at = CASE WHEN p_is_posted THEN now() END,
        is_refused = a.is_refused OR p_is_refused,
        next_try_at = now() + make_interval(mins => least(60, 2 ^ least(a.tries, 6))::integer)
    WHERE a.alert_id = ANY (p_ids) AND a.posted_at IS NULL;
END
$$;

--
-- Name: FUNCTION settle_alerts(p_ids bigint[], p_is_posted boolean, p_is_refused boolean); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.settle_alerts(p_ids bigint[], p_is_posted boolean, p_is_refused boolean) IS 'Records whether claimed changes were posted (docs/deployment-and-operations.md#watching).';

--
-- Name: shown_tickets(text, text[], timestamp with time zone, timestamp with time zone, jsonb); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.shown_tickets(p_dataset text, p_states text[], p_from timestamp with time zone, p_to timestamp with time zone, p_filters jsonb) RETURNS SETOF tickets.ticket_spans
    LANGUAGE sql STABLE
    AS $$
    SELECT t.*, NULL::timestamptz AS ended_at
    FROM tickets.filtered_tickets(
        CASE WHEN 'open' = ANY (p_states) THEN p_dataset ELSE '' END, p_filters
    ) AS t
    WHERE t.is_open
    UNION ALL
    SELECT t.*
    FROM tickets.waiting_tickets(
        CASE WHEN 'waiting' = ANY (p_states) THEN p_dataset ELSE '' END, p_filters
    ) AS t
    UNION ALL
    SELECT t.*, t.closed_at AS ended_at
    FROM tickets.filtered_tickets(
        CASE WHEN 'closed' = ANY (p_states) THEN p_dataset ELSE '' END, p_filters
    ) AS t
    WHERE t.lifecycle = 'closed' AND t.closed_at >= p_from AND t.closed_at < p_to
    UNION ALL
    -- Closed by its status or bucket, without a closing time: dated by its last closing event.
    SELECT t.*, c.closed_at AS ended_at
    FROM tickets.closure_events AS c
    INNER JOIN tickets.filtered_tickets(
        CASE WHEN 'closed' = ANY (p_states) THEN p_dataset ELSE '' END, p_filters
    ) AS t
        ON t.ticket_id = c.ticket_id AND t.lifecycle = 'closed' AND t.closed_at IS NULL
    WHERE c.dataset = p_dataset
        AND c.closed_at >= p_from AND c.closed_at < p_to
        AND NOT EXISTS (
            SELECT FROM tickets.closure_events AS later
            WHERE later.dataset = p_dataset
                AND later.ticket_id = c.ticket_id
                AND (later.change_key, later.change_line) > (c.change_key, c.change_line)
        )
$$;

--
-- Name: FUNCTION shown_tickets(p_dataset text, p_states text[], p_from timestamp with time zone, p_to timestamp with time zone, p_filters jsonb); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.shown_tickets(p_dataset text, p_states text[], p_from timestamp with time zone, p_to timestamp with time zone, p_filters jsonb) IS 'The open tickets, the waiting ones, and those closed in the window.';

--
-- Name: sla_state(timestamp with time zone, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.sla_state(p_as_of timestamp with time zone, p_at_risk_at timestamp with time zone, p_due_at timestamp with time zone) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT CASE
        WHEN p_due_at IS NULL THEN 'unknown'
        WHEN p_as_of > p_due_at THEN 'breached'
        WHEN p_as_of >= p_at_risk_at THEN 'at_risk'
        ELSE 'on_track'
    END
$$;

--
-- Name: FUNCTION sla_state(p_as_of timestamp with time zone, p_at_risk_at timestamp with time zone, p_due_at timestamp with time zone); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.sla_state(p_as_of timestamp with time zone, p_at_risk_at timestamp with time zone, p_due_at timestamp with time zone) IS 'on_track, at_risk, breached (past due_at), or unknown (no due_at).';

--
-- Name: status_key(text, text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.status_key(p_normalized_status text, p_raw_status text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT left(
        lower(coalesce(nullif(btrim(p_normalized_status), ''), nullif(btrim(p_raw_status), ''))), 200
    )
$$;

--
-- Name: FUNCTION status_key(p_normalized_status text, p_raw_status text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.status_key(p_normalized_status text, p_raw_status text) IS 'The status that decides, in small letters and cut at 200 characters.';

--
-- Name: status_meaning(text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.status_meaning(p_status text) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    WITH found AS (
        SELECT ' ' || w.phrase || ' ' AS phrase, w.meaning, s.words
        FROM (SELECT ' ' || tickets.plain_words(p_status) || ' ' AS words OFFSET 0) AS s
        INNER JOIN tickets.status_words AS w ON strpos(s.words, ' ' || w.phrase || ' ') > 0
    ),

    counted AS (
        SELECT
            f.phrase,
            CASE
                WHEN f.meaning = 'closed'
                    AND f.phrase !~ '[0-9]'
                    AND p_status ~* '(^|[^0-9.,])[0-9]{1,2}([.,][0-9]+)?\s*(%|percent|per cent|pct)'
                    THEN 'open'
                ELSE f.meaning
            END AS meaning
        FROM found AS f
        WHERE f.meaning <> 'negates'
        UNION ALL
        SELECT rtrim(n.phrase) || f.phrase AS phrase, 'open' AS meaning
        FROM found AS f
        INNER JOIN found AS n ON n.meaning = 'negates'
        WHERE f.meaning = 'closed' AND strpos(f.words, rtrim(n.phrase) || f.phrase) > 0
    )

    SELECT CASE WHEN min(c.meaning) = max(c.meaning) THEN min(c.meaning) END
    FROM counted AS c
    WHERE NOT EXISTS (
        SELECT FROM counted AS longer
        WHERE longer.phrase <> c.phrase AND strpos(longer.phrase, c.phrase) > 0
    )
$$;

--
-- Name: FUNCTION status_meaning(p_status text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.status_meaning(p_status text) IS 'open, closed, or NULL: what the words of a status say (docs/feed.md#lifecycle).';

--
-- Name: sync_alerts(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.sync_alerts() RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    v_changes integer;
BEGIN
    -- One at a time, so that each sees what the previous one wrote.
    PERFORM pg_advisory_xact_lock(hashtext('fleettickets.alerts'));
    WITH troubles AS MATERIALIZED (
        SELECT t.* FROM tickets.find_troubles() AS t
        WHERE t.kind <> 'run_failed'
    ),

    known AS (
        SELECT DISTINCT ON (a.kind, a.subject, a.dataset) a.*
        FROM tickets.alerts AS a
        ORDER BY a.kind, a.subject, a.dataset, a.alert_id DESC
    )

    INSERT INTO tickets.alerts (dataset, kind, subject, state, since, message)
    SELECT
        coalesce(t.dataset, k.dataset),
        coalesce(t.kind, k.kind),
        coalesce(t.subject, k.subject),
        CASE WHEN t.kind IS NULL THEN 'cleared' ELSE 'raised' END,
        coalesce(t.since, k.since),
        coalesce(t.message, k.message)
    FROM troubles AS t
    FULL JOIN known AS k
        ON k.kind = t.kind AND k.subject = t.subject
            AND coalesce(k.dataset, '') = coalesce(t.dataset, '')
    WHERE (t.kind IS NOT NULL) <> (k.state IS NOT NULL AND k.state = 'raised')
    ORDER BY coalesce(t.since, k.since), coalesce(t.kind, k.kind), coalesce(t.subject, k.subject);
    GET DIAGNOSTICS v_changes = ROW_COUNT;
    RETURN v_changes;
END
$$;

--
-- Name: FUNCTION sync_alerts(); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.sync_alerts() IS 'Records which troubles began and ended (docs/deployment-and-operations.md#watching).';

--
-- Name: ticket_flows(text, timestamp with time zone); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.ticket_flows(p_dataset text, p_since timestamp with time zone) RETURNS TABLE(ticket_id text, kind text, effective_at timestamp with time zone, known_at timestamp with time zone, open_change integer, waiting_change integer)
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    -- If a flow took effect since then, it or an earlier event of its ticket occurred since then.
    WITH recent AS (
        SELECT
            e.ticket_id,
            min(e.occurred_at) FILTER (WHERE e.kind = 'opened') AS opened_at,
            min(e.occurred_at) FILTER (WHERE e.kind = 'closed') AS closed_at,
            min(e.observed_at) FILTER (WHERE e.kind = 'opened') AS opening_known_at,
            min(e.observed_at) FILTER (WHERE e.kind = 'closed') AS closing_known_at,
            -- Of a plain ticket: only its opening leads to waiting, and only its closing ends it.
            bool_or(e.to_lifecycle = 'waiting') AS is_opened_waiting,
            bool_or(e.from_lifecycle = 'waiting') AS is_closed_waiting
        FROM tickets.ticket_events AS e
        WHERE e.dataset = p_dataset
            AND e.kind IN ('opened', 'closed', 'reopened', 'waiting', 'resumed')
            AND (p_since IS NULL OR e.occurred_at >= p_since)
        GROUP BY e.ticket_id
    ),

    -- Nearly every ticket opens once and closes once, in this order, so its events need no look-up.
    -- If a ticket opened since then and did not close since, the key of the events shows, without
    -- their rows, whether it closed before.
    sorted AS MATERIALIZED (
        SELECT
            r.ticket_id,
            r.opened_at,
            r.closed_at,
            r.opening_known_at,
            r.closing_known_at,
            r.is_opened_waiting,
            r.is_closed_waiting,
            u.ticket_id IS NULL AND CASE
                WHEN r.closed_at IS NOT NULL THEN r.closed_at >= coalesce(r.opened_at, r.closed_at)
                -- One row of a few: an EXISTS could read every closing instead.
                ELSE (
                    SELECT TRUE FROM tickets.ticket_events AS e
                    WHERE e.dataset = p_dataset AND e.ticket_id = r.ticket_id AND e.kind = 'closed'
                    LIMIT 1
                ) IS NULL
            END AS is_plain
        FROM recent AS r
        -- DISTINCT, so that the planner knows that no ticket is matched twice.
        LEFT JOIN (
            SELECT DISTINCT e.ticket_id FROM tickets.ticket_events AS e
            WHERE e.dataset = p_dataset
                AND e.kind IN ('reopened', 'correction', 'waiting', 'resumed')
        ) AS u ON u.ticket_id = r.ticket_id
    ),

    others AS (
        SELECT s.ticket_id
        FROM sorted AS s
        WHERE NOT s.is_plain
        UNION
        SELECT e.ticket_id
        FROM tickets.ticket_events AS e
        WHERE e.dataset = p_dataset
            AND e.kind = 'correction'
            AND (p_since IS NULL OR e.occurred_at >= p_since)
    ),

    followed AS (
        SELECT
            o.ticket_id,
            e.change_key,
            e.change_line,
            e.kind,
            e.kind = 'closed' AS is_closing,
            e.occurred_at,
            e.observed_at,
            CASE
                WHEN e.kind = 'opened' AND e.to_lifecycle = 'closed' THEN 'actionable'
                ELSE e.to_lifecycle
            END AS lifecycle,
            lead(e.kind) OVER (
                PARTITION BY o.ticket_id ORDER BY e.change_key, e.change_line, e.kind = 'closed'
            ) IS NOT DISTINCT FROM 'correction' AS is_corrected
        FROM others AS o
        CROSS JOIN LATERAL (
            SELECT
                v.change_key, v.change_line, v.kind, v.occurred_at, v.observed_at, v.to_lifecycle
            FROM tickets.ticket_events AS v
            WHERE v.dataset = p_dataset AND v.ticket_id = o.ticket_id
                AND v.kind IN (
                    'opened', 'closed', 'reopened', 'correction', 'waiting', 'resumed'
                )
            OFFSET 0
        ) AS e
    ),

    -- The last correction of a closing replaces it.
    effective AS (
        SELECT
            f.ticket_id,
            CASE f.kind WHEN 'correction' THEN 'closed' ELSE f.kind END AS kind,
            max(f.occurred_at) OVER (
                PARTITION BY f.ticket_id ORDER BY f.change_key, f.change_line, f.is_closing
            ) AS effective_at,
            f.observed_at AS known_at,
            f.lifecycle,
            lag(f.lifecycle) OVER (
                PARTITION BY f.ticket_id ORDER BY f.change_key, f.change_line, f.is_closing
            ) AS from_lifecycle
        FROM followed AS f
        WHERE NOT f.is_corrected
    )

    SELECT
        s.ticket_id,
        'opened' AS kind,
        s.opened_at AS effective_at,
        s.opening_known_at AS known_at,
        CASE WHEN s.is_opened_waiting THEN 0 ELSE 1 END AS open_change,
        CASE WHEN s.is_opened_waiting THEN 1 ELSE 0 END AS waiting_change
    FROM sorted AS s
    WHERE s.is_plain AND s.opened_at IS NOT NULL
    UNION ALL
    SELECT
        s.ticket_id,
        'closed' AS kind,
        s.closed_at AS effective_at,
        s.closing_known_at AS known_at,
        CASE WHEN s.is_closed_waiting THEN 0 ELSE -1 END AS open_change,
        CASE WHEN s.is_closed_waiting THEN -1 ELSE 0 END AS waiting_change
    FROM sorted AS s
    WHERE s.is_plain AND s.closed_at IS NOT NULL
    UNION ALL
    SELECT
        e.ticket_id,
        e.kind,
        e.effective_at,
        e.known_at,
        (e.lifecycle = 'actionable')::integer
        - coalesce(e.from_lifecycle = 'actionable', FALSE)::integer AS open_change,
        (e.lifecycle = 'waiting')::integer
        - coalesce(e.from_lifecycle = 'waiting', FALSE)::integer AS waiting_change
    FROM effective AS e
    WHERE p_since IS NULL OR e.effective_at >= p_since
$$;

--
-- Name: FUNCTION ticket_flows(p_dataset text, p_since timestamp with time zone); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.ticket_flows(p_dataset text, p_since timestamp with time zone) IS 'Openings, closings and reopenings that took effect at or after an instant, in a consistent order for each ticket.';

--
-- Name: ticket_sla_state(timestamp with time zone, boolean, timestamp with time zone, timestamp with time zone, timestamp with time zone, boolean); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.ticket_sla_state(p_as_of timestamp with time zone, p_is_running boolean, p_at_risk_at timestamp with time zone, p_due_at timestamp with time zone, p_ended_at timestamp with time zone, p_is_within boolean) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT CASE
        WHEN p_is_running THEN tickets.sla_state(p_as_of, p_at_risk_at, p_due_at)
        WHEN p_is_within THEN 'on_track'
        WHEN NOT p_is_within THEN 'breached'
        WHEN p_due_at IS NULL THEN 'unknown'
        WHEN p_ended_at > p_due_at THEN 'breached'
        ELSE 'on_track'
    END
$$;

--
-- Name: FUNCTION ticket_sla_state(p_as_of timestamp with time zone, p_is_running boolean, p_at_risk_at timestamp with time zone, p_due_at timestamp with time zone, p_ended_at timestamp with time zone, p_is_within boolean); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.ticket_sla_state(p_as_of timestamp with time zone, p_is_running boolean, p_at_risk_at timestamp with time zone, p_due_at timestamp with time zone, p_ended_at timestamp with time zone, p_is_within boolean) IS 'on_track, at_risk, breached or unknown, of an open or a closed ticket.';

--
-- Name: to_degrees(text, double precision); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.to_degrees(p_value text, p_limit double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $_$
    SELECT CASE
        WHEN p_value ~ '^[+-]?[0-9]{1,3}(\.[0-9]{1,20})?$' AND abs(p_value::double precision) <= p_limit
            THEN p_value::double precision
    END
$_$;

--
-- Name: FUNCTION to_degrees(p_value text, p_limit double precision); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.to_degrees(p_value text, p_limit double precision) IS 'Decimal degrees between -p_limit and p_limit; NULL when the text is anything else.';

--
-- Name: to_flag(text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.to_flag(p_value text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT CASE
        WHEN lower(p_value) IN ('true', 't', '1', '1.0', 'yes', 'y', 'on') THEN TRUE
        WHEN lower(p_value) IN ('false', 'f', '0', '0.0', 'no', 'n', 'off') THEN FALSE
    END
$$;

--
-- Name: FUNCTION to_flag(p_value text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.to_flag(p_value text) IS 'true/false, t/f, 1/0, 1.0/0.0, yes/no, y/n, on/off in any case; NULL when the text is anything else.';

--
-- Name: to_minutes(text, integer); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.to_minutes(p_value text, p_factor integer DEFAULT 1) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $_$
    SELECT CASE
        WHEN p_value ~ '^[0-9]{1,7}([.,][0-9]{1,20})?$'
            THEN round(replace(p_value, ',', '.')::numeric * p_factor)::integer
    END
$_$;

--
-- Name: FUNCTION to_minutes(p_value text, p_factor integer); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.to_minutes(p_value text, p_factor integer) IS 'Whole minutes, rounded half up; NULL when the text is not a number of at most 7 digits.';

--
-- Name: typed_value(text, regtype, integer); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.typed_value(p_text text, p_type regtype, p_factor integer DEFAULT 1) RETURNS jsonb
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    SELECT CASE p_type
        WHEN 'timestamptz'::regtype THEN to_jsonb(tickets.eat_ts(p_text))
        WHEN 'boolean'::regtype THEN to_jsonb(tickets.to_flag(p_text))
        WHEN 'integer'::regtype THEN to_jsonb(tickets.to_minutes(p_text, p_factor))
        ELSE to_jsonb(p_text)
    END
$$;

--
-- Name: FUNCTION typed_value(p_text text, p_type regtype, p_factor integer); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.typed_value(p_text text, p_type regtype, p_factor integer) IS 'A text of the feed as a value of the type; NULL if it has none.';

--
-- Name: undo_place_edit(bigint, text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.undo_place_edit(p_edit_id bigint, p_editor text) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    v_edit tickets.place_edits;
    v_restored integer := 0;
    v_change bigint := (
        SELECT e.change_id FROM tickets.place_edits AS e WHERE e.edit_id = p_edit_id
    );
BEGIN
    PERFORM set_config('fleettickets.undoing', coalesce(v_change::text, ''), TRUE);
    PERFORM set_config('fleettickets.editor', p_editor, TRUE);
    PERFORM tickets.lock_positions(FALSE);
    FOR v_edit IN
        SELECT e.*
        FROM tickets.place_edits AS e
        WHERE e.change_id = v_change
        ORDER BY e.edit_id DESC
    LOOP
        IF EXISTS (
            SELECT FROM tickets.place_edits AS e
            WHERE e.edit_id > v_edit.edit_id
                AND e.change_id <> v_edit.change_id
                AND e.kind = v_edit.kind
                AND (
                    tickets.region_key(e.region), tickets.name_key(e.cluster),
                    tickets.name_key(e.location_name)
                ) = (
                    tickets.region_key(v_edit.region), tickets.name_key(v_edit.cluster),
                    tickets.name_key(v_edit.location_name)
                )
                AND e.change_id <> pg_current_xact_id()::text::bigint
                -- An edit that was undone, and the undo of one, change nothing together.
                AND NOT e.is_undone
                AND NOT EXISTS (
                    SELECT FROM tickets.place_edits AS u
                    WHERE u.change_id = e.undoes AND u.edit_id > v_edit.edit_id
                )
        ) THEN
            RAISE EXCEPTION 'the place % was edited since',
                coalesce(v_edit.location_name, v_edit.cluster)
                USING ERRCODE = '55000', HINT = 'Undo the later edit first.';
        END IF;
        IF v_edit.kind = 'cluster' THEN
            DELETE FROM tickets.geo_clusters AS g
            WHERE g.region = v_edit.region
                AND tickets.name_key(g.cluster) = tickets.name_key(v_edit.cluster);
            INSERT INTO tickets.geo_clusters
            SELECT r.* FROM jsonb_populate_record(NULL::tickets.geo_clusters, v_edit.before) AS r
            WHERE v_edit.before IS NOT NULL;
        ELSE
            DELETE FROM tickets.geo_locations AS g
            WHERE g.place_key = tickets.place_key(
                v_edit.region, v_edit.cluster, v_edit.location_name
            );
            INSERT INTO tickets.geo_locations
            SELECT r.* FROM jsonb_populate_record(NULL::tickets.geo_locations, v_edit.before) AS r
            WHERE v_edit.before IS NOT NULL;
        END IF;
        v_restored := v_restored + 1;
    END LOOP;
    UPDATE tickets.place_edits AS e
    SET is_undone = e.change_id = v_change
    WHERE e.change_id = v_change
        OR e.change_id = (
            SELECT min(u.undoes) FROM tickets.place_edits AS u
            WHERE u.change_id = v_change AND u.undoes <> v_change
        );
    PERFORM set_config('fleettickets.undoing', '', TRUE);
    IF v_restored = 0 THEN
        RAISE EXCEPTION 'there is no edit %', p_edit_id USING ERRCODE = '22023';
    END IF;
    RETURN v_restored;
END
$$;

--
-- Name: FUNCTION undo_place_edit(p_edit_id bigint, p_editor text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.undo_place_edit(p_edit_id bigint, p_editor text) IS 'Restores what an edit of tickets.place_edits changed, in all spellings.';

--
-- Name: waiting_tickets(text, jsonb); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.waiting_tickets(p_dataset text, p_filters jsonb) RETURNS SETOF tickets.ticket_spans
    LANGUAGE sql STABLE
    AS $$
    SELECT t.*, NULL::timestamptz AS ended_at
    FROM tickets.filtered_tickets(p_dataset, p_filters) AS t
    WHERE t.lifecycle = 'waiting'
$$;

--
-- Name: FUNCTION waiting_tickets(p_dataset text, p_filters jsonb); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.waiting_tickets(p_dataset text, p_filters jsonb) IS 'The waiting tickets that pass a report''s filters.';

--
-- Name: wanted_key(text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.wanted_key(p_wanted text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    AS $$
DECLARE
    v_key constant text := tickets.name_key(p_wanted);
BEGIN
    RETURN CASE v_key WHEN '(none)' THEN '' ELSE v_key END;
END
$$;

--
-- Name: FUNCTION wanted_key(p_wanted text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.wanted_key(p_wanted text) IS 'The key that a filter''s tickets have; empty for (none): those without a value.';

--
-- Name: window_flows(text, timestamp with time zone, timestamp with time zone, jsonb); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.window_flows(p_dataset text, p_from timestamp with time zone, p_to timestamp with time zone, p_filters jsonb) RETURNS TABLE(created bigint, closings bigint, reopened bigint, reopened_tickets text[])
    LANGUAGE sql STABLE
    AS $$
    SELECT
        count(*) FILTER (WHERE f.kind = 'opened'),
        count(*) FILTER (WHERE f.kind = 'closed'),
        count(*) FILTER (WHERE f.kind = 'reopened'),
        coalesce(
            array_agg(DISTINCT f.ticket_id ORDER BY f.ticket_id)
            FILTER (WHERE f.kind = 'reopened'),
            '{}'
        )
    FROM tickets.ticket_flows(p_dataset, nullif(p_from, '-infinity')) AS f
    WHERE f.effective_at < p_to
        AND (
            jsonb_strip_nulls(p_filters) = '{}'
            OR EXISTS (
                SELECT FROM tickets.filtered_tickets(p_dataset, p_filters) AS t
                WHERE t.ticket_id = f.ticket_id
            )
        )
$$;

--
-- Name: FUNCTION window_flows(p_dataset text, p_from timestamp with time zone, p_to timestamp with time zone, p_filters jsonb); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.window_flows(p_dataset text, p_from timestamp with time zone, p_to timestamp with time zone, p_filters jsonb) IS 'Openings, closings and reopenings of a window.';

--
-- Name: without_numbers(text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.without_numbers(p_address text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT regexp_replace(lower(p_address), '[^ ,]*[0-9][^ ,]*', '', 'g')
$$;

--
-- Name: FUNCTION without_numbers(p_address text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.without_numbers(p_address text) IS 'The address in lower case, less the words that hold digits.';

--
-- Name: absences; Type: TABLE; Schema: dispatch; Owner: -
--

CREATE TABLE dispatch.absences (
    absence_id bigint NOT NULL,
    crew_id bigint NOT NULL,
    first_on date NOT NULL,
    last_on date NOT NULL,
    note text,
    CONSTRAINT absences_days_check CHECK ((first_on <= last_on))
);

--
-- Name: TABLE absences; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON TABLE dispatch.absences IS 'Days on which a crew does not work, both included.';

--
-- Name: absences_absence_id_seq; Type: SEQUENCE; Schema: dispatch; Owner: -
--

ALTER TABLE dispatch.absences ALTER COLUMN absence_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME dispatch.absences_absence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: crew_reports; Type: TABLE; Schema: dispatch; Owner: -
--

CREATE TABLE dispatch.crew_reports (
    plan_on date NOT NULL,
    crew_id bigint NOT NULL,
    dataset text NOT NULL,
    ticket_id text NOT NULL COLLATE pg_catalog."C",
    arrived_at timestamp with time zone,
    done_at timestamp with time zone,
    reported_by text NOT NULL,
    reported_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT crew_reports_order_check CHECK ((arrived_at <= done_at)),
    CONSTRAINT crew_reports_report_check CHECK ((num_nonnulls(arrived_at, done_at) > 0))
);

--
-- Name: TABLE crew_reports; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON TABLE dispatch.crew_reports IS 'What crews report of their day. It changes no ticket: the feed closes tickets.';

--
-- Name: crews; Type: TABLE; Schema: dispatch; Owner: -
--

CREATE TABLE dispatch.crews (
    crew_id bigint NOT NULL,
    name text NOT NULL,
    team text,
    skills text[] DEFAULT '{}'::text[] NOT NULL,
    start_latitude double precision NOT NULL,
    start_longitude double precision NOT NULL,
    end_latitude double precision NOT NULL,
    end_longitude double precision NOT NULL,
    vehicle text,
    device text,
    is_active boolean DEFAULT true NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT crews_end_latitude_check CHECK (((end_latitude >= ('-90'::integer)::double precision) AND (end_latitude <= (90)::double precision))),
    CONSTRAINT crews_end_longitude_check CHECK (((end_longitude >= ('-180'::integer)::double precision) AND (end_longitude <= (180)::double precision))),
    CONSTRAINT crews_name_check CHECK (((name = btrim(name)) AND (name <> ''::text))),
    CONSTRAINT crews_start_latitude_check CHECK (((start_latitude >= ('-90'::integer)::double precision) AND (start_latitude <= (90)::double precision))),
    CONSTRAINT crews_start_longitude_check CHECK (((start_longitude >= ('-180'::integer)::double precision) AND (start_longitude <= (180)::double precision)))
);

--
-- Name: TABLE crews; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON TABLE dispatch.crews IS 'The crews. A crew that is no longer active keeps its row, because old plans name it.';

--
-- Name: COLUMN crews.team; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON COLUMN dispatch.crews.team IS 'As in the tickets'' assigned_team.';

--
-- Name: COLUMN crews.device; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON COLUMN dispatch.crews.device IS 'Whose positions are the crew''s.';

--
-- Name: crews_crew_id_seq; Type: SEQUENCE; Schema: dispatch; Owner: -
--

ALTER TABLE dispatch.crews ALTER COLUMN crew_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME dispatch.crews_crew_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: decisions; Type: TABLE; Schema: dispatch; Owner: -
--

CREATE TABLE dispatch.decisions (
    decision_id bigint NOT NULL,
    made_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    made_by text NOT NULL,
    subject text NOT NULL,
    action text NOT NULL,
    before jsonb,
    after jsonb,
    CONSTRAINT decisions_action_check CHECK ((action = ANY (ARRAY['insert'::text, 'update'::text, 'delete'::text])))
);

--
-- Name: TABLE decisions; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON TABLE dispatch.decisions IS 'Every decision of a person: who changed which row of which table, from what to what, and when. The setting dispatch.made_by names the person, if a server acts for one.';

--
-- Name: decisions_decision_id_seq; Type: SEQUENCE; Schema: dispatch; Owner: -
--

ALTER TABLE dispatch.decisions ALTER COLUMN decision_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME dispatch.decisions_decision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: holds; Type: TABLE; Schema: dispatch; Owner: -
--

CREATE TABLE dispatch.holds (
    dataset text NOT NULL,
    ticket_id text NOT NULL COLLATE pg_catalog."C",
    reason text NOT NULL,
    ends_on date,
    made_by text DEFAULT SESSION_USER NOT NULL,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT holds_reason_check CHECK ((reason <> ''::text))
);

--
-- Name: TABLE holds; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON TABLE dispatch.holds IS 'Tickets that are not to be planned, and why.';

--
-- Name: COLUMN holds.ends_on; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON COLUMN dispatch.holds.ends_on IS 'The first day on which it may be planned again; NULL: until it is released.';

--
-- Name: job_rules; Type: TABLE; Schema: dispatch; Owner: -
--

CREATE TABLE dispatch.job_rules (
    rule_id bigint NOT NULL,
    "position" integer NOT NULL,
    dataset text,
    conditions jsonb DEFAULT '{}'::jsonb NOT NULL,
    skills text[] DEFAULT '{}'::text[] NOT NULL,
    minutes integer NOT NULL,
    priority integer NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    is_default boolean DEFAULT false NOT NULL,
    note text,
    CONSTRAINT job_rules_conditions_check CHECK ((jsonb_typeof(conditions) = 'object'::text)),
    CONSTRAINT job_rules_minutes_check CHECK (((minutes >= 1) AND (minutes <= 480))),
    CONSTRAINT job_rules_priority_check CHECK (((priority >= 1) AND (priority <= 4)))
);

--
-- Name: TABLE job_rules; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON TABLE dispatch.job_rules IS 'What a ticket needs: the first active rule by position whose conditions all hold.';

--
-- Name: COLUMN job_rules.conditions; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON COLUMN dispatch.job_rules.conditions IS '{"column or raw.key": "pattern"}: the ticket''s value must be LIKE the pattern, in any case; % stands for anything. {} holds for every ticket of the dataset.';

--
-- Name: COLUMN job_rules.is_default; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON COLUMN dispatch.job_rules.is_default IS 'Shipped with the code: the feed names no kind of work, so nobody has confirmed it.';

--
-- Name: job_rules_rule_id_seq; Type: SEQUENCE; Schema: dispatch; Owner: -
--

ALTER TABLE dispatch.job_rules ALTER COLUMN rule_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME dispatch.job_rules_rule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: open_jobs; Type: VIEW; Schema: dispatch; Owner: -
--

CREATE VIEW dispatch.open_jobs AS
 SELECT t.dataset,
    t.ticket_id,
    t.cluster,
    t.location_name,
    t.assigned_team,
    t.owner,
    t.due_at,
    t.appointed_at,
    t.is_open AS is_actionable,
    t.latitude,
    t.longitude,
    r.rule_id,
    r.skills,
    r.minutes,
    r.priority,
    h.reason AS hold_reason,
    h.ends_on AS hold_ends_on
   FROM ((tickets.ticket_deadlines t
     LEFT JOIN dispatch.holds h ON (((t.dataset = h.dataset) AND (t.ticket_id = h.ticket_id))))
     LEFT JOIN LATERAL ( SELECT j.rule_id,
            j.skills,
            j.minutes,
            j.priority
           FROM dispatch.job_rules j
          WHERE (j.is_active AND ((j.dataset IS NULL) OR (j.dataset = t.dataset)) AND (NOT (EXISTS ( SELECT
                   FROM jsonb_each_text(j.conditions) c(key, value)
                  WHERE (COALESCE(
                        CASE
                            WHEN (c.key ~~ 'raw.%'::text) THEN (t.raw ->> substr(c.key, 5))
                            ELSE (to_jsonb(t.*) ->> c.key)
                        END, ''::text) !~~* c.value)))))
          ORDER BY j."position"
         LIMIT 1) r ON (true))
  WHERE (t.is_open OR (t.lifecycle = 'waiting'::text));

--
-- Name: VIEW open_jobs; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON VIEW dispatch.open_jobs IS 'Each open or waiting ticket as a job: what the first rule that holds for it says, and its hold.';

--
-- Name: pins; Type: TABLE; Schema: dispatch; Owner: -
--

CREATE TABLE dispatch.pins (
    dataset text NOT NULL,
    ticket_id text NOT NULL COLLATE pg_catalog."C",
    plan_on date NOT NULL,
    crew_id bigint,
    starts_at timestamp with time zone,
    visit_order integer,
    made_by text DEFAULT SESSION_USER NOT NULL,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT pins_decision_check CHECK ((num_nonnulls(crew_id, starts_at, visit_order) > 0))
);

--
-- Name: TABLE pins; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON TABLE dispatch.pins IS 'What a person has decided about a ticket on one day: its crew, its time, its order among the pinned tickets of the crew. The engine never breaks it.';

--
-- Name: plans; Type: TABLE; Schema: dispatch; Owner: -
--

CREATE TABLE dispatch.plans (
    plan_id bigint NOT NULL,
    plan_on date NOT NULL,
    state text DEFAULT 'draft'::text NOT NULL,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    made_by text DEFAULT SESSION_USER NOT NULL,
    content_as_of timestamp with time zone,
    planned_from timestamp with time zone NOT NULL,
    seed bigint NOT NULL,
    iterations integer NOT NULL,
    is_cut_short boolean DEFAULT false NOT NULL,
    travel_source text NOT NULL,
    estimated_pairs integer DEFAULT 0 NOT NULL,
    cost bigint NOT NULL,
    parts jsonb NOT NULL,
    published_at timestamp with time zone,
    published_by text,
    CONSTRAINT plans_published_check CHECK (((state = 'draft'::text) = (published_at IS NULL))),
    CONSTRAINT plans_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'superseded'::text])))
);

--
-- Name: TABLE plans; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON TABLE dispatch.plans IS 'Every plan that was kept: a draft, the published one of its day, or one that was superseded.';

--
-- Name: COLUMN plans.content_as_of; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON COLUMN dispatch.plans.content_as_of IS 'How new the tickets were from which it was made.';

--
-- Name: COLUMN plans.is_cut_short; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON COLUMN dispatch.plans.is_cut_short IS 'A time limit ended the search, so another machine may find another plan.';

--
-- Name: COLUMN plans.cost; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON COLUMN dispatch.plans.cost IS 'In tenths of a driving minute; parts has its summands.';

--
-- Name: plans_plan_id_seq; Type: SEQUENCE; Schema: dispatch; Owner: -
--

ALTER TABLE dispatch.plans ALTER COLUMN plan_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME dispatch.plans_plan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: positions; Type: TABLE; Schema: dispatch; Owner: -
--

CREATE TABLE dispatch.positions (
    device text NOT NULL,
    at timestamp with time zone NOT NULL,
    latitude double precision NOT NULL,
    longitude double precision NOT NULL,
    accuracy_m real,
    speed_kmh real,
    heading real,
    battery real,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT positions_place_check CHECK ((((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision)) AND ((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision)) AND ((latitude <> (0)::double precision) OR (longitude <> (0)::double precision))))
);

--
-- Name: TABLE positions; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON TABLE dispatch.positions IS 'Where devices were; kept for dispatch.settings.positions_kept_hours.';

--
-- Name: settings; Type: TABLE; Schema: dispatch; Owner: -
--

CREATE TABLE dispatch.settings (
    is_only boolean DEFAULT true NOT NULL,
    driving_price integer DEFAULT 10 NOT NULL,
    overtime_price integer DEFAULT 20 NOT NULL,
    late_prices integer[] DEFAULT '{40,15,5,2}'::integer[] NOT NULL,
    appointment_price integer DEFAULT 20 NOT NULL,
    unserved_prices integer[] DEFAULT '{10000,5000,2500,1200}'::integer[] NOT NULL,
    change_price integer DEFAULT 600 NOT NULL,
    overtime_minutes integer DEFAULT 60 NOT NULL,
    appointment_minutes integer DEFAULT 120 NOT NULL,
    travel_fixed_minutes numeric DEFAULT 1.5 NOT NULL,
    travel_minutes_a_km numeric DEFAULT 2.09 NOT NULL,
    travel_factors numeric[] DEFAULT array_fill((1)::numeric, ARRAY[24]) NOT NULL,
    travel_kept_days integer DEFAULT 30 NOT NULL,
    positions_kept_hours integer DEFAULT 168 NOT NULL,
    is_default boolean DEFAULT true NOT NULL,
    CONSTRAINT settings_appointment_minutes_check CHECK ((appointment_minutes >= 0)),
    CONSTRAINT settings_is_only_check CHECK (is_only),
    CONSTRAINT settings_late_prices_check CHECK ((cardinality(late_prices) = 4)),
    CONSTRAINT settings_overtime_minutes_check CHECK (((overtime_minutes >= 0) AND (overtime_minutes <= 480))),
    CONSTRAINT settings_positions_kept_hours_check CHECK ((positions_kept_hours > 0)),
    CONSTRAINT settings_travel_factors_check CHECK ((cardinality(travel_factors) = 24)),
    CONSTRAINT settings_travel_fixed_minutes_check CHECK ((travel_fixed_minutes >= (0)::numeric)),
    CONSTRAINT settings_travel_kept_days_check CHECK ((travel_kept_days > 0)),
    CONSTRAINT settings_travel_minutes_a_km_check CHECK ((travel_minutes_a_km > (0)::numeric)),
    CONSTRAINT settings_unserved_prices_check CHECK ((cardinality(unserved_prices) = 4))
);

--
-- Name: TABLE settings; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON TABLE dispatch.settings IS 'One row, edited by SQL: prices in tenths of a driving minute, and how travel is estimated. Set is_default to false once they are yours.';

--
-- Name: COLUMN settings.late_prices; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON COLUMN dispatch.settings.late_prices IS 'A minute past due, by priority 1 to 4; of an appointment: appointment_price.';

--
-- Name: COLUMN settings.unserved_prices; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON COLUMN dispatch.settings.unserved_prices IS 'A job that nobody does today, by priority 1 to 4; its lateness until the day''s end comes on top.';

--
-- Name: COLUMN settings.change_price; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON COLUMN dispatch.settings.change_price IS 'A job that a replan gives to another crew than published.';

--
-- Name: COLUMN settings.appointment_minutes; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON COLUMN dispatch.settings.appointment_minutes IS 'How long after its scheduled time an appointment may begin without being late.';

--
-- Name: COLUMN settings.travel_fixed_minutes; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON COLUMN dispatch.settings.travel_fixed_minutes IS 'An estimated drive takes so long, plus travel_minutes_a_km for each km as the crow flies, times the factor of the hour in East Africa Time.';

--
-- Name: shifts; Type: TABLE; Schema: dispatch; Owner: -
--

CREATE TABLE dispatch.shifts (
    crew_id bigint NOT NULL,
    weekday integer NOT NULL,
    starts_at time without time zone NOT NULL,
    ends_at time without time zone NOT NULL,
    overtime_minutes integer,
    lunch_from time without time zone,
    lunch_to time without time zone,
    lunch_minutes integer,
    CONSTRAINT shifts_hours_check CHECK ((starts_at < ends_at)),
    CONSTRAINT shifts_lunch_check CHECK ((((lunch_from IS NULL) = (lunch_minutes IS NULL)) AND ((lunch_to IS NULL) = (lunch_minutes IS NULL)) AND ((lunch_from IS NULL) OR (lunch_from <= lunch_to)))),
    CONSTRAINT shifts_lunch_minutes_check CHECK (((lunch_minutes >= 1) AND (lunch_minutes <= 240))),
    CONSTRAINT shifts_overtime_minutes_check CHECK (((overtime_minutes >= 0) AND (overtime_minutes <= 480))),
    CONSTRAINT shifts_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7)))
);

--
-- Name: TABLE shifts; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON TABLE dispatch.shifts IS 'When a crew works, by weekday (1 is Monday), in East Africa Time. Lunch begins inside its window.';

--
-- Name: COLUMN shifts.overtime_minutes; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON COLUMN dispatch.shifts.overtime_minutes IS 'NULL: as dispatch.settings has it.';

--
-- Name: stop_tickets; Type: TABLE; Schema: dispatch; Owner: -
--

CREATE TABLE dispatch.stop_tickets (
    plan_id bigint NOT NULL,
    dataset text NOT NULL,
    ticket_id text NOT NULL COLLATE pg_catalog."C",
    crew_id bigint NOT NULL,
    stop_number integer NOT NULL,
    ticket_number integer DEFAULT 1 NOT NULL
);

--
-- Name: TABLE stop_tickets; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON TABLE dispatch.stop_tickets IS 'The tickets of each stop; a plan has each ticket once.';

--
-- Name: COLUMN stop_tickets.ticket_number; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON COLUMN dispatch.stop_tickets.ticket_number IS 'Their order at the stop.';

--
-- Name: stops; Type: TABLE; Schema: dispatch; Owner: -
--

CREATE TABLE dispatch.stops (
    plan_id bigint NOT NULL,
    crew_id bigint NOT NULL,
    stop_number integer NOT NULL,
    latitude double precision NOT NULL,
    longitude double precision NOT NULL,
    travel_minutes integer NOT NULL,
    arrives_at timestamp with time zone NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    late_minutes integer NOT NULL,
    is_pinned boolean NOT NULL,
    is_begun boolean DEFAULT false NOT NULL
);

--
-- Name: TABLE stops; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON TABLE dispatch.stops IS 'One visit of a crew: a place, with one ticket or several.';

--
-- Name: travel_places; Type: TABLE; Schema: dispatch; Owner: -
--

CREATE TABLE dispatch.travel_places (
    place_id bigint NOT NULL,
    latitude_e5 integer NOT NULL,
    longitude_e5 integer NOT NULL
);

--
-- Name: TABLE travel_places; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON TABLE dispatch.travel_places IS 'Places between which travel times were asked, in 1/100000 of a degree (about a metre).';

--
-- Name: travel_places_place_id_seq; Type: SEQUENCE; Schema: dispatch; Owner: -
--

ALTER TABLE dispatch.travel_places ALTER COLUMN place_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME dispatch.travel_places_place_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: travel_times; Type: TABLE; Schema: dispatch; Owner: -
--

CREATE TABLE dispatch.travel_times (
    source text NOT NULL,
    origin_id bigint NOT NULL,
    destination_id bigint NOT NULL,
    minutes integer,
    asked_at timestamp with time zone DEFAULT now() NOT NULL
);

--
-- Name: TABLE travel_times; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON TABLE dispatch.travel_times IS 'What routing servers have answered; kept for dispatch.settings.travel_kept_days. It can be emptied at any time, and then everything is asked again.';

--
-- Name: COLUMN travel_times.source; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON COLUMN dispatch.travel_times.source IS 'The server, and what its answers depend on, such as the hour.';

--
-- Name: COLUMN travel_times.minutes; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON COLUMN dispatch.travel_times.minutes IS 'NULL: the server knows no way.';

--
-- Name: unassigned; Type: TABLE; Schema: dispatch; Owner: -
--

CREATE TABLE dispatch.unassigned (
    plan_id bigint NOT NULL,
    dataset text NOT NULL,
    ticket_id text NOT NULL COLLATE pg_catalog."C",
    reason text NOT NULL,
    detail text NOT NULL,
    instead jsonb
);

--
-- Name: TABLE unassigned; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON TABLE dispatch.unassigned IS 'The open tickets that a plan leaves out, and why.';

--
-- Name: COLUMN unassigned.instead; Type: COMMENT; Schema: dispatch; Owner: -
--

COMMENT ON COLUMN dispatch.unassigned.instead IS 'The cheapest way to do it after all: {crew, tickets (those left out for it), price_minutes}.';

--
-- Name: import_meta; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.import_meta (
    dataset text NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);

--
-- Name: TABLE import_meta; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.import_meta IS 'Freshness: metadata holds source_max_key (the watermark) and content_as_of.';

--
-- Name: import_runs; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.import_runs (
    run_id bigint NOT NULL,
    dataset text NOT NULL,
    source text NOT NULL,
    state text DEFAULT 'running'::text NOT NULL,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    finished_at timestamp with time zone,
    files_applied integer DEFAULT 0 NOT NULL,
    files_failed integer DEFAULT 0 NOT NULL,
    files_archived integer DEFAULT 0 NOT NULL,
    error text,
    is_drain boolean DEFAULT true NOT NULL,
    CONSTRAINT import_runs_state_check CHECK ((state = ANY (ARRAY['running'::text, 'succeeded'::text, 'failed'::text, 'abandoned'::text])))
);

--
-- Name: TABLE import_runs; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.import_runs IS 'One row for each run with --apply.';

--
-- Name: COLUMN import_runs.is_drain; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.import_runs.is_drain IS 'Whether it looked for what waits in the bucket''s changes/; else a replay, or local files.';

--
-- Name: freshness; Type: VIEW; Schema: reporting; Owner: -
--

CREATE VIEW reporting.freshness AS
 WITH known AS (
         SELECT d.dataset,
            d.stale_after_minutes,
            now() AS wall_clock_at,
            (m.metadata ->> 'source_max_key'::text) AS source_max_key,
            ((m.metadata ->> 'content_as_of'::text))::timestamp with time zone AS content_as_of,
            to_timestamp(("substring"((m.metadata ->> 'source_max_key'::text), '\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d'::text) || ' +03'::text), 'YYYY-MM-DD"T"HH24-MI-SS TZH'::text) AS key_at,
            ( SELECT max(r_1.run_id) AS max
                   FROM tickets.import_runs r_1
                  WHERE (r_1.dataset = d.dataset)) AS last_run_id
           FROM (tickets.datasets d
             LEFT JOIN tickets.import_meta m ON ((d.dataset = m.dataset)))
        )
 SELECT k.dataset,
    k.source_max_key,
    k.content_as_of,
    k.wall_clock_at,
    k.stale_after_minutes,
    k.last_run_id,
    r.state AS last_run_state,
    r.started_at AS last_run_started_at,
    r.finished_at AS last_run_finished_at,
    (floor((EXTRACT(epoch FROM (k.wall_clock_at - k.content_as_of)) / (60)::numeric)))::integer AS lag_minutes,
    COALESCE(((k.wall_clock_at - k.content_as_of) > make_interval(mins => k.stale_after_minutes)), true) AS is_stale,
    (date_trunc('second'::text, GREATEST(k.content_as_of, k.key_at)) + '00:00:01'::interval) AS reaches_to
   FROM (known k
     LEFT JOIN tickets.import_runs r ON ((k.last_run_id = r.run_id)));

--
-- Name: VIEW freshness; Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON VIEW reporting.freshness IS 'How old each dataset''s answers are, and how its last import went.';

--
-- Name: alerts; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.alerts (
    alert_id bigint NOT NULL,
    dataset text,
    kind text NOT NULL,
    subject text NOT NULL,
    state text NOT NULL,
    since timestamp with time zone NOT NULL,
    message text NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    posted_at timestamp with time zone,
    next_try_at timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    tries integer DEFAULT 0 NOT NULL,
    is_refused boolean DEFAULT false NOT NULL,
    CONSTRAINT alerts_state_check CHECK ((state = ANY (ARRAY['raised'::text, 'cleared'::text])))
);

--
-- Name: TABLE alerts; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.alerts IS 'Every change of a trouble''s state, in order; what has no posted_at waits for the webhook.';

--
-- Name: COLUMN alerts.is_refused; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.alerts.is_refused IS 'The webhook refused it alone and shortened; it is tried by itself, after those that wait.';

--
-- Name: alerts_alert_id_seq; Type: SEQUENCE; Schema: tickets; Owner: -
--

ALTER TABLE tickets.alerts ALTER COLUMN alert_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tickets.alerts_alert_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: crq_daily_snapshot; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.crq_daily_snapshot (
    snapshot_on date NOT NULL,
    cluster text NOT NULL,
    open_tickets integer NOT NULL,
    actionable_tickets integer NOT NULL,
    waiting_tickets integer DEFAULT 0 NOT NULL,
    created integer NOT NULL,
    closed integer NOT NULL,
    reopened integer NOT NULL,
    content_as_of timestamp with time zone NOT NULL,
    captured_at timestamp with time zone DEFAULT now() NOT NULL,
    is_carried boolean DEFAULT false NOT NULL,
    carried_row jsonb
);

--
-- Name: TABLE crq_daily_snapshot; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.crq_daily_snapshot IS 'As tickets.inc_daily_snapshot, for installations.';

--
-- Name: COLUMN crq_daily_snapshot.actionable_tickets; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.crq_daily_snapshot.actionable_tickets IS 'Always open_tickets, because open means actionable.';

--
-- Name: COLUMN crq_daily_snapshot.content_as_of; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.crq_daily_snapshot.content_as_of IS 'How far into the day the content reached when the row was captured.';

--
-- Name: COLUMN crq_daily_snapshot.is_carried; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.crq_daily_snapshot.is_carried IS 'Whether the counts are those of an earlier installation (docs/moving-in.md).';

--
-- Name: COLUMN crq_daily_snapshot.carried_row; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.crq_daily_snapshot.carried_row IS 'That installation''s whole row of the day, with its SLA split; in the row without a cluster.';

--
-- Name: inc_daily_snapshot; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.inc_daily_snapshot (
    snapshot_on date NOT NULL,
    cluster text NOT NULL,
    open_tickets integer NOT NULL,
    actionable_tickets integer NOT NULL,
    waiting_tickets integer DEFAULT 0 NOT NULL,
    created integer NOT NULL,
    closed integer NOT NULL,
    reopened integer NOT NULL,
    content_as_of timestamp with time zone NOT NULL,
    captured_at timestamp with time zone DEFAULT now() NOT NULL,
    is_carried boolean DEFAULT false NOT NULL,
    carried_row jsonb
);

--
-- Name: TABLE inc_daily_snapshot; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.inc_daily_snapshot IS 'Backlog and flow for each East Africa day of the content and each cluster ('''' where a ticket has none), as last captured on that day.';

--
-- Name: COLUMN inc_daily_snapshot.actionable_tickets; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.inc_daily_snapshot.actionable_tickets IS 'Always open_tickets, because open means actionable.';

--
-- Name: COLUMN inc_daily_snapshot.content_as_of; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.inc_daily_snapshot.content_as_of IS 'How far into the day the content reached when the row was captured.';

--
-- Name: COLUMN inc_daily_snapshot.is_carried; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.inc_daily_snapshot.is_carried IS 'Whether the counts are those of an earlier installation (docs/moving-in.md).';

--
-- Name: COLUMN inc_daily_snapshot.carried_row; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.inc_daily_snapshot.carried_row IS 'That installation''s whole row of the day, with its SLA split; in the row without a cluster.';

--
-- Name: all_daily_snapshots; Type: VIEW; Schema: tickets; Owner: -
--

CREATE VIEW tickets.all_daily_snapshots AS
 SELECT 'crq'::text AS dataset,
    t.snapshot_on,
    t.cluster,
    t.open_tickets,
    t.actionable_tickets,
    t.waiting_tickets,
    t.created,
    t.closed,
    t.reopened,
    t.content_as_of,
    t.captured_at,
    t.is_carried,
    t.carried_row
   FROM tickets.crq_daily_snapshot t
UNION ALL
 SELECT 'inc'::text AS dataset,
    t.snapshot_on,
    t.cluster,
    t.open_tickets,
    t.actionable_tickets,
    t.waiting_tickets,
    t.created,
    t.closed,
    t.reopened,
    t.content_as_of,
    t.captured_at,
    t.is_carried,
    t.carried_row
   FROM tickets.inc_daily_snapshot t;

--
-- Name: VIEW all_daily_snapshots; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON VIEW tickets.all_daily_snapshots IS 'Every dataset''s daily snapshots.';

--
-- Name: api_tokens; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.api_tokens (
    token_id bigint NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    crew_id bigint,
    token_hash bytea NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone,
    revoked_at timestamp with time zone,
    last_used_on date,
    CONSTRAINT api_tokens_crew_check CHECK (((role <> 'crew'::text) OR (crew_id IS NOT NULL))),
    CONSTRAINT api_tokens_crew_id_check CHECK (((crew_id IS NULL) OR (role = ANY (ARRAY['tracker'::text, 'crew'::text])))),
    CONSTRAINT api_tokens_name_check CHECK ((name ~ '^[[:alnum:]][[:alnum:] ._@-]{0,63}$'::text)),
    CONSTRAINT api_tokens_role_check CHECK ((role = ANY (ARRAY['tracker'::text, 'crew'::text, 'viewer'::text, 'dispatcher'::text, 'admin'::text]))),
    CONSTRAINT api_tokens_token_hash_check CHECK ((length(token_hash) = 32))
);

--
-- Name: TABLE api_tokens; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.api_tokens IS 'Access tokens of the HTTP API. Rows of expired and revoked tokens stay: as long as there is any row, a server answers no request without a token.';

--
-- Name: COLUMN api_tokens.crew_id; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.api_tokens.crew_id IS 'The crew (dispatch.crews) whose day the token shows, or whose position it reports.';

--
-- Name: COLUMN api_tokens.token_hash; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.api_tokens.token_hash IS 'SHA-256 of the token, 32 random bytes, so it needs no salt and cannot be reversed.';

--
-- Name: COLUMN api_tokens.last_used_on; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.api_tokens.last_used_on IS 'The UTC day, as reported by the servers.';

--
-- Name: api_tokens_token_id_seq; Type: SEQUENCE; Schema: tickets; Owner: -
--

ALTER TABLE tickets.api_tokens ALTER COLUMN token_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tickets.api_tokens_token_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: crq_open_sla; Type: VIEW; Schema: tickets; Owner: -
--

CREATE VIEW tickets.crq_open_sla AS
 SELECT open_sla.dataset,
    open_sla.ticket_id,
    open_sla.normalized_status,
    open_sla.raw_status,
    open_sla.bucket,
    open_sla.is_actionable,
    open_sla.cluster,
    open_sla.region,
    open_sla.location_name,
    open_sla.assigned_team,
    open_sla.owner,
    open_sla.started_at,
    open_sla.scheduled_at,
    open_sla.due_at,
    open_sla.at_risk_at,
    open_sla.as_of,
    open_sla.age_minutes,
    open_sla.sla_state,
    open_sla.geo_source,
    open_sla.geom,
    open_sla.hours_open,
    open_sla.geog
   FROM tickets.open_sla('crq'::text) open_sla(dataset, ticket_id, normalized_status, raw_status, bucket, is_actionable, cluster, region, location_name, assigned_team, owner, started_at, scheduled_at, due_at, at_risk_at, as_of, age_minutes, sla_state, geo_source, geom, hours_open, geog);

--
-- Name: VIEW crq_open_sla; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON VIEW tickets.crq_open_sla IS 'Installations that are open, aged against content_as_of.';

--
-- Name: data_versions; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.data_versions (
    part integer NOT NULL,
    subject text NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL
);

--
-- Name: TABLE data_versions; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.data_versions IS 'A subject''s version is the sum over its rows. Writers that are under way at the same time count on rows of their own, so none waits for another and no order of locks can cross.';

--
-- Name: COLUMN data_versions.subject; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.data_versions.subject IS 'A dataset, ''access'': the tokens of the API, or ''dispatch'': decisions and plans.';

--
-- Name: data_versions_part_seq; Type: SEQUENCE; Schema: tickets; Owner: -
--

ALTER TABLE tickets.data_versions ALTER COLUMN part ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tickets.data_versions_part_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: feed_columns; Type: VIEW; Schema: tickets; Owner: -
--

CREATE VIEW tickets.feed_columns AS
 SELECT (a.attname)::text AS column_name,
    (a.atttypid)::regtype AS column_type
   FROM pg_attribute a
  WHERE ((a.attrelid = ('tickets.inc'::regclass)::oid) AND (a.attnum > 0) AND (NOT a.attisdropped) AND (a.attgenerated = ''::"char") AND (a.attname <> ALL (ARRAY['raw'::name, 'content_hash'::name, 'change_key'::name, 'change_line'::name, 'lifecycle'::name, 'geom'::name, 'geo_source'::name, 'geo_precision'::name, 'ingested_at'::name])));

--
-- Name: VIEW feed_columns; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON VIEW tickets.feed_columns IS 'The typed columns of a ticket that are derived from raw, each under the feed''s own name.';

--
-- Name: dataset_columns; Type: VIEW; Schema: tickets; Owner: -
--

CREATE VIEW tickets.dataset_columns AS
 SELECT d.dataset,
    c.column_name,
    c.column_type,
        CASE c.column_name
            WHEN 'mttr'::text THEN d.minutes_per_mttr
            ELSE 1
        END AS factor
   FROM (tickets.datasets d
     CROSS JOIN tickets.feed_columns c);

--
-- Name: VIEW dataset_columns; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON VIEW tickets.dataset_columns IS 'The columns of tickets.feed_columns for each dataset, with the minutes of one unit of a number.';

--
-- Name: geo_clusters; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.geo_clusters (
    region text DEFAULT ''::text NOT NULL,
    cluster text NOT NULL,
    geom public.geometry(Point,4326),
    provider text NOT NULL,
    "precision" text NOT NULL,
    query text,
    reason text,
    is_manual boolean DEFAULT false NOT NULL,
    asked_at timestamp with time zone DEFAULT now() NOT NULL,
    answer text,
    refused_geom public.geometry(Point,4326),
    CONSTRAINT geo_clusters_region_check CHECK ((region = tickets.region_key(region)))
);

--
-- Name: TABLE geo_clusters; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.geo_clusters IS 'One position for each cluster of each region, in any spelling; without geom, reason says why there is none.';

--
-- Name: COLUMN geo_clusters.region; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_clusters.region IS 'Empty: for tickets without a region, and for those of a region in which the cluster has no row.';

--
-- Name: COLUMN geo_clusters.answer; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_clusters.answer IS 'Name of the place that the provider gave.';

--
-- Name: COLUMN geo_clusters.refused_geom; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_clusters.refused_geom IS 'Where the provider put the place, when that was refused.';

--
-- Name: geo_locations; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.geo_locations (
    place_key uuid NOT NULL,
    region text,
    cluster text,
    location_name text NOT NULL,
    geom public.geometry(Point,4326),
    provider text NOT NULL,
    "precision" text NOT NULL,
    query text,
    reason text,
    is_manual boolean DEFAULT false NOT NULL,
    asked_at timestamp with time zone DEFAULT now() NOT NULL,
    answer text,
    refused_geom public.geometry(Point,4326),
    CONSTRAINT geo_locations_place_key_check CHECK ((place_key = tickets.place_key(region, cluster, location_name)))
);

--
-- Name: TABLE geo_locations; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.geo_locations IS 'One position for each location of a cluster; without geom, reason says why there is none.';

--
-- Name: COLUMN geo_locations.region; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_locations.region IS 'Blank: for tickets without a region, and for those of a region in which the location has no row.';

--
-- Name: COLUMN geo_locations.answer; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_locations.answer IS 'Name of the place that the provider gave.';

--
-- Name: COLUMN geo_locations.refused_geom; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_locations.refused_geom IS 'Where the provider put the place, when that was refused.';

--
-- Name: geo_settings; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.geo_settings (
    is_only boolean DEFAULT true NOT NULL,
    west double precision,
    south double precision,
    east double precision,
    north double precision,
    suspect_addresses integer DEFAULT 10 NOT NULL,
    CONSTRAINT geo_settings_area_check CHECK (((num_nulls(west, south, east, north) = ANY (ARRAY[0, 4])) AND (west < east) AND (south < north))),
    CONSTRAINT geo_settings_is_only_check CHECK (is_only),
    CONSTRAINT geo_settings_suspect_addresses_check CHECK ((suspect_addresses > 1))
);

--
-- Name: TABLE geo_settings; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.geo_settings IS 'One row, edited by SQL; every ticket follows at once. Without an area, it is the whole globe.';

--
-- Name: COLUMN geo_settings.west; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_settings.west IS 'The service area in degrees (west, south, east, north): a position outside is not used.';

--
-- Name: COLUMN geo_settings.suspect_addresses; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_settings.suspect_addresses IS 'A coordinate under this many different addresses is a stand-in, not a position.';

--
-- Name: geocode_days; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.geocode_days (
    provider text NOT NULL,
    asked_on date NOT NULL,
    requests integer DEFAULT 0 NOT NULL,
    budget integer
);

--
-- Name: TABLE geocode_days; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.geocode_days IS 'Requests sent to each provider on each UTC day, counted before they are sent.';

--
-- Name: COLUMN geocode_days.budget; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geocode_days.budget IS 'The most requests that day, as the process that asked last was configured.';

--
-- Name: geocode_pace; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.geocode_pace (
    provider text NOT NULL,
    next_at timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    blocked_until timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    blocked_for text
);

--
-- Name: TABLE geocode_pace; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.geocode_pace IS 'When the next request may be sent; blocked_until: when the provider takes requests again.';

--
-- Name: import_files; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.import_files (
    dataset text NOT NULL,
    change_key text NOT NULL COLLATE pg_catalog."C",
    etag text NOT NULL,
    state text NOT NULL,
    source text NOT NULL,
    bytes bigint NOT NULL,
    digest text,
    rows_read integer DEFAULT 0 NOT NULL,
    rows_kept integer DEFAULT 0 NOT NULL,
    rows_dropped integer DEFAULT 0 NOT NULL,
    rows_rejected integer DEFAULT 0 NOT NULL,
    rows_inserted integer DEFAULT 0 NOT NULL,
    rows_updated integer DEFAULT 0 NOT NULL,
    rows_unchanged integer DEFAULT 0 NOT NULL,
    extra_columns text[] DEFAULT '{}'::text[] NOT NULL,
    content_as_of timestamp with time zone,
    run_id bigint NOT NULL,
    attempts integer DEFAULT 1 NOT NULL,
    error text,
    seen_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT import_files_rows_check CHECK (((state = 'failed'::text) OR ((rows_read = ((rows_kept + rows_dropped) + rows_rejected)) AND (rows_kept = ((rows_inserted + rows_updated) + rows_unchanged))))),
    CONSTRAINT import_files_state_check CHECK ((state = ANY (ARRAY['applied'::text, 'failed'::text, 'superseded'::text])))
);

--
-- Name: TABLE import_files; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.import_files IS 'The ledger: one row for each version (etag) of each file that was seen.';

--
-- Name: COLUMN import_files.source; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.import_files.source IS 'Where the file can be read again: "bucket", or the path of a local file.';

--
-- Name: COLUMN import_files.digest; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.import_files.digest IS 'BLAKE2b of the file as it was stored; an archived copy is checked against it.';

--
-- Name: COLUMN import_files.content_as_of; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.import_files.content_as_of IS 'The newest source_updated_at in the file, never later than the file''s own time.';

--
-- Name: import_rejects; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.import_rejects (
    reject_id bigint NOT NULL,
    dataset text NOT NULL,
    change_key text NOT NULL COLLATE pg_catalog."C",
    change_line integer NOT NULL,
    severity text NOT NULL,
    column_name text,
    reason text NOT NULL,
    raw_row text NOT NULL,
    run_id bigint NOT NULL,
    observed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT import_rejects_severity_check CHECK ((severity = ANY (ARRAY['reject'::text, 'warning'::text])))
);

--
-- Name: TABLE import_rejects; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.import_rejects IS 'Rows that were rejected (reject), and values that were stored as NULL (warning).';

--
-- Name: import_rejects_reject_id_seq; Type: SEQUENCE; Schema: tickets; Owner: -
--

ALTER TABLE tickets.import_rejects ALTER COLUMN reject_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tickets.import_rejects_reject_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: import_runs_run_id_seq; Type: SEQUENCE; Schema: tickets; Owner: -
--

ALTER TABLE tickets.import_runs ALTER COLUMN run_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tickets.import_runs_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: place_aliases; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.place_aliases (
    kind text NOT NULL,
    alias text NOT NULL,
    replacement text NOT NULL,
    rank integer DEFAULT 100 NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    note text,
    CONSTRAINT place_aliases_alias_check CHECK ((alias <> ''::text)),
    CONSTRAINT place_aliases_kind_check CHECK ((kind = ANY (ARRAY['code'::text, 'word'::text, 'suffix'::text, 'pattern'::text, 'region'::text]))),
    CONSTRAINT place_aliases_replacement_check CHECK (((kind = 'pattern'::text) OR (replacement <> ''::text)))
);

--
-- Name: TABLE place_aliases; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.place_aliases IS 'How addresses are cleaned before they are asked for (docs/geocoding.md#addresses). A place whose cleaned text changes and that has no position is asked for again by the next run.';

--
-- Name: COLUMN place_aliases.kind; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.place_aliases.kind IS 'code: stands for a place. word: an abbreviation anywhere; suffix: one that is not first in its part (St Mary''s, Mary St). pattern: a regular expression of Python on the text in lower case. region: a ticket''s region, whose replacement names counties and cities, separated by commas.';

--
-- Name: COLUMN place_aliases.rank; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.place_aliases.rank IS 'Patterns apply in this order.';

--
-- Name: COLUMN place_aliases.is_active; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.place_aliases.is_active IS 'FALSE keeps a code that labels carry from being taken for a place.';

--
-- Name: place_edits; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.place_edits (
    edit_id bigint NOT NULL,
    change_id bigint NOT NULL,
    edited_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    edited_by text NOT NULL,
    kind text NOT NULL,
    region text NOT NULL,
    cluster text,
    location_name text,
    before jsonb,
    after jsonb,
    undoes bigint,
    is_undone boolean DEFAULT false NOT NULL,
    CONSTRAINT place_edits_kind_check CHECK ((kind = ANY (ARRAY['cluster'::text, 'location'::text])))
);

--
-- Name: TABLE place_edits; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.place_edits IS 'What people did to positions: one row for each spelling of the place, written by a trigger for every writer. NULL in before or after: the place had, or has, no row.';

--
-- Name: COLUMN place_edits.change_id; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.place_edits.change_id IS 'The transaction: edits with one number belong together, and are undone together.';

--
-- Name: COLUMN place_edits.undoes; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.place_edits.undoes IS 'The change_id of the edit that this one undid.';

--
-- Name: place_edits_edit_id_seq; Type: SEQUENCE; Schema: tickets; Owner: -
--

ALTER TABLE tickets.place_edits ALTER COLUMN edit_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tickets.place_edits_edit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: schema_files; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.schema_files (
    path text NOT NULL,
    digest text,
    object_name text,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

--
-- Name: TABLE schema_files; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.schema_files IS 'The files that `fleettickets migrate` has applied to this database.';

--
-- Name: COLUMN schema_files.digest; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.schema_files.digest IS 'SHA-256 of the file; NULL if its function or view is to be made again after a migration.';

--
-- Name: COLUMN schema_files.object_name; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.schema_files.object_name IS 'The function or view that the file makes; NULL for a migration.';

--
-- Name: schema_objects; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.schema_objects (
    identity text NOT NULL,
    kind text NOT NULL
);

--
-- Name: TABLE schema_objects; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.schema_objects IS 'What `fleettickets migrate` has created. Owners and grants of everything else in these schemas are left alone.';

--
-- Name: COLUMN schema_objects.identity; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.schema_objects.identity IS 'As pg_identify_object spells it, so that it stays the same after a restore.';

--
-- Name: status_words; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.status_words (
    phrase text NOT NULL,
    meaning text NOT NULL,
    is_default boolean DEFAULT false NOT NULL,
    note text,
    CONSTRAINT status_words_meaning_check CHECK ((meaning = ANY (ARRAY['open'::text, 'closed'::text, 'negates'::text]))),
    CONSTRAINT status_words_phrase_check CHECK ((phrase <> ''::text))
);

--
-- Name: TABLE status_words; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.status_words IS 'Phrases of whole words that say whether a ticket is closed; those that a status holds must agree, but for those inside a longer one. A phrase that negates makes one of closed tickets right after it one of open tickets. Change them here or with `fleettickets words set` (docs/feed.md#lifecycle).';

--
-- Name: COLUMN status_words.phrase; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.status_words.phrase IS 'In small letters, one space between words; a status may have any other character there.';

--
-- Name: COLUMN status_words.is_default; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.status_words.is_default IS 'Shipped with the code and never confirmed by anyone.';

--
-- Name: statuses; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.statuses (
    dataset text NOT NULL,
    status text NOT NULL,
    meaning text,
    first_key text NOT NULL COLLATE pg_catalog."C",
    noted_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT statuses_meaning_check CHECK ((meaning = ANY (ARRAY['open'::text, 'closed'::text])))
);

--
-- Name: TABLE statuses; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.statuses IS 'Every status that was ever seen, in small letters and cut at 200 characters.';

--
-- Name: COLUMN statuses.meaning; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.statuses.meaning IS 'What tickets.status_words says of it. NULL: nothing, or both; it counts as not closed and is a trouble.';

--
-- Name: COLUMN statuses.first_key; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.statuses.first_key IS 'The first file that holds it.';

--
-- Name: suspect_coordinates; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.suspect_coordinates (
    longitude double precision NOT NULL,
    latitude double precision NOT NULL,
    addresses integer NOT NULL,
    is_allowed boolean DEFAULT false NOT NULL,
    noted_at timestamp with time zone DEFAULT now() NOT NULL
);

--
-- Name: TABLE suspect_coordinates; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.suspect_coordinates IS 'Coordinates, as the feed writes them, that many different addresses share: not used as positions.';

--
-- Name: COLUMN suspect_coordinates.is_allowed; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.suspect_coordinates.is_allowed IS 'Set by a person who knows the place: the coordinate is trusted.';

--
-- Name: ticket_clusters; Type: VIEW; Schema: tickets; Owner: -
--

CREATE VIEW tickets.ticket_clusters AS
 WITH RECURSIVE clusters AS (
        ( SELECT tickets.name_key(t.cluster) AS cluster_key,
            tickets.name_key(t.region) AS region
           FROM tickets.all_tickets t
          WHERE (tickets.name_key(t.cluster) > ''::text)
          ORDER BY (tickets.name_key(t.cluster)), (tickets.name_key(t.region))
         LIMIT 1)
        UNION ALL
         SELECT later.cluster_key,
            later.region
           FROM (clusters c_1
             CROSS JOIN LATERAL ( SELECT tickets.name_key(t.cluster) AS cluster_key,
                    tickets.name_key(t.region) AS region
                   FROM tickets.all_tickets t
                  WHERE (ROW(tickets.name_key(t.cluster), tickets.name_key(t.region)) > ROW(c_1.cluster_key, c_1.region))
                  ORDER BY (tickets.name_key(t.cluster)), (tickets.name_key(t.region))
                 LIMIT 1) later)
        )
 SELECT c.region,
    c.cluster_key
   FROM clusters c;

--
-- Name: VIEW ticket_clusters; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON VIEW tickets.ticket_clusters IS 'The clusters of all tickets, by their keys: region (region_key) and cluster_key (name_key).';

--
-- Name: ticket_events; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.ticket_events (
    dataset text NOT NULL,
    ticket_id text NOT NULL COLLATE pg_catalog."C",
    change_key text NOT NULL COLLATE pg_catalog."C",
    change_line integer NOT NULL,
    kind text NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    from_status text,
    from_raw_status text,
    from_team text,
    from_owner text,
    from_lifecycle text,
    to_status text,
    to_raw_status text,
    to_team text,
    to_owner text,
    to_lifecycle text NOT NULL,
    closed_at timestamp with time zone,
    observed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT ticket_events_kind_check CHECK ((kind = ANY (ARRAY['opened'::text, 'status'::text, 'assignment'::text, 'closed'::text, 'correction'::text, 'reopened'::text, 'waiting'::text, 'resumed'::text])))
);

--
-- Name: TABLE ticket_events; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.ticket_events IS 'Every change of a ticket''s state that any version in the files shows. Each row carries the whole state after it: to_status, to_raw_status, to_team, to_owner, to_lifecycle, closed_at.';

--
-- Name: COLUMN ticket_events.occurred_at; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.ticket_events.occurred_at IS 'opened: created_at_service, else first_seen_at. closed, correction: closed_at. Others, and if these are blank: source_updated_at, or the time of the file if that is blank or later.';

--
-- Name: ticket_positions; Type: VIEW; Schema: tickets; Owner: -
--

CREATE VIEW tickets.ticket_positions AS
 SELECT t.dataset,
    t.ticket_id,
    p.geo_source,
    p.geom,
    p.provider,
    p.geo_precision AS "precision",
    p.query,
    p.location_reason,
    p.feed_problem
   FROM (tickets.all_tickets t
     CROSS JOIN LATERAL tickets.locate(t.region, t.cluster, t.location_name, tickets.to_degrees((t.raw ->> 'longitude'::text), (180)::double precision), tickets.to_degrees((t.raw ->> 'latitude'::text), (90)::double precision)) p(geom, geo_source, provider, geo_precision, query, location_reason, feed_problem));

--
-- Name: VIEW ticket_positions; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON VIEW tickets.ticket_positions IS 'Each ticket''s position by the rules, and its source; geom and geo_source are also columns of the ticket. location_reason: why its location has no position of its own. feed_problem: what is wrong with the feed''s coordinates; swapped ones are corrected, others are not used.';

--
-- Name: watch_limits; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.watch_limits (
    is_only boolean DEFAULT true NOT NULL,
    overdue_minutes integer DEFAULT 90 NOT NULL,
    watched_from time without time zone DEFAULT '06:00:00'::time without time zone NOT NULL,
    watched_to time without time zone DEFAULT '21:00:00'::time without time zone NOT NULL,
    reject_percent numeric DEFAULT 1 NOT NULL,
    reject_growth numeric DEFAULT 2 NOT NULL,
    reject_percent_always numeric DEFAULT 10 NOT NULL,
    reject_rows integer DEFAULT 10 NOT NULL,
    CONSTRAINT watch_limits_hours_check CHECK ((watched_from < watched_to)),
    CONSTRAINT watch_limits_is_only_check CHECK (is_only),
    CONSTRAINT watch_limits_overdue_minutes_check CHECK ((overdue_minutes > 0)),
    CONSTRAINT watch_limits_reject_growth_check CHECK ((reject_growth >= (1)::numeric)),
    CONSTRAINT watch_limits_reject_percent_always_check CHECK ((reject_percent_always > (0)::numeric)),
    CONSTRAINT watch_limits_reject_percent_check CHECK ((reject_percent >= (0)::numeric)),
    CONSTRAINT watch_limits_reject_rows_check CHECK ((reject_rows > 0))
);

--
-- Name: TABLE watch_limits; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.watch_limits IS 'One row, edited by SQL: the limits from which a figure is a trouble. They are here, and in no process''s settings, so that all processes agree (docs/deployment-and-operations.md#watching).';

--
-- Name: COLUMN watch_limits.overdue_minutes; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.watch_limits.overdue_minutes IS 'An import is overdue after so many watched minutes without a successful one.';

--
-- Name: COLUMN watch_limits.watched_from; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.watch_limits.watched_from IS 'The hours of the day, in East Africa Time, in which imports are expected; 00:00 to 24:00: all.';

--
-- Name: COLUMN watch_limits.reject_percent; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.watch_limits.reject_percent IS 'The share of refused rows in 24 hours that is trouble if it has also grown so many times.';

--
-- Name: COLUMN watch_limits.reject_percent_always; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.watch_limits.reject_percent_always IS 'The share that is trouble even if it was always so.';

--
-- Name: COLUMN watch_limits.reject_rows; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.watch_limits.reject_rows IS 'Fewer rejected rows in 24 hours are no trouble, at any share.';

--
-- Name: absences absences_pkey; Type: CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.absences
    ADD CONSTRAINT absences_pkey PRIMARY KEY (absence_id);

--
-- Name: crew_days crew_days_pkey; Type: CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.crew_days
    ADD CONSTRAINT crew_days_pkey PRIMARY KEY (plan_id, crew_id);

--
-- Name: crew_reports crew_reports_pkey; Type: CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.crew_reports
    ADD CONSTRAINT crew_reports_pkey PRIMARY KEY (plan_on, crew_id, dataset, ticket_id);

--
-- Name: crews crews_device_key; Type: CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.crews
    ADD CONSTRAINT crews_device_key UNIQUE (device);

--
-- Name: crews crews_name_key; Type: CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.crews
    ADD CONSTRAINT crews_name_key UNIQUE (name);

--
-- Name: crews crews_pkey; Type: CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.crews
    ADD CONSTRAINT crews_pkey PRIMARY KEY (crew_id);

--
-- Name: decisions decisions_pkey; Type: CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.decisions
    ADD CONSTRAINT decisions_pkey PRIMARY KEY (decision_id);

--
-- Name: holds holds_pkey; Type: CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.holds
    ADD CONSTRAINT holds_pkey PRIMARY KEY (dataset, ticket_id);

--
-- Name: job_rules job_rules_pkey; Type: CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.job_rules
    ADD CONSTRAINT job_rules_pkey PRIMARY KEY (rule_id);

--
-- Name: job_rules job_rules_position_key; Type: CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.job_rules
    ADD CONSTRAINT job_rules_position_key UNIQUE ("position");

--
-- Name: pins pins_pkey; Type: CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.pins
    ADD CONSTRAINT pins_pkey PRIMARY KEY (dataset, ticket_id, plan_on);

--
-- Name: plans plans_pkey; Type: CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.plans
    ADD CONSTRAINT plans_pkey PRIMARY KEY (plan_id);

--
-- Name: positions positions_pkey; Type: CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.positions
    ADD CONSTRAINT positions_pkey PRIMARY KEY (device, at);

--
-- Name: settings settings_pkey; Type: CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.settings
    ADD CONSTRAINT settings_pkey PRIMARY KEY (is_only);

--
-- Name: shifts shifts_pkey; Type: CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.shifts
    ADD CONSTRAINT shifts_pkey PRIMARY KEY (crew_id, weekday);

--
-- Name: stop_tickets stop_tickets_pkey; Type: CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.stop_tickets
    ADD CONSTRAINT stop_tickets_pkey PRIMARY KEY (plan_id, dataset, ticket_id);

--
-- Name: stops stops_pkey; Type: CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.stops
    ADD CONSTRAINT stops_pkey PRIMARY KEY (plan_id, crew_id, stop_number);

--
-- Name: travel_places travel_places_pkey; Type: CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.travel_places
    ADD CONSTRAINT travel_places_pkey PRIMARY KEY (place_id);

--
-- Name: travel_places travel_places_place_key; Type: CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.travel_places
    ADD CONSTRAINT travel_places_place_key UNIQUE (latitude_e5, longitude_e5);

--
-- Name: travel_times travel_times_pkey; Type: CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.travel_times
    ADD CONSTRAINT travel_times_pkey PRIMARY KEY (source, origin_id, destination_id);

--
-- Name: unassigned unassigned_pkey; Type: CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.unassigned
    ADD CONSTRAINT unassigned_pkey PRIMARY KEY (plan_id, dataset, ticket_id);

--
-- Name: alerts alerts_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.alerts
    ADD CONSTRAINT alerts_pkey PRIMARY KEY (alert_id);

--
-- Name: api_tokens api_tokens_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.api_tokens
    ADD CONSTRAINT api_tokens_pkey PRIMARY KEY (token_id);

--
-- Name: api_tokens api_tokens_token_hash_key; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.api_tokens
    ADD CONSTRAINT api_tokens_token_hash_key UNIQUE (token_hash);

--
-- Name: closure_events closure_events_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.closure_events
    ADD CONSTRAINT closure_events_pkey PRIMARY KEY (dataset, ticket_id, change_key, change_line);

--
-- Name: crq_daily_snapshot crq_daily_snapshot_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.crq_daily_snapshot
    ADD CONSTRAINT crq_daily_snapshot_pkey PRIMARY KEY (snapshot_on, cluster);

--
-- Name: crq crq_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.crq
    ADD CONSTRAINT crq_pkey PRIMARY KEY (ticket_id);

--
-- Name: data_versions data_versions_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.data_versions
    ADD CONSTRAINT data_versions_pkey PRIMARY KEY (part);

--
-- Name: datasets datasets_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.datasets
    ADD CONSTRAINT datasets_pkey PRIMARY KEY (dataset);

--
-- Name: geo_clusters geo_clusters_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.geo_clusters
    ADD CONSTRAINT geo_clusters_pkey PRIMARY KEY (region, cluster);

--
-- Name: geo_locations geo_locations_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.geo_locations
    ADD CONSTRAINT geo_locations_pkey PRIMARY KEY (place_key);

--
-- Name: geo_settings geo_settings_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.geo_settings
    ADD CONSTRAINT geo_settings_pkey PRIMARY KEY (is_only);

--
-- Name: geocode_days geocode_days_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.geocode_days
    ADD CONSTRAINT geocode_days_pkey PRIMARY KEY (provider, asked_on);

--
-- Name: geocode_pace geocode_pace_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.geocode_pace
    ADD CONSTRAINT geocode_pace_pkey PRIMARY KEY (provider);

--
-- Name: import_files import_files_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.import_files
    ADD CONSTRAINT import_files_pkey PRIMARY KEY (dataset, change_key, etag);

--
-- Name: import_meta import_meta_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.import_meta
    ADD CONSTRAINT import_meta_pkey PRIMARY KEY (dataset);

--
-- Name: import_rejects import_rejects_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.import_rejects
    ADD CONSTRAINT import_rejects_pkey PRIMARY KEY (reject_id);

--
-- Name: import_runs import_runs_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.import_runs
    ADD CONSTRAINT import_runs_pkey PRIMARY KEY (run_id);

--
-- Name: inc_daily_snapshot inc_daily_snapshot_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.inc_daily_snapshot
    ADD CONSTRAINT inc_daily_snapshot_pkey PRIMARY KEY (snapshot_on, cluster);

--
-- Name: inc inc_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.inc
    ADD CONSTRAINT inc_pkey PRIMARY KEY (ticket_id);

--
-- Name: place_aliases place_aliases_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.place_aliases
    ADD CONSTRAINT place_aliases_pkey PRIMARY KEY (kind, alias);

--
-- Name: place_edits place_edits_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.place_edits
    ADD CONSTRAINT place_edits_pkey PRIMARY KEY (edit_id);

--
-- Name: schema_files schema_files_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.schema_files
    ADD CONSTRAINT schema_files_pkey PRIMARY KEY (path);

--
-- Name: schema_objects schema_objects_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.schema_objects
    ADD CONSTRAINT schema_objects_pkey PRIMARY KEY (identity);

--
-- Name: sla_verdicts sla_verdicts_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.sla_verdicts
    ADD CONSTRAINT sla_verdicts_pkey PRIMARY KEY (sla_status);

--
-- Name: status_words status_words_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.status_words
    ADD CONSTRAINT status_words_pkey PRIMARY KEY (phrase);

--
-- Name: statuses statuses_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.statuses
    ADD CONSTRAINT statuses_pkey PRIMARY KEY (dataset, status);

--
-- Name: suspect_coordinates suspect_coordinates_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.suspect_coordinates
    ADD CONSTRAINT suspect_coordinates_pkey PRIMARY KEY (longitude, latitude);

--
-- Name: ticket_events ticket_events_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.ticket_events
    ADD CONSTRAINT ticket_events_pkey PRIMARY KEY (dataset, ticket_id, change_key, change_line, kind);

--
-- Name: watch_limits watch_limits_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.watch_limits
    ADD CONSTRAINT watch_limits_pkey PRIMARY KEY (is_only);

--
-- Name: absences_crew_idx; Type: INDEX; Schema: dispatch; Owner: -
--

CREATE INDEX absences_crew_idx ON dispatch.absences USING btree (crew_id, first_on);

--
-- Name: plans_day_idx; Type: INDEX; Schema: dispatch; Owner: -
--

CREATE INDEX plans_day_idx ON dispatch.plans USING btree (plan_on, plan_id);

--
-- Name: plans_published_idx; Type: INDEX; Schema: dispatch; Owner: -
--

CREATE UNIQUE INDEX plans_published_idx ON dispatch.plans USING btree (plan_on) WHERE (state = 'published'::text);

--
-- Name: stop_tickets_stop_idx; Type: INDEX; Schema: dispatch; Owner: -
--

CREATE INDEX stop_tickets_stop_idx ON dispatch.stop_tickets USING btree (plan_id, crew_id, stop_number);

--
-- Name: alerts_trouble_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX alerts_trouble_idx ON tickets.alerts USING btree (kind, subject, dataset, alert_id);

--
-- Name: alerts_waiting_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX alerts_waiting_idx ON tickets.alerts USING btree (alert_id) WHERE (posted_at IS NULL);

--
-- Name: api_tokens_name_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE UNIQUE INDEX api_tokens_name_idx ON tickets.api_tokens USING btree (name) WHERE (revoked_at IS NULL);

--
-- Name: closure_events_carried_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX closure_events_carried_idx ON tickets.closure_events USING btree (dataset, ticket_id) WHERE is_carried;

--
-- Name: closure_events_closed_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX closure_events_closed_idx ON tickets.closure_events USING btree (dataset, closed_at);

--
-- Name: crq_closed_at_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX crq_closed_at_idx ON tickets.crq USING btree (closed_at) WHERE (closed_at IS NOT NULL);

--
-- Name: crq_geog_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX crq_geog_idx ON tickets.crq USING gist (geog);

--
-- Name: crq_name_key_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX crq_name_key_idx ON tickets.crq USING btree (tickets.name_key(cluster)) WHERE is_open;

--
-- Name: crq_name_key_idx1; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX crq_name_key_idx1 ON tickets.crq USING btree (tickets.name_key(cluster)) WHERE (lifecycle = 'waiting'::text);

--
-- Name: crq_place_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX crq_place_idx ON tickets.crq USING btree (tickets.name_key(cluster), tickets.name_key(region));

--
-- Name: crq_undated_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX crq_undated_idx ON tickets.crq USING btree (ticket_id) WHERE ((lifecycle = 'closed'::text) AND (closed_at IS NULL));

--
-- Name: crq_verdict_word_coalesce_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX crq_verdict_word_coalesce_idx ON tickets.crq USING btree (tickets.verdict_word(sla_status), COALESCE(closed_at, ingested_at)) WHERE (lifecycle = 'closed'::text);

--
-- Name: geo_clusters_key_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE UNIQUE INDEX geo_clusters_key_idx ON tickets.geo_clusters USING btree (region, tickets.name_key(cluster));

--
-- Name: geo_locations_geom_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX geo_locations_geom_idx ON tickets.geo_locations USING gist (geom);

--
-- Name: geo_locations_query_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX geo_locations_query_idx ON tickets.geo_locations USING btree (query);

--
-- Name: geo_locations_refused_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX geo_locations_refused_idx ON tickets.geo_locations USING gist (refused_geom);

--
-- Name: import_files_applied_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE UNIQUE INDEX import_files_applied_idx ON tickets.import_files USING btree (dataset, change_key) WHERE (state = 'applied'::text);

--
-- Name: import_files_content_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX import_files_content_idx ON tickets.import_files USING btree (dataset, content_as_of) WHERE (state = 'applied'::text);

--
-- Name: import_rejects_key_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX import_rejects_key_idx ON tickets.import_rejects USING btree (dataset, change_key, change_line);

--
-- Name: import_runs_dataset_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX import_runs_dataset_idx ON tickets.import_runs USING btree (dataset, run_id);

--
-- Name: inc_closed_at_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX inc_closed_at_idx ON tickets.inc USING btree (closed_at) WHERE (closed_at IS NOT NULL);

--
-- Name: inc_geog_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX inc_geog_idx ON tickets.inc USING gist (geog);

--
-- Name: inc_open_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX inc_open_idx ON tickets.inc USING btree (tickets.name_key(cluster)) WHERE is_open;

--
-- Name: inc_place_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX inc_place_idx ON tickets.inc USING btree (tickets.name_key(cluster), tickets.name_key(region));

--
-- Name: inc_undated_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX inc_undated_idx ON tickets.inc USING btree (ticket_id) WHERE ((lifecycle = 'closed'::text) AND (closed_at IS NULL));

--
-- Name: inc_verdict_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX inc_verdict_idx ON tickets.inc USING btree (tickets.verdict_word(sla_status), COALESCE(closed_at, ingested_at)) WHERE (lifecycle = 'closed'::text);

--
-- Name: inc_waiting_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX inc_waiting_idx ON tickets.inc USING btree (tickets.name_key(cluster)) WHERE (lifecycle = 'waiting'::text);

--
-- Name: place_edits_change_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX place_edits_change_idx ON tickets.place_edits USING btree (change_id);

--
-- Name: sla_policy_place_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE UNIQUE INDEX sla_policy_place_idx ON tickets.sla_policy USING btree (dataset, tickets.name_key(cluster));

--
-- Name: statuses_unknown_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX statuses_unknown_idx ON tickets.statuses USING btree (dataset, noted_at) WHERE (meaning IS NULL);

--
-- Name: ticket_events_correction_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX ticket_events_correction_idx ON tickets.ticket_events USING btree (dataset, occurred_at) INCLUDE (ticket_id) WHERE (kind = 'correction'::text);

--
-- Name: ticket_events_occurred_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX ticket_events_occurred_idx ON tickets.ticket_events USING btree (dataset, occurred_at) WHERE (kind = ANY (ARRAY['opened'::text, 'closed'::text, 'reopened'::text, 'waiting'::text, 'resumed'::text]));

--
-- Name: ticket_events_reopened_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX ticket_events_reopened_idx ON tickets.ticket_events USING btree (dataset, ticket_id, change_key, change_line) WHERE (kind = 'reopened'::text);

--
-- Name: ticket_events_unusual_idx; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX ticket_events_unusual_idx ON tickets.ticket_events USING btree (dataset, ticket_id) WHERE (kind = ANY (ARRAY['reopened'::text, 'correction'::text, 'waiting'::text, 'resumed'::text]));

--
-- Name: absences note_change; Type: TRIGGER; Schema: dispatch; Owner: -
--

CREATE TRIGGER note_change AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON dispatch.absences FOR EACH STATEMENT EXECUTE FUNCTION tickets.note_change('dispatch');

--
-- Name: crew_reports note_change; Type: TRIGGER; Schema: dispatch; Owner: -
--

CREATE TRIGGER note_change AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON dispatch.crew_reports FOR EACH STATEMENT EXECUTE FUNCTION tickets.note_change('dispatch');

--
-- Name: crews note_change; Type: TRIGGER; Schema: dispatch; Owner: -
--

CREATE TRIGGER note_change AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON dispatch.crews FOR EACH STATEMENT EXECUTE FUNCTION tickets.note_change('dispatch');

--
-- Name: holds note_change; Type: TRIGGER; Schema: dispatch; Owner: -
--

CREATE TRIGGER note_change AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON dispatch.holds FOR EACH STATEMENT EXECUTE FUNCTION tickets.note_change('dispatch');

--
-- Name: job_rules note_change; Type: TRIGGER; Schema: dispatch; Owner: -
--

CREATE TRIGGER note_change AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON dispatch.job_rules FOR EACH STATEMENT EXECUTE FUNCTION tickets.note_change('dispatch');

--
-- Name: pins note_change; Type: TRIGGER; Schema: dispatch; Owner: -
--

CREATE TRIGGER note_change AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON dispatch.pins FOR EACH STATEMENT EXECUTE FUNCTION tickets.note_change('dispatch');

--
-- Name: plans note_change; Type: TRIGGER; Schema: dispatch; Owner: -
--

CREATE TRIGGER note_change AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON dispatch.plans FOR EACH STATEMENT EXECUTE FUNCTION tickets.note_change('dispatch');

--
-- Name: settings note_change; Type: TRIGGER; Schema: dispatch; Owner: -
--

CREATE TRIGGER note_change AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON dispatch.settings FOR EACH STATEMENT EXECUTE FUNCTION tickets.note_change('dispatch');

--
-- Name: shifts note_change; Type: TRIGGER; Schema: dispatch; Owner: -
--

CREATE TRIGGER note_change AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON dispatch.shifts FOR EACH STATEMENT EXECUTE FUNCTION tickets.note_change('dispatch');

--
-- Name: absences note_decision; Type: TRIGGER; Schema: dispatch; Owner: -
--

CREATE TRIGGER note_decision AFTER INSERT OR DELETE OR UPDATE ON dispatch.absences FOR EACH ROW EXECUTE FUNCTION dispatch.note_decision();

--
-- Name: crew_reports note_decision; Type: TRIGGER; Schema: dispatch; Owner: -
--

CREATE TRIGGER note_decision AFTER INSERT OR DELETE OR UPDATE ON dispatch.crew_reports FOR EACH ROW EXECUTE FUNCTION dispatch.note_decision();

--
-- Name: crews note_decision; Type: TRIGGER; Schema: dispatch; Owner: -
--

CREATE TRIGGER note_decision AFTER INSERT OR DELETE OR UPDATE ON dispatch.crews FOR EACH ROW EXECUTE FUNCTION dispatch.note_decision();

--
-- Name: holds note_decision; Type: TRIGGER; Schema: dispatch; Owner: -
--

CREATE TRIGGER note_decision AFTER INSERT OR DELETE OR UPDATE ON dispatch.holds FOR EACH ROW EXECUTE FUNCTION dispatch.note_decision();

--
-- Name: job_rules note_decision; Type: TRIGGER; Schema: dispatch; Owner: -
--

CREATE TRIGGER note_decision AFTER INSERT OR DELETE OR UPDATE ON dispatch.job_rules FOR EACH ROW EXECUTE FUNCTION dispatch.note_decision();

--
-- Name: pins note_decision; Type: TRIGGER; Schema: dispatch; Owner: -
--

CREATE TRIGGER note_decision AFTER INSERT OR DELETE OR UPDATE ON dispatch.pins FOR EACH ROW EXECUTE FUNCTION dispatch.note_decision();

--
-- Name: plans note_decision; Type: TRIGGER; Schema: dispatch; Owner: -
--

CREATE TRIGGER note_decision AFTER INSERT OR DELETE OR UPDATE ON dispatch.plans FOR EACH ROW EXECUTE FUNCTION dispatch.note_decision();

--
-- Name: settings note_decision; Type: TRIGGER; Schema: dispatch; Owner: -
--

CREATE TRIGGER note_decision AFTER INSERT OR DELETE OR UPDATE ON dispatch.settings FOR EACH ROW EXECUTE FUNCTION dispatch.note_decision();

--
-- Name: shifts note_decision; Type: TRIGGER; Schema: dispatch; Owner: -
--

CREATE TRIGGER note_decision AFTER INSERT OR DELETE OR UPDATE ON dispatch.shifts FOR EACH ROW EXECUTE FUNCTION dispatch.note_decision();

--
-- Name: status_words apply_status_words; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER apply_status_words AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON tickets.status_words FOR EACH STATEMENT EXECUTE FUNCTION tickets.apply_status_words();

--
-- Name: datasets convert_mttr; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER convert_mttr AFTER UPDATE OF mttr_unit ON tickets.datasets FOR EACH ROW WHEN ((old.mttr_unit <> new.mttr_unit)) EXECUTE FUNCTION tickets.convert_mttr();

--
-- Name: crq derive_ticket; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER derive_ticket BEFORE INSERT OR UPDATE ON tickets.crq FOR EACH ROW WHEN ((NOT tickets.is_importing())) EXECUTE FUNCTION tickets.derive_ticket();

--
-- Name: inc derive_ticket; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER derive_ticket BEFORE INSERT OR UPDATE ON tickets.inc FOR EACH ROW WHEN ((NOT tickets.is_importing())) EXECUTE FUNCTION tickets.derive_ticket();

--
-- Name: sla_policy label_sla_policy; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER label_sla_policy BEFORE UPDATE ON tickets.sla_policy FOR EACH ROW EXECUTE FUNCTION tickets.label_sla_policy();

--
-- Name: status_words label_status_words; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER label_status_words BEFORE INSERT OR UPDATE ON tickets.status_words FOR EACH ROW EXECUTE FUNCTION tickets.label_status_words();

--
-- Name: crq lock_positions; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER lock_positions BEFORE INSERT OR UPDATE ON tickets.crq FOR EACH STATEMENT WHEN ((NOT tickets.is_importing())) EXECUTE FUNCTION tickets.lock_positions('true');

--
-- Name: geo_clusters lock_positions; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER lock_positions BEFORE INSERT OR DELETE OR UPDATE ON tickets.geo_clusters FOR EACH STATEMENT EXECUTE FUNCTION tickets.lock_positions('false');

--
-- Name: geo_locations lock_positions; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER lock_positions BEFORE INSERT OR DELETE OR UPDATE ON tickets.geo_locations FOR EACH STATEMENT EXECUTE FUNCTION tickets.lock_positions('false');

--
-- Name: geo_settings lock_positions; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER lock_positions BEFORE INSERT OR DELETE OR UPDATE ON tickets.geo_settings FOR EACH STATEMENT EXECUTE FUNCTION tickets.lock_positions('false');

--
-- Name: inc lock_positions; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER lock_positions BEFORE INSERT OR UPDATE ON tickets.inc FOR EACH STATEMENT WHEN ((NOT tickets.is_importing())) EXECUTE FUNCTION tickets.lock_positions('true');

--
-- Name: suspect_coordinates lock_positions; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER lock_positions BEFORE INSERT OR DELETE OR UPDATE ON tickets.suspect_coordinates FOR EACH STATEMENT EXECUTE FUNCTION tickets.lock_positions('false');

--
-- Name: status_words lock_words; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER lock_words BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON tickets.status_words FOR EACH STATEMENT EXECUTE FUNCTION tickets.lock_words_by_trigger();

--
-- Name: api_tokens note_change; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER note_change AFTER INSERT OR DELETE OR UPDATE OF name, role, crew_id, token_hash, expires_at, revoked_at OR TRUNCATE ON tickets.api_tokens FOR EACH STATEMENT EXECUTE FUNCTION tickets.note_change('access');

--
-- Name: closure_events note_change; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER note_change AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON tickets.closure_events FOR EACH STATEMENT WHEN ((NOT tickets.is_importing())) EXECUTE FUNCTION tickets.note_change();

--
-- Name: crq note_change; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER note_change AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON tickets.crq FOR EACH STATEMENT WHEN ((NOT tickets.is_relocating())) EXECUTE FUNCTION tickets.note_change('crq');

--
-- Name: crq_daily_snapshot note_change; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER note_change AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON tickets.crq_daily_snapshot FOR EACH STATEMENT WHEN ((NOT tickets.is_relocating())) EXECUTE FUNCTION tickets.note_change('crq');

--
-- Name: datasets note_change; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER note_change AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON tickets.datasets FOR EACH STATEMENT EXECUTE FUNCTION tickets.note_change();

--
-- Name: inc note_change; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER note_change AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON tickets.inc FOR EACH STATEMENT WHEN ((NOT tickets.is_relocating())) EXECUTE FUNCTION tickets.note_change('inc');

--
-- Name: inc_daily_snapshot note_change; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER note_change AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON tickets.inc_daily_snapshot FOR EACH STATEMENT WHEN ((NOT tickets.is_relocating())) EXECUTE FUNCTION tickets.note_change('inc');

--
-- Name: sla_policy note_change; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER note_change AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON tickets.sla_policy FOR EACH STATEMENT EXECUTE FUNCTION tickets.note_change();

--
-- Name: sla_verdicts note_change; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER note_change AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON tickets.sla_verdicts FOR EACH STATEMENT EXECUTE FUNCTION tickets.note_change();

--
-- Name: ticket_events note_change; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER note_change AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON tickets.ticket_events FOR EACH STATEMENT WHEN ((NOT tickets.is_importing())) EXECUTE FUNCTION tickets.note_change();

--
-- Name: geo_clusters note_place_edit; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER note_place_edit AFTER INSERT OR DELETE OR UPDATE ON tickets.geo_clusters FOR EACH ROW EXECUTE FUNCTION tickets.note_place_edit('cluster');

--
-- Name: geo_locations note_place_edit; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER note_place_edit AFTER INSERT OR DELETE OR UPDATE ON tickets.geo_locations FOR EACH ROW EXECUTE FUNCTION tickets.note_place_edit('location');

--
-- Name: geo_clusters relocate_tickets_delete; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER relocate_tickets_delete AFTER DELETE ON tickets.geo_clusters REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION tickets.relocate_tickets('tickets.name_key(s.cluster) = tickets.name_key(c.cluster)
     AND c.region IN ('''', tickets.region_key(s.region))
     AND coalesce(s.geo_source, ''cluster'') = ''cluster''');

--
-- Name: geo_locations relocate_tickets_delete; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER relocate_tickets_delete AFTER DELETE ON tickets.geo_locations REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION tickets.relocate_tickets('tickets.name_key(s.cluster) = tickets.name_key(c.cluster)
     AND c.place_key IN (
         tickets.place_key(s.region, s.cluster, s.location_name),
         tickets.place_key(s.cluster, s.location_name)
     )');

--
-- Name: geo_settings relocate_tickets_delete; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER relocate_tickets_delete AFTER DELETE ON tickets.geo_settings REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION tickets.relocate_tickets('TRUE');

--
-- Name: suspect_coordinates relocate_tickets_delete; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER relocate_tickets_delete AFTER DELETE ON tickets.suspect_coordinates REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION tickets.relocate_tickets('tickets.to_degrees(s.raw ->> ''longitude'', 180) = c.longitude
     AND tickets.to_degrees(s.raw ->> ''latitude'', 90) = c.latitude');

--
-- Name: geo_clusters relocate_tickets_insert; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER relocate_tickets_insert AFTER INSERT ON tickets.geo_clusters REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION tickets.relocate_tickets('tickets.name_key(s.cluster) = tickets.name_key(c.cluster)
     AND c.region IN ('''', tickets.region_key(s.region))
     AND coalesce(s.geo_source, ''cluster'') = ''cluster''');

--
-- Name: geo_locations relocate_tickets_insert; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER relocate_tickets_insert AFTER INSERT ON tickets.geo_locations REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION tickets.relocate_tickets('tickets.name_key(s.cluster) = tickets.name_key(c.cluster)
     AND c.place_key IN (
         tickets.place_key(s.region, s.cluster, s.location_name),
         tickets.place_key(s.cluster, s.location_name)
     )');

--
-- Name: geo_settings relocate_tickets_insert; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER relocate_tickets_insert AFTER INSERT ON tickets.geo_settings REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION tickets.relocate_tickets('TRUE');

--
-- Name: suspect_coordinates relocate_tickets_insert; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER relocate_tickets_insert AFTER INSERT ON tickets.suspect_coordinates REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION tickets.relocate_tickets('tickets.to_degrees(s.raw ->> ''longitude'', 180) = c.longitude
     AND tickets.to_degrees(s.raw ->> ''latitude'', 90) = c.latitude');

--
-- Name: geo_clusters relocate_tickets_update; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER relocate_tickets_update AFTER UPDATE ON tickets.geo_clusters REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION tickets.relocate_tickets('tickets.name_key(s.cluster) = tickets.name_key(c.cluster)
     AND c.region IN ('''', tickets.region_key(s.region))
     AND coalesce(s.geo_source, ''cluster'') = ''cluster''');

--
-- Name: geo_locations relocate_tickets_update; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER relocate_tickets_update AFTER UPDATE ON tickets.geo_locations REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION tickets.relocate_tickets('tickets.name_key(s.cluster) = tickets.name_key(c.cluster)
     AND c.place_key IN (
         tickets.place_key(s.region, s.cluster, s.location_name),
         tickets.place_key(s.cluster, s.location_name)
     )');

--
-- Name: geo_settings relocate_tickets_update; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER relocate_tickets_update AFTER UPDATE ON tickets.geo_settings REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION tickets.relocate_tickets('TRUE');

--
-- Name: suspect_coordinates relocate_tickets_update; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER relocate_tickets_update AFTER UPDATE ON tickets.suspect_coordinates REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION tickets.relocate_tickets('tickets.to_degrees(s.raw ->> ''longitude'', 180) = c.longitude
     AND tickets.to_degrees(s.raw ->> ''latitude'', 90) = c.latitude');

--
-- Name: crq resolve_ticket_geoms; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER resolve_ticket_geoms BEFORE INSERT OR UPDATE ON tickets.crq FOR EACH ROW WHEN ((NOT tickets.is_importing())) EXECUTE FUNCTION tickets.resolve_ticket_geoms();

--
-- Name: inc resolve_ticket_geoms; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER resolve_ticket_geoms BEFORE INSERT OR UPDATE ON tickets.inc FOR EACH ROW WHEN ((NOT tickets.is_importing())) EXECUTE FUNCTION tickets.resolve_ticket_geoms();

--
-- Name: absences absences_crew_id_fkey; Type: FK CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.absences
    ADD CONSTRAINT absences_crew_id_fkey FOREIGN KEY (crew_id) REFERENCES dispatch.crews(crew_id);

--
-- Name: crew_days crew_days_crew_id_fkey; Type: FK CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.crew_days
    ADD CONSTRAINT crew_days_crew_id_fkey FOREIGN KEY (crew_id) REFERENCES dispatch.crews(crew_id);

--
-- Name: crew_days crew_days_plan_id_fkey; Type: FK CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.crew_days
    ADD CONSTRAINT crew_days_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES dispatch.plans(plan_id) ON DELETE CASCADE;

--
-- Name: crew_reports crew_reports_crew_id_fkey; Type: FK CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.crew_reports
    ADD CONSTRAINT crew_reports_crew_id_fkey FOREIGN KEY (crew_id) REFERENCES dispatch.crews(crew_id);

--
-- Name: crew_reports crew_reports_dataset_fkey; Type: FK CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.crew_reports
    ADD CONSTRAINT crew_reports_dataset_fkey FOREIGN KEY (dataset) REFERENCES tickets.datasets(dataset);

--
-- Name: holds holds_dataset_fkey; Type: FK CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.holds
    ADD CONSTRAINT holds_dataset_fkey FOREIGN KEY (dataset) REFERENCES tickets.datasets(dataset);

--
-- Name: job_rules job_rules_dataset_fkey; Type: FK CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.job_rules
    ADD CONSTRAINT job_rules_dataset_fkey FOREIGN KEY (dataset) REFERENCES tickets.datasets(dataset);

--
-- Name: pins pins_crew_id_fkey; Type: FK CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.pins
    ADD CONSTRAINT pins_crew_id_fkey FOREIGN KEY (crew_id) REFERENCES dispatch.crews(crew_id);

--
-- Name: pins pins_dataset_fkey; Type: FK CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.pins
    ADD CONSTRAINT pins_dataset_fkey FOREIGN KEY (dataset) REFERENCES tickets.datasets(dataset);

--
-- Name: shifts shifts_crew_id_fkey; Type: FK CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.shifts
    ADD CONSTRAINT shifts_crew_id_fkey FOREIGN KEY (crew_id) REFERENCES dispatch.crews(crew_id);

--
-- Name: stop_tickets stop_tickets_stop_fkey; Type: FK CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.stop_tickets
    ADD CONSTRAINT stop_tickets_stop_fkey FOREIGN KEY (plan_id, crew_id, stop_number) REFERENCES dispatch.stops(plan_id, crew_id, stop_number) ON DELETE CASCADE;

--
-- Name: stops stops_crew_day_fkey; Type: FK CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.stops
    ADD CONSTRAINT stops_crew_day_fkey FOREIGN KEY (plan_id, crew_id) REFERENCES dispatch.crew_days(plan_id, crew_id) ON DELETE CASCADE;

--
-- Name: travel_times travel_times_destination_id_fkey; Type: FK CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.travel_times
    ADD CONSTRAINT travel_times_destination_id_fkey FOREIGN KEY (destination_id) REFERENCES dispatch.travel_places(place_id);

--
-- Name: travel_times travel_times_origin_id_fkey; Type: FK CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.travel_times
    ADD CONSTRAINT travel_times_origin_id_fkey FOREIGN KEY (origin_id) REFERENCES dispatch.travel_places(place_id);

--
-- Name: unassigned unassigned_plan_id_fkey; Type: FK CONSTRAINT; Schema: dispatch; Owner: -
--

ALTER TABLE ONLY dispatch.unassigned
    ADD CONSTRAINT unassigned_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES dispatch.plans(plan_id) ON DELETE CASCADE;

--
-- Name: alerts alerts_dataset_fkey; Type: FK CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.alerts
    ADD CONSTRAINT alerts_dataset_fkey FOREIGN KEY (dataset) REFERENCES tickets.datasets(dataset);

--
-- Name: import_files import_files_dataset_fkey; Type: FK CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.import_files
    ADD CONSTRAINT import_files_dataset_fkey FOREIGN KEY (dataset) REFERENCES tickets.datasets(dataset);

--
-- Name: import_files import_files_run_id_fkey; Type: FK CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.import_files
    ADD CONSTRAINT import_files_run_id_fkey FOREIGN KEY (run_id) REFERENCES tickets.import_runs(run_id);

--
-- Name: import_meta import_meta_dataset_fkey; Type: FK CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.import_meta
    ADD CONSTRAINT import_meta_dataset_fkey FOREIGN KEY (dataset) REFERENCES tickets.datasets(dataset);

--
-- Name: import_rejects import_rejects_dataset_fkey; Type: FK CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.import_rejects
    ADD CONSTRAINT import_rejects_dataset_fkey FOREIGN KEY (dataset) REFERENCES tickets.datasets(dataset);

--
-- Name: import_rejects import_rejects_run_id_fkey; Type: FK CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.import_rejects
    ADD CONSTRAINT import_rejects_run_id_fkey FOREIGN KEY (run_id) REFERENCES tickets.import_runs(run_id);

--
-- Name: import_runs import_runs_dataset_fkey; Type: FK CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.import_runs
    ADD CONSTRAINT import_runs_dataset_fkey FOREIGN KEY (dataset) REFERENCES tickets.datasets(dataset);

--
-- Name: sla_policy sla_policy_dataset_fkey; Type: FK CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.sla_policy
    ADD CONSTRAINT sla_policy_dataset_fkey FOREIGN KEY (dataset) REFERENCES tickets.datasets(dataset);

--
-- Name: statuses statuses_dataset_fkey; Type: FK CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.statuses
    ADD CONSTRAINT statuses_dataset_fkey FOREIGN KEY (dataset) REFERENCES tickets.datasets(dataset);

--
-- PostgreSQL database dump complete
--
