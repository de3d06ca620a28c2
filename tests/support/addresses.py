"""Addresses that a running API answers, made from its OpenAPI document."""

from typing import Any

Document = dict[str, Any]
EXAMPLES = {"dataset": "inc", "ticket_id": "INC1", "z": "0", "x": "0", "y": "0", "q": "INC"}


def addresses(document: Document) -> dict[str, str]:
    """Return an address that can be answered for each path of the document."""
    found = {}
    for path, operations in document["paths"].items():
        address = path.format(**EXAMPLES)
        required = [
            f"{parameter['name']}={EXAMPLES[parameter['name']]}"
            for parameter in operations["get"].get("parameters", ())
            if parameter["in"] == "query" and parameter["required"]
        ]
        found[path] = "?".join([address, *required])
    return found
