"""What a person would see wrong in a picture of the page, found by the boxes of its elements.

Pixels differ between machines, so no picture is compared with an earlier one.
"""

from pathlib import Path

from playwright.sync_api import Page

PICTURES = Path(__file__).parents[2] / ".local/pictures"

FAULTS = Path(__file__).with_name("boxes.js").read_text(encoding="utf-8")


def faults_of(page: Page) -> list[str]:
    """Return what is cut off, covered, drawn over other text or outside of the window."""
    found: list[str] = page.evaluate(FAULTS)
    return found


def take(page: Page, name: str) -> bytes:
    """Save a picture, for people to look at, and return it."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    return page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")
