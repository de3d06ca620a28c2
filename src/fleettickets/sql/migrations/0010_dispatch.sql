-- Planning the crews' day: what people decide, and the plans that were made. Nothing here changes a
-- ticket. Which columns mean what is in docs/dispatch.md.

-- A schema that exists belongs to somebody else and keeps its owner, comment and rights.
DO $$
BEGIN
    IF to_regnamespace('dispatch') IS NULL THEN
        CREATE SCHEMA dispatch;
        COMMENT ON SCHEMA dispatch IS 'Crews, decisions of people, and plans.';
    END IF;
END
$$;

CREATE TABLE dispatch.settings (
    is_only boolean PRIMARY KEY DEFAULT TRUE
    CONSTRAINT settings_is_only_check CHECK (is_only),
    driving_price integer NOT NULL DEFAULT 10,
    overtime_price integer NOT NULL DEFAULT 20,
    late_prices integer[] NOT NULL DEFAULT '{40, 15, 5, 2}'
    CONSTRAINT settings_late_prices_check CHECK (cardinality(late_prices) = 4),
    appointment_price integer NOT NULL DEFAULT 20,
    unserved_prices integer[] NOT NULL DEFAULT '{10000, 5000, 2500, 1200}'
    CONSTRAINT settings_unserved_prices_check CHECK (cardinality(unserved_prices) = 4),
    change_price integer NOT NULL DEFAULT 600,
    overtime_minutes integer NOT NULL DEFAULT 60
    CONSTRAINT settings_overtime_minutes_check CHECK (overtime_minutes BETWEEN 0 AND 480),
    appointment_minutes integer NOT NULL DEFAULT 120
    CONSTRAINT settings_appointment_minutes_check CHECK (appointment_minutes >= 0),
    travel_fixed_minutes numeric NOT NULL DEFAULT 1.5
    CONSTRAINT settings_travel_fixed_minutes_check CHECK (travel_fixed_minutes >= 0),
    travel_minutes_a_km numeric NOT NULL DEFAULT 2.09
    CONSTRAINT settings_travel_minutes_a_km_check CHECK (travel_minutes_a_km > 0),
    travel_factors numeric[] NOT NULL DEFAULT array_fill(1::numeric, ARRAY[24])
    CONSTRAINT settings_travel_factors_check CHECK (cardinality(travel_factors) = 24),
    travel_kept_days integer NOT NULL DEFAULT 30
    CONSTRAINT settings_travel_kept_days_check CHECK (travel_kept_days > 0),
    positions_kept_hours integer NOT NULL DEFAULT 168
    CONSTRAINT settings_positions_kept_hours_check CHECK (positions_kept_hours > 0),
    is_default boolean NOT NULL DEFAULT TRUE
);
COMMENT ON TABLE dispatch.settings IS
'One row, edited by SQL: prices in tenths of a driving minute, and how travel is estimated. Set '
'is_default to false once they are yours.';
COMMENT ON COLUMN dispatch.settings.late_prices IS
'A minute past due, by priority 1 to 4; of an appointment: appointment_price.';
COMMENT ON COLUMN dispatch.settings.unserved_prices IS
'A job that nobody does today, by priority 1 to 4; its lateness until the day''s end comes on top.';
COMMENT ON COLUMN dispatch.settings.change_price IS
'A job that a replan gives to another crew than published.';
COMMENT ON COLUMN dispatch.settings.appointment_minutes IS
'How long after its scheduled time an appointment may begin without being late.';
COMMENT ON COLUMN dispatch.settings.travel_fixed_minutes IS
'An estimated drive takes so long, plus travel_minutes_a_km for each km as the crow flies, times '
'the factor of the hour in East Africa Time.';
INSERT INTO dispatch.settings DEFAULT VALUES;

CREATE TABLE dispatch.crews (
    crew_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL
    CONSTRAINT crews_name_key UNIQUE
    CONSTRAINT crews_name_check CHECK (name = btrim(name) AND name <> ''),
    team text,
    skills text[] NOT NULL DEFAULT '{}',
    start_latitude double precision NOT NULL
    CONSTRAINT crews_start_latitude_check CHECK (start_latitude BETWEEN -90 AND 90),
    start_longitude double precision NOT NULL
    CONSTRAINT crews_start_longitude_check CHECK (start_longitude BETWEEN -180 AND 180),
    end_latitude double precision NOT NULL
    CONSTRAINT crews_end_latitude_check CHECK (end_latitude BETWEEN -90 AND 90),
    end_longitude double precision NOT NULL
    CONSTRAINT crews_end_longitude_check CHECK (end_longitude BETWEEN -180 AND 180),
    vehicle text,
    device text
    CONSTRAINT crews_device_key UNIQUE,
    is_active boolean NOT NULL DEFAULT TRUE,
    updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE dispatch.crews IS
'The crews. A crew that is no longer active keeps its row, because old plans name it.';
COMMENT ON COLUMN dispatch.crews.team IS 'As in the tickets'' assigned_team.';
COMMENT ON COLUMN dispatch.crews.device IS 'Whose positions are the crew''s.';

CREATE TABLE dispatch.shifts (
    crew_id bigint NOT NULL REFERENCES dispatch.crews (crew_id),
    weekday integer NOT NULL
    CONSTRAINT shifts_weekday_check CHECK (weekday BETWEEN 1 AND 7),
    starts_at time NOT NULL,
    ends_at time NOT NULL,
    overtime_minutes integer
    CONSTRAINT shifts_overtime_minutes_check CHECK (overtime_minutes BETWEEN 0 AND 480),
    lunch_from time,
    lunch_to time,
    lunch_minutes integer
    CONSTRAINT shifts_lunch_minutes_check CHECK (lunch_minutes BETWEEN 1 AND 240),
    PRIMARY KEY (crew_id, weekday),
    CONSTRAINT shifts_hours_check CHECK (starts_at < ends_at),
    CONSTRAINT shifts_lunch_check CHECK (
        (lunch_from IS NULL) = (lunch_minutes IS NULL)
        AND (lunch_to IS NULL) = (lunch_minutes IS NULL)
        AND (lunch_from IS NULL OR lunch_from <= lunch_to)
    )
);
COMMENT ON TABLE dispatch.shifts IS
'When a crew works, by weekday (1 is Monday), in East Africa Time. Lunch begins inside its window.';
COMMENT ON COLUMN dispatch.shifts.overtime_minutes IS 'NULL: as dispatch.settings has it.';

CREATE TABLE dispatch.absences (
    absence_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    crew_id bigint NOT NULL REFERENCES dispatch.crews (crew_id),
    first_on date NOT NULL,
    last_on date NOT NULL,
    note text,
    CONSTRAINT absences_days_check CHECK (first_on <= last_on)
);
COMMENT ON TABLE dispatch.absences IS 'Days on which a crew does not work, both included.';
-- Used by: select_shifts, the crews on shift.
CREATE INDEX absences_crew_idx ON dispatch.absences (crew_id, first_on);

CREATE TABLE dispatch.job_rules (
    rule_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    position integer NOT NULL
    CONSTRAINT job_rules_position_key UNIQUE,
    dataset text REFERENCES tickets.datasets (dataset),
    conditions jsonb NOT NULL DEFAULT '{}'
    CONSTRAINT job_rules_conditions_check CHECK (jsonb_typeof(conditions) = 'object'),
    skills text[] NOT NULL DEFAULT '{}',
    minutes integer NOT NULL
    CONSTRAINT job_rules_minutes_check CHECK (minutes BETWEEN 1 AND 480),
    priority integer NOT NULL
    CONSTRAINT job_rules_priority_check CHECK (priority BETWEEN 1 AND 4),
    is_active boolean NOT NULL DEFAULT TRUE,
    is_default boolean NOT NULL DEFAULT FALSE,
    note text
);
COMMENT ON TABLE dispatch.job_rules IS
'What a ticket needs: the first active rule by position whose conditions all hold.';
COMMENT ON COLUMN dispatch.job_rules.conditions IS
'{"column or raw.key": "pattern"}: the ticket''s value must be LIKE the pattern, in any case; % '
'stands for anything. {} holds for every ticket of the dataset.';
COMMENT ON COLUMN dispatch.job_rules.is_default IS
'Shipped with the code: the feed names no kind of work, so nobody has confirmed it.';

INSERT INTO dispatch.job_rules (position, dataset, minutes, priority, is_default, note)
VALUES
(9010, 'inc', 45, 3, TRUE, 'every incident'),
(9020, 'crq', 90, 3, TRUE, 'every installation');

CREATE TABLE dispatch.pins (
    dataset text NOT NULL REFERENCES tickets.datasets (dataset),
    ticket_id text COLLATE "C" NOT NULL,
    plan_on date NOT NULL,
    crew_id bigint REFERENCES dispatch.crews (crew_id),
    starts_at timestamptz,
    visit_order integer,
    made_by text NOT NULL DEFAULT session_user,
    made_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (dataset, ticket_id, plan_on),
    CONSTRAINT pins_decision_check CHECK (num_nonnulls(crew_id, starts_at, visit_order) > 0)
);
COMMENT ON TABLE dispatch.pins IS
'What a person has decided about a ticket on one day: its crew, its time, its order among the '
'pinned tickets of the crew. The engine never breaks it.';

CREATE TABLE dispatch.holds (
    dataset text NOT NULL REFERENCES tickets.datasets (dataset),
    ticket_id text COLLATE "C" NOT NULL,
    reason text NOT NULL
    CONSTRAINT holds_reason_check CHECK (reason <> ''),
    ends_on date,
    made_by text NOT NULL DEFAULT session_user,
    made_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (dataset, ticket_id)
);
COMMENT ON TABLE dispatch.holds IS 'Tickets that are not to be planned, and why.';
COMMENT ON COLUMN dispatch.holds.ends_on IS
'The first day on which it may be planned again; NULL: until it is released.';

CREATE TABLE dispatch.plans (
    plan_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    plan_on date NOT NULL,
    state text NOT NULL DEFAULT 'draft'
    CONSTRAINT plans_state_check CHECK (state IN ('draft', 'published', 'superseded')),
    made_at timestamptz NOT NULL DEFAULT now(),
    made_by text NOT NULL DEFAULT session_user,
    content_as_of timestamptz,
    planned_from timestamptz NOT NULL,
    seed bigint NOT NULL,
    iterations integer NOT NULL,
    is_cut_short boolean NOT NULL DEFAULT FALSE,
    travel_source text NOT NULL,
    estimated_pairs integer NOT NULL DEFAULT 0,
    cost bigint NOT NULL,
    parts jsonb NOT NULL,
    published_at timestamptz,
    published_by text,
    CONSTRAINT plans_published_check CHECK ((state = 'draft') = (published_at IS NULL))
);
COMMENT ON TABLE dispatch.plans IS
'Every plan that was kept: a draft, the published one of its day, or one that was superseded.';
COMMENT ON COLUMN dispatch.plans.content_as_of IS
'How new the tickets were from which it was made.';
COMMENT ON COLUMN dispatch.plans.is_cut_short IS
'A time limit ended the search, so another machine may find another plan.';
COMMENT ON COLUMN dispatch.plans.cost IS 'In tenths of a driving minute; parts has its summands.';
-- Used by: publish_plan, fn_dispatch_plan. One published plan for each day.
CREATE UNIQUE INDEX plans_published_idx ON dispatch.plans (plan_on) WHERE state = 'published';
-- Used by: find_plan, the newest plan of a day.
CREATE INDEX plans_day_idx ON dispatch.plans (plan_on, plan_id);

CREATE TABLE dispatch.crew_days (
    plan_id bigint NOT NULL REFERENCES dispatch.plans (plan_id) ON DELETE CASCADE,
    crew_id bigint NOT NULL REFERENCES dispatch.crews (crew_id),
    shift_from timestamptz NOT NULL,
    shift_to timestamptz NOT NULL,
    lunch_from timestamptz,
    lunch_to timestamptz,
    ends_at timestamptz NOT NULL,
    overtime_minutes integer NOT NULL,
    driving_minutes integer NOT NULL,
    PRIMARY KEY (plan_id, crew_id)
);
COMMENT ON TABLE dispatch.crew_days IS 'The crews on shift in a plan, also those without a stop.';

CREATE TABLE dispatch.stops (
    plan_id bigint NOT NULL,
    crew_id bigint NOT NULL,
    stop_number integer NOT NULL,
    latitude double precision NOT NULL,
    longitude double precision NOT NULL,
    travel_minutes integer NOT NULL,
    arrives_at timestamptz NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    late_minutes integer NOT NULL,
    is_pinned boolean NOT NULL,
    is_begun boolean NOT NULL DEFAULT FALSE,
    PRIMARY KEY (plan_id, crew_id, stop_number),
    CONSTRAINT stops_crew_day_fkey FOREIGN KEY (plan_id, crew_id)
    REFERENCES dispatch.crew_days (plan_id, crew_id) ON DELETE CASCADE
);
COMMENT ON TABLE dispatch.stops IS 'One visit of a crew: a place, with one ticket or several.';

CREATE TABLE dispatch.stop_tickets (
    plan_id bigint NOT NULL,
    dataset text NOT NULL,
    ticket_id text COLLATE "C" NOT NULL,
    crew_id bigint NOT NULL,
    stop_number integer NOT NULL,
    ticket_number integer NOT NULL DEFAULT 1,
    PRIMARY KEY (plan_id, dataset, ticket_id),
    CONSTRAINT stop_tickets_stop_fkey FOREIGN KEY (plan_id, crew_id, stop_number)
    REFERENCES dispatch.stops (plan_id, crew_id, stop_number) ON DELETE CASCADE
);
COMMENT ON TABLE dispatch.stop_tickets IS 'The tickets of each stop; a plan has each ticket once.';
COMMENT ON COLUMN dispatch.stop_tickets.ticket_number IS 'Their order at the stop.';
-- Used by: fn_dispatch_plan, the tickets of a stop.
CREATE INDEX stop_tickets_stop_idx ON dispatch.stop_tickets (plan_id, crew_id, stop_number);

CREATE TABLE dispatch.unassigned (
    plan_id bigint NOT NULL REFERENCES dispatch.plans (plan_id) ON DELETE CASCADE,
    dataset text NOT NULL,
    ticket_id text COLLATE "C" NOT NULL,
    reason text NOT NULL,
    detail text NOT NULL,
    instead jsonb,
    PRIMARY KEY (plan_id, dataset, ticket_id)
);
COMMENT ON TABLE dispatch.unassigned IS 'The open tickets that a plan leaves out, and why.';
COMMENT ON COLUMN dispatch.unassigned.instead IS
'The cheapest way to do it after all: {crew, tickets (those left out for it), price_minutes}.';

CREATE TABLE dispatch.positions (
    device text NOT NULL,
    at timestamptz NOT NULL,
    latitude double precision NOT NULL,
    longitude double precision NOT NULL,
    accuracy_m real,
    speed_kmh real,
    heading real,
    battery real,
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (device, at),
    CONSTRAINT positions_place_check CHECK (
        latitude BETWEEN -90 AND 90
        AND longitude BETWEEN -180 AND 180
        AND (latitude <> 0 OR longitude <> 0)
    )
);
COMMENT ON TABLE dispatch.positions IS
'Where devices were; kept for dispatch.settings.positions_kept_hours.';

CREATE TABLE dispatch.crew_reports (
    plan_on date NOT NULL,
    crew_id bigint NOT NULL REFERENCES dispatch.crews (crew_id),
    dataset text NOT NULL REFERENCES tickets.datasets (dataset),
    ticket_id text COLLATE "C" NOT NULL,
    arrived_at timestamptz,
    done_at timestamptz,
    reported_by text NOT NULL,
    reported_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (plan_on, crew_id, dataset, ticket_id),
    CONSTRAINT crew_reports_report_check CHECK (num_nonnulls(arrived_at, done_at) > 0),
    CONSTRAINT crew_reports_order_check CHECK (arrived_at <= done_at)
);
COMMENT ON TABLE dispatch.crew_reports IS
'What crews report of their day. It changes no ticket: the feed closes tickets.';

CREATE TABLE dispatch.travel_places (
    place_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    latitude_e5 integer NOT NULL,
    longitude_e5 integer NOT NULL,
    CONSTRAINT travel_places_place_key UNIQUE (latitude_e5, longitude_e5)
);
COMMENT ON TABLE dispatch.travel_places IS
'Places between which travel times were asked, in 1/100000 of a degree (about a metre).';

CREATE TABLE dispatch.travel_times (
    source text NOT NULL,
    origin_id bigint NOT NULL REFERENCES dispatch.travel_places (place_id),
    destination_id bigint NOT NULL REFERENCES dispatch.travel_places (place_id),
    minutes integer,
    asked_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (source, origin_id, destination_id)
);
COMMENT ON TABLE dispatch.travel_times IS
'What routing servers have answered; kept for dispatch.settings.travel_kept_days. It can be '
'emptied at any time, and then everything is asked again.';
COMMENT ON COLUMN dispatch.travel_times.source IS
'The server, and what its answers depend on, such as the hour.';
COMMENT ON COLUMN dispatch.travel_times.minutes IS 'NULL: the server knows no way.';

CREATE TABLE dispatch.decisions (
    decision_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    made_by text NOT NULL,
    subject text NOT NULL,
    action text NOT NULL
    CONSTRAINT decisions_action_check CHECK (action IN ('insert', 'update', 'delete')),
    before jsonb,
    after jsonb
);
COMMENT ON TABLE dispatch.decisions IS
'Every decision of a person: who changed which row of which table, from what to what, and when. '
'The setting dispatch.made_by names the person, if a server acts for one.';
