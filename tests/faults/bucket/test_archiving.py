"""Faults of the bucket while a file is moved to processed/."""

from tests.support import s3_faults as s3
from tests.support.bucket_cases import DENIED, INTERNAL, ONE_TRY, Scene, lasting, once

CASES = {
    "copy: error within a 200": once("copy", s3.error_within_success),
    "copy: error within a 200, lasting": lasting(
        "copy", s3.error_within_success, 1, "left for the next run"
    ),
    "copy: an empty 200": once("copy", s3.body_of(b"")),
    "copy: done, the answer lost": once("copy", s3.lose_answer),
    "head: 500": once("head", s3.status(500, "")),
    "delete: 500, lasting": lasting("delete", INTERNAL, 1, "left for the next run"),
    "delete: 403, lasting": lasting("delete", DENIED, 1, "left for the next run", tries=ONE_TRY),
    "delete: done, the answer lost": once("delete", s3.lose_answer),
}
TWINS = {
    "copy: done, the answer lost",
    "copy: error within a 200, lasting",
    "delete: 403, lasting",
}


def test_a_fault_ends_as_it_should_and_leaves_no_trace(case: str, scene: Scene) -> None:
    scene.suffer(case, CASES[case])
