"""Spell a place's name as dispatchers do: with network labels around it, or with a typo."""

from collections.abc import Callable
from random import Random

LABELS = (
    "{code}-FAT-{n:02} {name}",
    "OLT-{code}-02 {name}",
    "{name} Hse No. {n}",
    "FDT {n:02} / {name}",
    "{name} Blk {n}",
    "Pole No. {n}, {name}",
)


def with_labels(rng: Random, name: str) -> str:
    """Add the labels that dispatchers add to a name."""
    code = rng.choice(("KTM", "QOA", "PTMP", "WLD"))
    return rng.choice(LABELS).format(code=code, n=rng.randint(1, 40), name=name)


def with_typo(rng: Random, name: str) -> str:
    """Omit, swap or replace a letter, but not the first."""
    at = rng.randrange(1, max(2, len(name) - 1))
    before, after = name[:at], name[at + 1 :]
    return rng.choice(
        (
            before + after,
            before + after[:1] + name[at] + after[1:],
            before + rng.choice("aeiouklmnr") + after,
        )
    )


SPELLINGS: dict[str, Callable[[Random, str], str]] = {
    "codes": with_labels,
    "typo": with_typo,
    "typo, codes": lambda rng, name: with_labels(rng, with_typo(rng, name)),
}
