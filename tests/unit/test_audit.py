"""What ``make audit`` makes of the answers: silence is never taken for safety."""

import json

import pytest

from audit import judge_npm, judge_pip

GOOD = {"name": "urllib3", "version": "2.8.0", "vulns": []}
BAD = {
    "name": "jinja2",
    "version": "2.0",
    "vulns": [{"id": "PYSEC-2019-217", "fix_versions": ["2.10.1"], "aliases": []}],
}
# As pip-audit tells it, with exit status 0, where the index has no vulnerability service.
SKIPPED = {
    "name": "uvicorn",
    "skip_reason": "Dependency not found on PyPI",
}


@pytest.mark.parametrize(
    ("dependencies", "status", "said"),
    [
        ([GOOD], 0, "1 packages asked about"),
        ([GOOD, BAD], 1, "jinja2 2.0: PYSEC-2019-217, mended in 2.10.1"),
        ([GOOD, SKIPPED], 3, "NOT AUDITED: 1 of 2"),
        ([BAD, SKIPPED], 1, "NOT AUDITED: 1 of 2"),
        ([], 3, "NOT AUDITED"),
    ],
)
def test_python(dependencies: list[object], status: int, said: str) -> None:
    found, lines = judge_pip(json.dumps({"dependencies": dependencies, "fixes": []}))

    assert found == status
    assert said in "\n".join(lines)


@pytest.mark.parametrize("text", ["", "no JSON", "[]", "{}", '{"message": "405", "error": {}}'])
def test_what_is_no_answer_is_no_audit(text: str) -> None:
    for judge in (judge_pip, judge_npm):
        status, [line] = judge(text)
        assert status == 3
        assert "NOT AUDITED" in line


@pytest.mark.parametrize(
    ("vulnerabilities", "status"), [({}, 0), ({"x": {"severity": "high", "range": "<2"}}, 1)]
)
def test_npm(vulnerabilities: dict[str, object], status: int) -> None:
    report = {"vulnerabilities": vulnerabilities, "metadata": {"dependencies": {"total": 9}}}

    found, lines = judge_npm(json.dumps(report))

    assert found == status
    assert lines[-1] == "npm: 9 packages asked about"
