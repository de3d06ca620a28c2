"""Check every locked dependency for known vulnerabilities: ``make audit``.

Exit status: 0 none is known to be vulnerable, 1 some are, 3 a service did not answer about all.
"""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

REPO = Path(__file__).parent
WEB = REPO / "web"
PIP_AUDIT = "pip-audit==2.10.1"
FOUND, UNKNOWN = 1, 3


def judge_pip(text: str) -> tuple[int, list[str]]:
    """Return the exit status and the lines to print for pip-audit's JSON.

    pip-audit reports packages that the service does not know as not vulnerable; here they count as
    not audited.
    """
    try:
        found: list[dict[str, Any]] = json.loads(text)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return UNKNOWN, ["python: NOT AUDITED: the service gave no answer"]
    lines = [
        f"python: {one['name']} {one['version']}: {bug['id']}, fixed in "
        f"{', '.join(bug['fix_versions']) or 'no version yet'}"
        for one in found
        for bug in one.get("vulns", ())
    ]
    skipped = [one["name"] for one in found if "skip_reason" in one]
    audited = len(found) - len(skipped)
    if skipped or not audited:
        lines.append(
            f"python: NOT AUDITED: no answer about {len(skipped)} of {len(found)} packages"
        )
    else:
        lines.append(f"python: {audited} packages audited")
    return FOUND if len(lines) > 1 else UNKNOWN if skipped or not audited else 0, lines


def judge_npm(text: str) -> tuple[int, list[str]]:
    """Return the exit status and the lines to print for npm's JSON."""
    try:
        report = json.loads(text)
        found: dict[str, dict[str, Any]] = report["vulnerabilities"]
        total = report["metadata"]["dependencies"]["total"]
    except (ValueError, KeyError, TypeError):
        return UNKNOWN, ["npm: NOT AUDITED: the service gave no answer"]
    lines = [f"npm: {name}: {one['severity']}, {one['range']}" for name, one in found.items()]
    return FOUND if found else 0, [*lines, f"npm: {total} packages audited"]


def main() -> int:
    """Audit both; return the worst exit status: a vulnerability outranks a missing answer."""
    status = 0
    for judge, text in ((judge_pip, _pip_audit()), (judge_npm, _npm_audit())):
        one, lines = judge(text)
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        status = FOUND if FOUND in (status, one) else max(status, one)
    if status == UNKNOWN:
        sys.stdout.write(
            "audit: a service is not reachable; run it on a machine that can reach it\n"
        )
    return status


def _pip_audit() -> str:
    export = ["export", "--locked", "--quiet", "--no-emit-project", "--all-groups", "--all-extras"]
    locked = _output(["uv", *export], REPO)
    with NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(locked)
        file.flush()
        options = ["--require-hashes", "--disable-pip", "--progress-spinner=off", "--format=json"]
        run = ["uv", "tool", "run", "--quiet", PIP_AUDIT, *options, "-r", file.name]
        return _output(run, REPO)


def _npm_audit() -> str:
    return _output(["npm", "audit", "--json"], WEB)


def _output(command: list[str], folder: Path) -> str:
    """Return what a command prints, whatever its exit status."""
    try:
        done = subprocess.run(  # noqa: S603 - our own words
            command, cwd=folder, capture_output=True, check=False, text=True, timeout=300
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout


if __name__ == "__main__":
    raise SystemExit(main())
