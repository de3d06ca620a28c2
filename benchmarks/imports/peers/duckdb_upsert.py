"""Upsert waiting change files with DuckDB, which reads the bucket and writes to PostgreSQL."""

import os
from pathlib import Path
from urllib.parse import urlsplit

# Only this peer's own environment has these.
import duckdb  # type: ignore[import-not-found]
import duckdb_extension_httpfs as httpfs  # type: ignore[import-not-found]
import duckdb_extension_postgres_scanner as scanner  # type: ignore[import-not-found]

_FOLDER = Path(__file__).parent
_READ = (_FOLDER / "duckdb_read.sql").read_text()
_UPSERT = (_FOLDER / "upsert_plain.sql").read_text()


def main() -> None:
    """Load the waiting files, in one transaction of each database."""
    waiting = f"s3://{os.environ['RUSTFS_BUCKET']}/automations/inc/changes/*.csv"
    db = duckdb.connect()
    for extension in (httpfs, scanner):
        # The packages contain the file; INSTALL would download it.
        found = next(Path(extension.__file__).parent.glob("extensions/*/*.duckdb_extension"))
        db.load_extension(str(found))
    endpoint = urlsplit(os.environ["RUSTFS_ENDPOINT"])
    db.execute(
        "CREATE SECRET (TYPE s3, KEY_ID $key, SECRET $secret, REGION $region, ENDPOINT $endpoint,"
        " URL_STYLE path, USE_SSL $is_secure)",
        {
            "key": os.environ["RUSTFS_ACCESS_KEY"],
            "secret": os.environ["RUSTFS_SECRET_KEY"],
            "region": os.environ["RUSTFS_REGION"],
            "endpoint": endpoint.netloc,
            "is_secure": endpoint.scheme == "https",
        },
    )
    if db.execute("SELECT count(*) FROM glob($files)", {"files": waiting}).fetchone() == (0,):
        return
    db.execute(_READ, {"files": waiting})
    _attach(db, os.environ["DATABASE_URL"])
    db.execute("BEGIN")
    stage = "CREATE UNLOGGED TABLE newest_inc (LIKE public.plain_inc)"
    db.execute("CALL postgres_execute('target', $statement)", {"statement": stage})
    db.execute("INSERT INTO target.public.newest_inc SELECT * FROM newest_inc")
    for statement in (_UPSERT, "DROP TABLE newest_inc"):
        db.execute("CALL postgres_execute('target', $statement)", {"statement": statement})
    db.execute("COMMIT")


def _attach(db: duckdb.DuckDBPyConnection, url: str) -> None:
    at = urlsplit(url)
    db.execute(
        "CREATE SECRET (TYPE postgres, HOST $host, PORT $port, DATABASE $name, USER $user,"
        " PASSWORD $password)",
        {
            "host": at.hostname,
            "port": at.port,
            "name": at.path[1:],
            "user": at.username,
            "password": at.password,
        },
    )
    db.execute("ATTACH '' AS target (TYPE postgres)")


if __name__ == "__main__":
    main()
