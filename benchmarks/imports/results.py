"""The results file, which at any time contains everything measured so far."""

import json
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)


def new_stem(folder: Path, name: str) -> Path:
    """Return the path, without its suffix, for the results of this benchmark run."""
    (folder / "results").mkdir(parents=True, exist_ok=True)
    stem = folder / "results" / f"{name}-{datetime.now(UTC):%Y-%m-%dT%H-%M-%S}"
    log.info("results: %s.json", stem)
    return stem


def save(stem: Path, content: Mapping[str, Any]) -> None:
    """Replace the file; a crash leaves the old one."""
    draft = stem.with_suffix(".new")
    draft.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")
    draft.replace(stem.with_suffix(".json"))
