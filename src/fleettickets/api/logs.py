"""Logs as lines of JSON, in which no secret can stand."""

import json
import logging
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

# A token, whole or cut off, wherever it stands.
_TOKEN = re.compile(r"ft_[A-Za-z0-9_-]{8,}")
_HIDDEN = "***"
_MOST = 8_192


class JsonLines(logging.Formatter):
    """One object a line: at, level, logger, event, and the record's own ``fields``."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._secrets = [secret for secret in secrets if secret]

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as a line, without the secrets that are known, or look like one."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage()[:_MOST],
        }
        line |= getattr(record, "fields", {})
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)[-_MOST:]
        return self._cleared(json.dumps(line, ensure_ascii=True, default=str))

    def _cleared(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(json.dumps(secret)[1:-1], _HIDDEN)
        return _TOKEN.sub(_HIDDEN, text)


def start_logging(secrets: Iterable[str] = ()) -> None:
    """Have everything that this process logs go to stderr as lines of JSON."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines(secrets))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    # It tells of each connection; what goes wrong, it tells as a warning.
    logging.getLogger("psycopg.pool").setLevel(logging.WARNING)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], name != "uvicorn.access"
