"""The schema's files, and what a database that has applied some of them still needs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from fleettickets.errors import MigrationError, SchemaVersionError
from fleettickets.store.statements import Statement, split_statements

SQL_FOLDER = Path(__file__).parent.parent / "sql"

_MIGRATION_NAME = re.compile(r"\d{4}_[a-z0-9_]+\.sql")
_DEFINITION_NAME = re.compile(r"[a-z0-9_.]+\.sql")
_QUALIFIED = r"\s+([a-z_]\w*\.[a-z_]\w*)"
FUNCTION = re.compile(
    rf"CREATE\s+OR\s+REPLACE\s+(?:FUNCTION|PROCEDURE){_QUALIFIED}(?=\s*\()", re.IGNORECASE
)
VIEW = re.compile(rf"CREATE\s+OR\s+REPLACE\s+VIEW{_QUALIFIED}\b", re.IGNORECASE)
_REBUILD = (
    "Rebuild it: dump its decisions, create a new database, migrate that one, load the dump, then "
    "run `fleettickets replay` for each type, which reads processed/ again "
    "(docs/deployment-and-operations.md#rebuild)."
)
_CREATED = re.compile(
    rf"CREATE\s+(?:OR\s+REPLACE\s+)?(FUNCTION|PROCEDURE|TABLE|VIEW){_QUALIFIED}\b", re.IGNORECASE
)
_CREATED_INDEX = re.compile(
    r"CREATE\s+(?:UNIQUE\s+)?INDEX\s+([a-z_]\w*)\s+ON\s+([a-z_]\w*\.)", re.IGNORECASE
)
# The files call PostGIS's schema public; nothing else that they use is there.
_POSTGIS_SCHEMA = re.compile(r"\bpublic(?=\.)|(?<=search_path = )public\b")
_CONTROL = {"BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "PREPARE"}


class CreatedNames(NamedTuple):
    """Qualified names; tables, views and indexes share theirs, functions may be overloaded."""

    relations: set[str]
    routines: set[str]


@dataclass(frozen=True)
class Script:
    """One SQL file; ``path`` is relative to the SQL folder and is its identity."""

    path: str
    text: str = field(repr=False)
    digest: str = field(repr=False)

    @cached_property
    def statements(self) -> list[Statement]:
        """The statements, none of which ends the transaction or outlives it.

        Raises:
            MigrationError: one of them would.
        """
        statements = split_statements(self.text)
        for statement in statements:
            if problem := _refusal(statement.words):
                raise MigrationError(f"{self.path}, line {statement.line}", problem)
        return statements

    @cached_property
    def object_name(self) -> str:
        """The qualified name of the function or view that the file creates.

        Raises:
            MigrationError: it doesn't create exactly one.
        """
        kind, pattern = ("VIEW", VIEW) if self.is_view else ("FUNCTION", FUNCTION)
        matches = [pattern.match(statement.text) for statement in self.statements]
        names = [match[1].lower() for match in matches if match]
        if len(names) != 1:
            problem = f"expected one CREATE OR REPLACE {kind} schema.name, got {len(names)}"
            raise MigrationError(self.path, problem)
        return names[0]

    @cached_property
    def created_names(self) -> CreatedNames:
        """The names that the statements give to what they create; not those in a DO block."""
        relations: set[str] = set()
        routines: set[str] = set()
        for statement in self.statements:
            if match := _CREATED.match(statement.text):
                is_relation = match[1].upper() in {"TABLE", "VIEW"}
                (relations if is_relation else routines).add(match[2].lower())
            elif match := _CREATED_INDEX.match(statement.text):
                relations.add(f"{match[2]}{match[1]}".lower())
        return CreatedNames(relations, routines)

    def with_postgis_in(self, schema: str) -> "Script":
        """Return the script for a database that has PostGIS in this schema, a quoted name."""
        return replace(self, text=_POSTGIS_SCHEMA.sub(lambda _: schema, self.text))

    @property
    def is_view(self) -> bool:
        """Whether the file lies in the folder of views."""
        return self.path.startswith("views/")


@dataclass(frozen=True, slots=True)
class Schema:
    """What the code needs: migrations in the order of their numbers, the others of their names."""

    migrations: tuple[Script, ...]
    functions: tuple[Script, ...]
    views: tuple[Script, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What a database lacks; ``gone`` are files that were applied and exist no more."""

    migrations: tuple[Script, ...]
    functions: tuple[Script, ...]
    views: tuple[Script, ...]
    gone: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.migrations or self.definitions or self.gone)

    @property
    def definitions(self) -> tuple[Script, ...]:
        """The files of functions and views."""
        return self.functions + self.views

    @property
    def scripts(self) -> tuple[Script, ...]:
        """The files to be run, in the order of the work."""
        return self.migrations + self.definitions

    def with_postgis_in(self, schema: str) -> "Plan":
        """Return the plan for a database that has PostGIS in this schema."""
        migrations, functions, views = (
            tuple(script.with_postgis_in(schema) for script in scripts)
            for scripts in (self.migrations, self.functions, self.views)
        )
        return Plan(migrations, functions, views, self.gone)

    @property
    def paths(self) -> list[str]:
        """Every path of the plan, in the order of the work."""
        return [*(script.path for script in self.scripts), *self.gone]


def read_schema(folder: Path = SQL_FOLDER) -> Schema:
    """Read the ``*.sql`` of ``migrations``, ``functions`` and ``views``; each may be absent.

    Raises:
        MigrationError: a file's name or text cannot be used, or two migrations share a number.
    """
    migrations = _read(folder, "migrations", _MIGRATION_NAME)
    for earlier, later in pairwise(migrations):
        if _number(earlier.path) == _number(later.path):
            raise MigrationError(later.path, f"has the same number as {earlier.path}")
    functions, views = (_read(folder, kind, _DEFINITION_NAME) for kind in ("functions", "views"))
    return Schema(migrations, functions, views)


def plan_changes(schema: Schema, applied: Mapping[str, str | None]) -> Plan:
    """Return what is pending, given the digest of each applied path (None: to be applied again).

    When anything is pending, every function and view is: one that didn't change may use one that
    did.

    Raises:
        SchemaVersionError: the database holds a migration newer than the code's last, or has those
            of another series.
        MigrationError: an applied migration was edited, is missing, or was overtaken by a later.
    """
    done = {path: digest for path, digest in applied.items() if path.startswith("migrations/")}
    _refuse_other_series(schema, done)
    _refuse_newer(schema, done)
    _refuse_rewritten(schema, done)
    migrations = tuple(script for script in schema.migrations if script.path not in done)
    definitions = schema.functions + schema.views
    paths = {script.path for script in definitions}
    gone = tuple(sorted(applied.keys() - done.keys() - paths))
    changed = any(applied.get(script.path) != script.digest for script in definitions)
    if migrations or changed or gone:
        return Plan(migrations, schema.functions, schema.views, gone)
    return Plan((), (), (), ())


def _read(folder: Path, kind: str, pattern: re.Pattern[str]) -> tuple[Script, ...]:
    scripts = []
    for file in sorted((folder / kind).glob("*.sql")):
        path = f"{kind}/{file.name}"
        if not pattern.fullmatch(file.name):
            raise MigrationError(path, f"the name doesn't match {pattern.pattern}")
        content = file.read_bytes().replace(b"\r\n", b"\n")  # a checkout may rewrite line ends
        try:
            text = content.decode()
        except UnicodeDecodeError as error:
            raise MigrationError(path, f"is not UTF-8 at byte {error.start}") from error
        scripts.append(Script(path, text, sha256(content).hexdigest()))
    return tuple(scripts)


def _number(path: str) -> int:
    return int(Path(path).name[:4])


def _refuse_other_series(schema: Schema, done: Mapping[str, str | None]) -> None:
    # Every database of a series begins with its first migration.
    ours = [script.path for script in schema.migrations]
    strange = sorted(done.keys() - set(ours))
    if ours and strange and ours[0] not in done:
        problem = f"the database has {strange[-1]}, of a series before {ours[0]}"
        raise SchemaVersionError(f"{problem}; it cannot be carried over", _REBUILD)


def _refuse_newer(schema: Schema, done: Mapping[str, str | None]) -> None:
    last = max((script.path for script in schema.migrations), default="migrations/0000")
    newest = max(done, default="migrations/0000")
    if _number(newest) > _number(last):
        raise SchemaVersionError(f"the database has {newest}, and this code ends with {last}")


def _refuse_rewritten(schema: Schema, done: Mapping[str, str | None]) -> None:
    scripts = {script.path: script for script in schema.migrations}
    for path, digest in sorted(done.items()):
        if path not in scripts:
            raise MigrationError(path, "was applied, but the file is missing")
        if scripts[path].digest != digest:
            raise MigrationError(path, "was applied with other contents, and must not be edited")
    newest = max(done, default="")
    for path in scripts.keys() - done.keys():
        if path < newest:
            raise MigrationError(path, f"is new, but the later {newest} is already applied")


def _refusal(words: tuple[str, ...]) -> str | None:
    if words[:1] == ("SET",) and words[1:2] not in {("LOCAL",), ("CONSTRAINTS",)}:
        return "SET would outlive the file; write SET LOCAL"
    if words and words[0] in _CONTROL:
        return f"{words[0]} is refused: each file runs in a transaction of its own"
    return None
