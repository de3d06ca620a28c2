"""The table of settings: one name each, in ``--help`` and in docs/settings.md; secrets hidden."""

import re
from pathlib import Path

import pytest

from fleettickets.cli import COMMANDS, load
from fleettickets.config import (
    AlertSettings,
    BucketSettings,
    DatabaseSettings,
    DispatchSettings,
    Limits,
    MigrationSettings,
    ServeSettings,
    TracksolidSettings,
)
from fleettickets.config.group import Group, Setting
from fleettickets.errors import SettingError
from fleettickets.geocoding.settings import GeocoderSettings
from tests.support.generated_docs import check_part, table

REPO = Path(__file__).parents[2]
GROUPS: tuple[type[Group], ...] = (
    DatabaseSettings,
    MigrationSettings,
    BucketSettings,
    Limits,
    GeocoderSettings,
    DispatchSettings,
    TracksolidSettings,
    AlertSettings,
    ServeSettings,
)
SETTINGS = [setting for group in GROUPS for setting in group.settings()]
NAMES = {setting.name for setting in SETTINGS}
WRONG = "http://me:hunter2@:x y"
OURS = re.compile(
    r"\b(?:RUSTFS|FLEETTICKETS|GEOCODER|DISPATCH|TRACKSOLID|MAP_STYLE|ALERT)_[A-Z_]*[A-Z]\b"
)


def test_every_group_is_known_here() -> None:
    assert set(Group.__subclasses__()) >= set(GROUPS)
    assert {group.title for group in Group.__subclasses__()} == {group.title for group in GROUPS}
    assert len(NAMES) == len(SETTINGS)


@pytest.mark.parametrize("group", GROUPS)
def test_the_document_lists_every_setting(group: type[Group]) -> None:
    rows = [
        (f"`{setting.name}`", setting.default, meaning(setting)) for setting in group.settings()
    ]

    check_part("settings.md", group.title, table(("variable", "default", "meaning"), rows))


def meaning(setting: Setting) -> str:
    return f"{setting.meaning}; a secret" if setting.is_secret else setting.meaning


@pytest.mark.parametrize("name", COMMANDS)
def test_help_lists_the_settings_of_the_command(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command = load(name)
    with pytest.raises(SystemExit, match="0"):
        command(["--help"], prog=name)

    shown = capsys.readouterr().out.partition("Settings (environment):")[2]
    expected = {setting.name for group in command.settings for setting in group.settings()}
    assert {line.split()[0] for line in shown.splitlines() if re.match(r"  \w", line)} == expected
    assert expected <= NAMES


@pytest.mark.parametrize("path", ["compose.yaml", "Dockerfile", "run_ingest.sh"])
def test_what_a_deployment_sets_is_a_setting(path: str) -> None:
    assert set(OURS.findall((REPO / path).read_text())) <= NAMES | {"FLEETTICKETS_ENV"}


def takes_any_text(setting: Setting) -> bool:
    try:
        setting.read(WRONG)
    except SettingError:
        return False
    return True


STRICT = [setting for setting in SETTINGS if not takes_any_text(setting)]


@pytest.mark.parametrize("setting", STRICT, ids=lambda setting: setting.name)
def test_a_value_that_cannot_be_used_is_named_and_no_secret_is_shown(setting: Setting) -> None:
    with pytest.raises(SettingError) as caught:
        setting.read(WRONG)

    is_shown = not setting.is_secret and "http" not in setting.kind.expected
    assert str(caught.value).startswith(f"[FT001] {setting.name}: expected ")
    assert ("hunter2" in str(caught.value)) is is_shown


@pytest.mark.parametrize("group", GROUPS)
def test_no_secret_is_in_a_repr(group: type[Group]) -> None:
    secrets = {
        setting.name: "http://host/hunter2" for setting in group.settings() if setting.is_secret
    }
    required = {setting.name: "http://host" for setting in group.settings() if setting.is_required}

    assert "hunter2" not in repr(group.from_env(required | secrets))


def test_a_blank_setting_is_not_set() -> None:
    assert Limits.from_env({"FLEETTICKETS_BATCH_FILES": " "}) == Limits()
    with pytest.raises(SettingError, match="DATABASE_URL: is not set"):
        DatabaseSettings.from_env({"DATABASE_URL": " "})


def test_a_value_with_spaces_around_it_is_read_without_them() -> None:
    assert Limits.from_env({"FLEETTICKETS_BATCH_FILES": " 7\n"}).batch_files == 7
