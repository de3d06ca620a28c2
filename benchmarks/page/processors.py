"""The processor time of a browser's threads, which other load on the machine does not change."""

import os
import re
from collections import Counter
from pathlib import Path

_TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")
_PROC = Path("/proc")

PAGE = "the page's own thread"
RASTER = "SwiftShader, which draws WebGL without a graphics card"
COMPOSITOR = "composing the window"
REST = "everything else in the browser"


def spent_ms(root: int) -> Counter[str]:
    """Return the processor time of a process and its descendants, by the threads' purpose."""
    found: Counter[str] = Counter()
    for pid in _family(root):
        kind = _kind(pid)
        if kind is None:
            continue
        for task in (_PROC / str(pid) / "task").glob("*"):
            try:
                name, ticks = _thread(task)
            except (FileNotFoundError, ProcessLookupError):
                continue
            found[_part(kind, name, is_first=task.name == str(pid))] += ticks
    return Counter({part: round(ticks * _TICK_MS) for part, ticks in found.items()})


def _family(root: int) -> list[int]:
    parents = {}
    for stat in _PROC.glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
    family = [root]
    for pid in family:
        family += [child for child, parent in parents.items() if parent == pid]
    return family


def _kind(pid: int) -> str | None:
    """Return which of a browser's processes it is; None if it is not a browser's."""
    try:
        line = (_PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    except (FileNotFoundError, ProcessLookupError):
        return None
    if "chrom" not in line.partition(" ")[0]:
        return None
    kind = re.search(r"--type=([\w-]+)", line)
    return kind[1] if kind else "browser"


def _thread(task: Path) -> tuple[str, int]:
    name = (task / "comm").read_text().strip()
    fields = (task / "stat").read_text().rpartition(")")[2].split()
    return name, int(fields[11]) + int(fields[12])


def _part(kind: str, name: str, *, is_first: bool) -> str:
    if kind == "renderer" and is_first:
        return PAGE
    if kind == "gpu-process" and name.startswith("Thread<"):
        return RASTER
    if name.startswith(("Compositor", "VizCompositor")) or (kind == "gpu-process" and is_first):
        return COMPOSITOR
    return REST
