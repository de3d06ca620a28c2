"""A SQL script is split where psql would split it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fleettickets.store.statements import split_statements

PIECES = [
    "SELECT 1",
    "SELECT ';', E'\\';', \"a;b\", 'it''s;'",
    "SELECT /* ; /* ; */ ; */ 1 -- ; and '",
    "SELECT (1; 2)",
    "DO $$ BEGIN PERFORM 1; END $$",
    "DO $a$ SELECT $$;$$; $a$",
    "SELECT a$b$c, $1, 1e5, U&'d;'",
    "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN TRUE THEN 1 END; SELECT 2; END",
    "CREATE OR REPLACE PROCEDURE p() LANGUAGE sql BEGIN ATOMIC SELECT 1; END",
    "SELECT CASE WHEN TRUE THEN 1 END",
]


@pytest.mark.parametrize("piece", PIECES)
def test_a_semicolon_inside_a_construct_does_not_end_the_statement(piece: str) -> None:
    assert [statement.text for statement in split_statements(f"{piece}\n;SELECT 2;")] == [
        piece,
        "SELECT 2",
    ]


@given(
    pieces=st.lists(st.sampled_from(PIECES), max_size=20),
    gaps=st.lists(st.sampled_from(["\n", "\n\n-- é;\n", " /* ;\n; */ "]), min_size=20, max_size=20),
)
def test_any_sequence_splits_into_its_pieces(pieces: list[str], gaps: list[str]) -> None:
    script = "".join(f"{gap}{piece}\n;" for gap, piece in zip(gaps, pieces, strict=False))

    statements = split_statements(script)

    assert [statement.text for statement in statements] == pieces
    lines = script.split("\n")
    for statement in statements:
        assert statement.text in "\n".join(lines[statement.line - 1 :])
        assert statement.text.split("\n")[0] in lines[statement.line - 1]


def test_empty_statements_and_comments_are_left_out() -> None:
    assert split_statements("-- a\n;;\n/* b */ ; ") == []


@pytest.mark.parametrize(
    "piece", ["SELECT 'a", 'SELECT "a', "DO $$ a", "/* a", "SELECT 1 /* /* */"]
)
def test_what_does_not_close_is_left_for_postgresql_to_report(piece: str) -> None:
    (statement,) = split_statements(f"{piece}\n")

    assert statement.text == piece


def test_words_are_the_first_four_in_upper_case() -> None:
    (statement,) = split_statements("set /* x */ local a.b = c")

    assert statement.words == ("SET", "LOCAL", "A", "B")
