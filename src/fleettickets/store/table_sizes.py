"""Let the planner know how large new tables are.

Autovacuum never analyses a table of a few rows, and for one that was never analysed the planner
expects ten pages of rows: joins of a few such tables are planned, and compiled, for millions.
"""

from psycopg import sql

from fleettickets.store.connect import Connection
from fleettickets.store.queries import query, table_query

_FIND_UNANALYZED_TABLES = query("find_unanalyzed_tables")
_ANALYZE_TABLES = table_query("analyze_tables")


def analyze_new_tables(conn: Connection) -> None:
    """Analyse our tables that never were, except those that are locked."""
    names = conn.execute(_FIND_UNANALYZED_TABLES).fetchall()
    if names:
        tables = sql.SQL(", ").join([sql.Identifier(*name) for name in names])
        conn.execute(_ANALYZE_TABLES.format(tables=tables))
