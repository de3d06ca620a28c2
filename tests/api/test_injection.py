"""Parameters are values: SQL in them is never executed."""

from typing import Any

import httpx

from tests.support.addresses import EXAMPLES, readings
from tests.support.serving import client_of, execute

INJECTIONS = [
    "' OR 1=1 --",
    "'; DROP TABLE tickets.inc; --",
    "\\'; SELECT pg_sleep(99); --",  # run, it would time out with a 503
    "$$ || (SELECT string_agg(token_hash::text, '') FROM tickets.api_tokens) || $$",
    "%s %(dataset)s %% {x} {0}",
    "\x00\x01\x1f",
    "\N{FIRE}\N{COMBINING ACUTE ACCENT}\N{RIGHT-TO-LEFT OVERRIDE}",
    "<script>alert(1)</script>",
    "../../../../etc/passwd",
    "9" * 199,
]


def test_sql_in_any_parameter_is_only_text(shared_base: str, shared_url: str) -> None:
    before = execute(shared_url, "SELECT count(*) FROM tickets.inc")
    with client_of(shared_base) as client:
        document = client.get("/openapi.json").json()
        for path, operation in readings(document):
            for parameter in operation.get("parameters", ()):
                for text in INJECTIONS:
                    answer = ask_with(client, path, parameter, text)
                    assert answer.status_code in {200, 204, 400, 404}, (path, parameter, text)

    assert execute(shared_url, "SELECT count(*) FROM tickets.inc") == before


def ask_with(
    client: httpx.Client, path: str, parameter: dict[str, Any], text: str
) -> httpx.Response:
    """Send the text as this parameter, and valid values as the others."""
    quoted = httpx.QueryParams({"x": text})
    values = dict(EXAMPLES)
    if parameter["in"] == "path":
        values[parameter["name"]] = str(quoted)[2:].replace("+", "%20")
        return client.get(path.format(**values), params={"q": "INC"} if path.endswith("s") else {})
    asked = {"q": "INC"} if path.endswith("/tickets") else {}
    return client.get(path.format(**values), params=asked | {parameter["name"]: text})
