"""Merge new change files with dlt: filesystem source, Arrow tables, merge disposition.

``dlt_merge.py parquet`` loads through the ADBC driver, ``dlt_merge.py csv`` without it.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

# Only this peer's own environment has these.
import dlt  # type: ignore[import-not-found]
import pyarrow as pa  # type: ignore[import-not-found]
from dlt.sources.credentials import AwsCredentials  # type: ignore[import-not-found]
from dlt.sources.filesystem import filesystem  # type: ignore[import-not-found]
from pyarrow import csv

_TIMES = (
    *("created_at_service", "scheduled_at", "closed_at", "first_seen_at", "last_seen_at"),
    *("source_created_at", "source_updated_at"),
)
_FLAGS = ("is_actionable", "is_alarm", "is_auto_created", "is_auto_closed")
_TEXTS = (
    *("normalized_status", "raw_status", "bucket", "cluster", "region", "location_name"),
    *("assigned_team", "owner", "sla_status", "service_type", "source_s3_bucket"),
    *("source_s3_key", "source_snapshot_id", "department", "source_type"),
)
_TYPES = {
    **dict.fromkeys(_TIMES, pa.timestamp("us")),
    **dict.fromkeys(_FLAGS, pa.bool_()),
    **dict.fromkeys(_TEXTS, pa.string()),
    **dict.fromkeys(("week_start", "week_end"), pa.date32()),
    **dict.fromkeys(("mttr", "latitude", "longitude"), pa.float64()),
}
# Larger than the number of rows of any file.
_FILE_STRIDE = 100_000


def main(loads: str) -> None:
    """Load the files that are new since the last run."""
    files = filesystem(
        bucket_url=f"s3://{os.environ['RUSTFS_BUCKET']}/automations/inc/changes",
        file_glob="*.csv",
        credentials=AwsCredentials(
            aws_access_key_id=os.environ["RUSTFS_ACCESS_KEY"],
            aws_secret_access_key=os.environ["RUSTFS_SECRET_KEY"],
            endpoint_url=os.environ["RUSTFS_ENDPOINT"],
            region_name=os.environ["RUSTFS_REGION"],
        ),
        incremental=dlt.sources.incremental("modification_date"),
    )
    rows = files | dlt.transformer(_read, name="inc")
    rows.apply_hints(
        write_disposition={"disposition": "merge", "strategy": "delete-insert"},
        primary_key="ticket_id",
        columns={"change_order": {"dedup_sort": "desc"}},
    )
    pipeline = dlt.pipeline(
        "tickets",
        destination=dlt.destinations.postgres(os.environ["DATABASE_URL"]),
        dataset_name="feed",
    )
    pipeline.run(rows, loader_file_format=loads)


def _read(items: list[Any]) -> Iterator[Any]:
    """Yield each file's table, with a column that orders the versions of a ticket."""
    for item in items:
        with item.open() as file:
            table = csv.read_csv(
                file,
                parse_options=csv.ParseOptions(newlines_in_values=True),
                convert_options=csv.ConvertOptions(column_types=_TYPES, strings_can_be_null=True),
            )
        stem = PurePosixPath(item["file_name"]).stem
        first = int("".join(filter(str.isdigit, stem))) * _FILE_STRIDE
        order = pa.array(range(first, first + len(table)), pa.int64())
        yield table.append_column("change_order", order)


if __name__ == "__main__":
    main(sys.argv[1])
