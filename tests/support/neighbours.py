"""A database that others use already, and everything that can be said of what is theirs."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql

from fleettickets.store.connect import Connection

READER, OWNER = "dashboard_ro", "tracksolid_owner"

# Schema, functions and views as docs of such a database name them; the rest is made up.
_SETUP = """
CREATE SCHEMA IF NOT EXISTS {postgis};
CREATE EXTENSION postgis SCHEMA {postgis};
CREATE EXTENSION pg_trgm;
CREATE SCHEMA tracksolid AUTHORIZATION tracksolid_owner;
CREATE EXTENSION btree_gist SCHEMA tracksolid;
CREATE SCHEMA reporting AUTHORIZATION tracksolid_owner;
COMMENT ON SCHEMA reporting IS 'Shared by all systems.';
GRANT USAGE ON SCHEMA reporting, tracksolid TO dashboard_ro;
ALTER ROLE dashboard_ro SET search_path = reporting;
ALTER DEFAULT PRIVILEGES IN SCHEMA reporting GRANT EXECUTE ON FUNCTIONS TO dashboard_ro;
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO dashboard_ro;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO dashboard_ro;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO dashboard_ro;

GRANT USAGE ON SCHEMA {postgis} TO tracksolid_owner;
SET ROLE tracksolid_owner;
ALTER DEFAULT PRIVILEGES IN SCHEMA reporting GRANT EXECUTE ON FUNCTIONS TO dashboard_ro;
CREATE TABLE tracksolid.live_positions (
    imei text PRIMARY KEY, at timestamptz NOT NULL, geom {postgis}.geometry (point, 4326) NOT NULL
);
INSERT INTO tracksolid.live_positions
VALUES ('350', '2026-06-25 12:00+03', {postgis}.st_geomfromtext('POINT (36.8 -1.3)', 4326));
CREATE VIEW reporting.v_trips AS
SELECT imei, at FROM tracksolid.live_positions;
CREATE MATERIALIZED VIEW reporting.v_ingest_health AS
SELECT count(*) AS vehicles FROM tracksolid.live_positions;
CREATE TABLE reporting.fuel (litres numeric, id bigint GENERATED ALWAYS AS IDENTITY);
INSERT INTO reporting.fuel (litres) VALUES (42);
CREATE FUNCTION reporting.fn_live_positions() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER AS 'SELECT count(*) FROM tracksolid.live_positions';
CREATE FUNCTION reporting.fn_vehicle_track(p_imei text) RETURNS SETOF reporting.v_trips
LANGUAGE sql STABLE AS 'SELECT * FROM reporting.v_trips WHERE imei = p_imei';
GRANT SELECT ON reporting.v_trips, reporting.v_ingest_health, reporting.fuel TO dashboard_ro;
REVOKE EXECUTE ON FUNCTION reporting.fn_live_positions() FROM PUBLIC;
RESET ROLE;

CREATE FUNCTION tracksolid.note_ddl() RETURNS event_trigger
LANGUAGE plpgsql AS 'BEGIN NULL; END';
CREATE EVENT TRIGGER note_ddl ON ddl_command_end EXECUTE FUNCTION tracksolid.note_ddl();
"""

THEIR_ANSWERS = {
    "SELECT reporting.fn_live_positions()": [(1,)],
    "SELECT imei FROM reporting.fn_vehicle_track('350')": [("350",)],
    "SELECT imei FROM v_trips": [("350",)],
    "SELECT vehicles FROM reporting.v_ingest_health": [(1,)],
    "SELECT litres FROM fuel": [(42,)],
}

_OURS = "(SELECT oid FROM pg_roles WHERE starts_with(rolname, 'fleettickets_'))"
_ROWS = f"""
SELECT 'pg_namespace', n.oid::text, to_jsonb(n) - 'nspacl' || jsonb_build_object('acl', ARRAY(
    SELECT a FROM aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) AS a
    WHERE a.grantee NOT IN {_OURS} ORDER BY a::text
))
FROM pg_namespace AS n WHERE n.nspname !~ '^pg_'
UNION ALL SELECT 'pg_class', c.oid::text,
    -- Without what VACUUM and ANALYZE note.
    to_jsonb(c) - '{{relpages,reltuples,relallvisible,relfrozenxid,relminmxid}}'::text[]
    || jsonb_build_object('xmin', c.xmin::text)
FROM pg_class AS c WHERE c.relnamespace::regnamespace::text !~ '^pg_'
UNION ALL SELECT 'pg_proc', p.oid::text, to_jsonb(p) || jsonb_build_object('xmin', p.xmin::text)
FROM pg_proc AS p WHERE p.pronamespace <> 'pg_catalog'::regnamespace
UNION ALL SELECT 'pg_attribute', attrelid || '/' || attnum, to_jsonb(a)
FROM pg_attribute AS a WHERE attrelid > 16383
UNION ALL SELECT 'pg_type', oid::text, to_jsonb(t) FROM pg_type AS t WHERE oid > 16383
UNION ALL SELECT 'pg_rewrite', oid::text, to_jsonb(r) FROM pg_rewrite AS r WHERE oid > 16383
UNION ALL SELECT 'pg_trigger', oid::text, to_jsonb(t) FROM pg_trigger AS t
UNION ALL SELECT 'pg_constraint', oid::text, to_jsonb(c) FROM pg_constraint AS c
UNION ALL SELECT 'pg_extension', oid::text, to_jsonb(e) FROM pg_extension AS e
UNION ALL SELECT 'pg_event_trigger', oid::text, to_jsonb(e) FROM pg_event_trigger AS e
UNION ALL SELECT 'pg_default_acl', oid::text, to_jsonb(d) FROM pg_default_acl AS d
UNION ALL SELECT 'pg_description', classoid || '/' || objoid || '/' || objsubid, to_jsonb(d)
FROM pg_description AS d WHERE objoid > 16383
UNION ALL SELECT 'pg_roles', r.oid::text, to_jsonb(r) FROM pg_roles AS r
UNION ALL SELECT 'pg_auth_members', roleid || '/' || member, to_jsonb(m) FROM pg_auth_members AS m
UNION ALL SELECT 'pg_db_role_setting', setdatabase || '/' || setrole, to_jsonb(s)
FROM pg_db_role_setting AS s
UNION ALL SELECT 'live_positions', 'rows', jsonb_agg(t) FROM tracksolid.live_positions AS t
UNION ALL SELECT 'fuel', 'rows', jsonb_agg(t) FROM reporting.fuel AS t
UNION ALL SELECT 'v_ingest_health', 'rows', jsonb_agg(t) FROM reporting.v_ingest_health AS t
"""

Snapshot = dict[tuple[str, str], Any]


@contextmanager
def neighbours_roles(server_dsn: str) -> Iterator[None]:
    """Create the roles that own and read what is theirs; they belong to the server."""
    names = sql.SQL(", ").join(map(sql.Identifier, (READER, OWNER)))
    with psycopg.connect(server_dsn, autocommit=True) as admin:
        for name in (READER, OWNER):
            admin.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(name)))
        yield
        admin.execute(sql.SQL("DROP ROLE {}").format(names))


def move_in(conn: Connection, *, postgis: str = "public") -> None:
    """Create what is theirs, in an empty database, with PostGIS in the schema."""
    conn.execute(sql.SQL(_SETUP).format(postgis=sql.Identifier(postgis)))


def snapshot(conn: Connection) -> Snapshot:
    """Return every catalog row, the grants of our own roles aside, and the rows of their tables."""
    return {(kind, key): row for kind, key, row in conn.execute(_ROWS.encode())}


def changed(conn: Connection, before: Snapshot) -> list[Any]:
    """Return what was there before and is gone or different now."""
    now = snapshot(conn)
    return [(key, row, now.get(key)) for key, row in before.items() if now.get(key) != row]


def ask_as(conn: Connection, role: str, statement: str) -> list[tuple[Any, ...]]:
    """Return the rows that the role gets, with its own settings."""
    with conn.transaction(force_rollback=True):
        conn.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(role)))
        if role == READER:
            conn.execute("SET LOCAL search_path = reporting")
        return conn.execute(statement.encode()).fetchall()
