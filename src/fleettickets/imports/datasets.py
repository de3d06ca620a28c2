"""The ticket types that this code knows."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from fleettickets.domain.dataset import Dataset
from fleettickets.store.daily_history import capture_history

_TYPES = (
    Dataset("inc", title="Incidents", singular="incident"),
    Dataset(
        "crq", title="Installations", singular="installation", symbol="plus", is_scheduled=True
    ),
)

DATASETS: Mapping[str, Dataset] = {
    entry.name: replace(entry, post_apply=partial(capture_history, dataset=entry.name))
    for entry in _TYPES
}
"""By name, in the order of the page's tabs; another type is an entry of ``_TYPES`` and a migration
(docs/feed.md#another-type)."""
