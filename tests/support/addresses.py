"""Addresses that a running API answers, made from its OpenAPI document."""

from collections.abc import Iterator
from typing import Any

Document = dict[str, Any]
EXAMPLES = {"dataset": "inc", "ticket_id": "INC1", "z": "0", "x": "0", "y": "0", "q": "INC"}


def readings(document: Document) -> Iterator[tuple[str, Document]]:
    """Yield each path that is read, with its operation.

    Those of dispatch need crews and plans, and have tests of their own.
    """
    for path, operations in document["paths"].items():
        if path.startswith(("/api/v1/dispatch/", "/api/positions/")):
            continue
        if "get" in operations:
            yield path, operations["get"]


def addresses(document: Document) -> dict[str, str]:
    """Return an address that can be answered for each path of the document."""
    found = {}
    for path, operation in readings(document):
        address = path.format(**EXAMPLES)
        required = [
            f"{parameter['name']}={EXAMPLES[parameter['name']]}"
            for parameter in operation.get("parameters", ())
            if parameter["in"] == "query" and parameter["required"]
        ]
        found[path] = "?".join([address, *required])
    return found
