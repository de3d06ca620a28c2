"""ETags in every form that servers and proxies give them."""

import re
from collections.abc import Callable
from html import escape

import pytest

from fleettickets.domain.etag import normal_etag
from tests.support.bucket_cases import Run, Scene
from tests.support.proxy import Answer, Exchange, Fault

Form = Callable[[str], str]
FORMS: dict[str, Form] = {
    "unquoted": lambda value: value,
    "weak": lambda value: f'W/"{value}"',
    "quoted": lambda value: f'"{value}"',
    "upper": lambda value: f'"{value.upper()}"',
    "lower weak": lambda value: f'w/"{value}"',
    "escaped": lambda value: f"&quot;{value}&quot;",
}
CASES: dict[str, dict[str, Form]] = {
    "unquoted in the listing": {"list": FORMS["unquoted"]},
    "weak in the listing": {"list": FORMS["weak"]},
    "weak of the file": {"get": FORMS["weak"]},
    "unquoted of the file": {"get": FORMS["unquoted"]},
    "weak at the check": {"head": FORMS["weak"]},
    "unquoted at the check": {"head": FORMS["unquoted"]},
    "unquoted everywhere": dict.fromkeys(("list", "get", "head"), FORMS["unquoted"]),
    "weak everywhere": dict.fromkeys(("list", "get", "head"), FORMS["weak"]),
    "upper case in the listing": {"list": FORMS["upper"]},
    "upper case of the file": {"get": FORMS["upper"], "head": FORMS["upper"]},
    "a small w everywhere": dict.fromkeys(("list", "get", "head"), FORMS["lower weak"]),
    "escaped in the listing": {"list": FORMS["escaped"]},
}
TWINS: set[str] = set()


def in_form(form: Form) -> Fault:
    """Answer as the real server does, with its ETags in this form."""

    def answer(exchange: Exchange) -> None:
        real = exchange.forward()
        headers = {
            name: form(value.strip('"')) if name.lower() == "etag" else value
            for name, value in real.headers.items()
        }
        body = real.body
        if exchange.request.operation == "list":

            def shown(found: re.Match[bytes]) -> bytes:
                return b"<ETag>%s</ETag>" % escape(form(found[1].decode())).encode()

            for quote in (b"&#34;", b"&quot;", b'"'):
                start, end = b"<ETag>" + quote, quote + b"</ETag>"
                body = re.sub(start + rb"(.+?)" + end, shown, body)
            headers["Content-Length"] = str(len(body))
        exchange.send(Answer(real.status, headers, body))

    return answer


def test_every_form_of_an_etag_is_the_same_version(case: str, scene: Scene, run: Run) -> None:
    """The first run applies and archives; nothing is left for the second one."""
    scene.refill()
    for operation, form in CASES[case].items():
        scene.proxy.inject(operation, in_form(form))

    first, second = run(), run()

    assert (first.status, second.status) == (0, 0), first.output
    assert "applied=10 failed=0 archived=10" in first.output
    assert "applied=0 failed=0 archived=0" in second.output
    scene.assert_done()


def test_a_run_that_may_archive_nothing_applies_no_file_again(scene: Scene, run: Run) -> None:
    """A server that denies every condition on its ETag: reported, and each file applied once."""
    scene.refill()

    def deny(exchange: Exchange) -> None:
        exchange.send(Answer(412, {"Content-Type": "application/xml"}, DENIAL))

    scene.proxy.inject("delete", deny)
    first, second = run(), run()

    assert (first.status, second.status) == (1, 1)
    assert first.output.count("left for the next run") == 10
    assert "applied=10" in first.output
    assert "applied=0" in second.output


DENIAL = b"<Error><Code>PreconditionFailed</Code><Message>no</Message></Error>"


@pytest.mark.parametrize("text", ["&quot;e1&quot;", "W/&#34;e1&#34;", "'e1'", '\\"e1\\"'])
def test_an_escaped_etag_has_the_same_form(text: str) -> None:
    assert normal_etag(text) == '"e1"'


@pytest.mark.parametrize("parts", ["", "-1", "-12"])
def test_the_case_of_an_md5_does_not_matter(parts: str) -> None:
    assert normal_etag("0A" * 16 + parts) == normal_etag(f'W/"{"0a" * 16}{parts}"')
    assert normal_etag("0x8DABC") != normal_etag("0x8Dabc")


@pytest.mark.parametrize("text", ["e1", '"e1"', 'W/"e1"', ' "e1" ', "W/e1", 'w/"e1"', '""e1""'])
def test_an_etag_has_one_form(text: str) -> None:
    assert normal_etag(text) == '"e1"'


@pytest.mark.parametrize("text", ["", '""', "W/", 'W/""', " "])
def test_a_blank_etag_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="without an ETag"):
        normal_etag(text)
