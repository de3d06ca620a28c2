"""Logs as lines of JSON, with secrets removed."""

import json
import logging
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

# A token, or the beginning of one, anywhere in the text.
_TOKEN = re.compile(r"ft_[A-Za-z0-9_-]{8,}")
_HIDDEN = "***"
_MAX_CHARACTERS = 8_192


class JsonLines(logging.Formatter):
    """One object per line: at, level, logger, event, and the record's own ``fields``."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._secrets = [secret for secret in secrets if secret]

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as a line, without secrets or anything that looks like a token."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage()[:_MAX_CHARACTERS],
        }
        line |= getattr(record, "fields", {})
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)[-_MAX_CHARACTERS:]
        return self._redact(json.dumps(line, ensure_ascii=True, default=str))

    def _redact(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(json.dumps(secret)[1:-1], _HIDDEN)
        return _TOKEN.sub(_HIDDEN, text)


def start_logging(secrets: Iterable[str] = ()) -> None:
    """Send everything that this process logs to stderr, as lines of JSON."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines(secrets))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    # At info level it logs each connection.
    logging.getLogger("psycopg.pool").setLevel(logging.WARNING)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], name != "uvicorn.access"
