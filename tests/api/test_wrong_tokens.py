"""An address that sends wrong tokens is slowed down; its neighbours are not."""

import secrets
from concurrent.futures import ThreadPoolExecutor

from tests.support.serving import client_of, make_token, serving


def test_a_guesser_is_slowed_down_and_its_neighbours_are_not(url: str) -> None:
    mine = make_token(url, "mine", "viewer")
    late = make_token(url, "late", "viewer")
    with (
        serving(url, token_tries_a_minute=1) as base,  # one more comes through in a minute
        client_of(base, mine) as neighbour,
        client_of(base) as guesser,
    ):
        assert neighbour.get("/api/v1/session").status_code == 200
        answers = [
            guesser.get(
                "/api/v1/session",
                headers={"authorization": f"Bearer ft_{secrets.token_urlsafe(32)}"},
            )
            for _ in range(12)
        ]
        # Not even the right token is looked at, unless it was seen to be right before.
        lucky = guesser.get("/api/v1/session", headers={"authorization": f"Bearer {late}"})

        assert [answer.status_code for answer in answers] == [401] * 10 + [429] * 2
        assert lucky.status_code == 429
        assert 0 < int(answers[-1].headers["retry-after"]) <= 60
        assert answers[-1].json()["code"] == "FT605"
        assert neighbour.get("/api/v1/session").status_code == 200


def test_the_number_of_tries_is_a_setting(url: str) -> None:
    with serving(url, token_tries=2, token_tries_a_minute=1) as base, client_of(base, "x") as api:
        answers = [api.get("/api/v1/session") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [401, 401, 429]
    assert 6 < int(answers[-1].headers["retry-after"]) <= 60


def test_many_simultaneous_requests_with_one_token_use_up_no_tries(url: str) -> None:
    mine = make_token(url, "mine", "viewer")
    with serving(url, token_tries=2, token_tries_a_minute=1) as base:
        with client_of(base, mine) as page, ThreadPoolExecutor(12) as threads:
            answers = list(threads.map(page.get, ["/api/v1/session"] * 60))
        with client_of(base, "x") as guesser:
            guesses = [guesser.get("/api/v1/session") for _ in range(3)]

    assert {answer.status_code for answer in answers} == {200}
    assert [answer.status_code for answer in guesses] == [401, 401, 429]
