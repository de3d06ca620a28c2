"""``make audit`` never counts a missing answer as a clean result."""

import json

import pytest

from audit import judge_npm, judge_pip

GOOD = {"name": "urllib3", "version": "2.8.0", "vulns": []}
BAD = {
    "name": "jinja2",
    "version": "2.0",
    "vulns": [{"id": "PYSEC-2019-217", "fix_versions": ["2.10.1"], "aliases": []}],
}
# pip-audit reports this with exit status 0 if the index has no vulnerability service.
SKIPPED = {
    "name": "uvicorn",
    "skip_reason": "Dependency not found on PyPI",
}


@pytest.mark.parametrize(
    ("dependencies", "status", "line"),
    [
        ([GOOD], 0, "1 packages audited"),
        ([GOOD, BAD], 1, "jinja2 2.0: PYSEC-2019-217, fixed in 2.10.1"),
        ([GOOD, SKIPPED], 3, "NOT AUDITED: no answer about 1 of 2"),
        ([BAD, SKIPPED], 1, "NOT AUDITED: no answer about 1 of 2"),
        ([], 3, "NOT AUDITED"),
    ],
)
def test_pip_audits_answer_decides_the_status(
    dependencies: list[object], status: int, line: str
) -> None:
    found, lines = judge_pip(json.dumps({"dependencies": dependencies, "fixes": []}))

    assert found == status
    assert line in "\n".join(lines)


@pytest.mark.parametrize("text", ["", "no JSON", "[]", "{}", '{"message": "405", "error": {}}'])
def test_a_missing_answer_is_not_an_audit(text: str) -> None:
    for judge in (judge_pip, judge_npm):
        status, [line] = judge(text)
        assert status == 3
        assert "NOT AUDITED" in line


@pytest.mark.parametrize(
    ("vulnerabilities", "status"), [({}, 0), ({"x": {"severity": "high", "range": "<2"}}, 1)]
)
def test_npms_answer_decides_the_status(vulnerabilities: dict[str, object], status: int) -> None:
    report = {"vulnerabilities": vulnerabilities, "metadata": {"dependencies": {"total": 9}}}

    found, lines = judge_npm(json.dumps(report))

    assert found == status
    assert lines[-1] == "npm: 9 packages audited"
