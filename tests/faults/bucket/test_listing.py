"""Faults of the bucket while it is listed."""

from itertools import repeat

import pytest

from fleettickets.errors import BucketError
from fleettickets.feed import bucket
from tests.support import s3_faults as s3
from tests.support.bucket_cases import (
    DENIED,
    INTERNAL,
    ONE_TRY,
    SLOW_DOWN,
    Case,
    Run,
    Scene,
    lasting,
    passing,
)
from tests.support.imports import World
from tests.support.proxy import Proxy, proxied

BROKEN_SHAPES = {
    "XML without an end": s3.body_of(b"<ListBucketResult><Contents><Key>a"),
    "a web page": s3.body_of(b"<html><body>Sign in</body></html>", "text/html"),
    "a size that is not a number": s3.body_of(
        b"<ListBucketResult><IsTruncated>false</IsTruncated><Contents>"
        b"<Key>a</Key><ETag>e</ETag><Size>many</Size></Contents></ListBucketResult>"
    ),
    "an empty body": s3.body_of(b""),
}
CASES = {
    "listing: 503 SlowDown, twice": passing("list", SLOW_DOWN),
    "listing: 503 SlowDown, lasting": lasting("list", SLOW_DOWN, 3, "SlowDown", tries=(2, 6)),
    "listing: 500, twice": passing("list", INTERNAL),
    "listing: 500, lasting": lasting("list", INTERNAL, 3, "InternalError"),
    "listing: reset within the body": passing("list", s3.reset_within_body),
    "listing: cut body, right length": passing("list", s3.cut_body),
    "listing: ends within the head": passing("list", s3.end_within_head),
    "listing: headers without an end": lasting(
        "list", s3.drip_head, 3, "no complete response", timeout_s=1
    ),
    "listing: no answer": lasting("list", s3.say_nothing, 3, "[FT201]", timeout_s=1),
    "listing: body without an end": lasting("list", s3.endless_body, 3, "over 16 MiB"),
    "listing: 403": lasting("list", DENIED, 2, "[FT001]", tries=ONE_TRY),
    "listing: clock skew": lasting(
        "list", s3.status(403, "RequestTimeTooSkewed"), 2, "[FT202]", tries=ONE_TRY
    ),
    "listing: redirect": lasting(
        "list", s3.redirect("http://127.0.0.1:9/"), 2, "[FT001]", tries=(1, 2)
    ),
    **{
        f"listing: {name}": lasting("list", fault, 3, "[FT201]")
        for name, fault in BROKEN_SHAPES.items()
    },
    "listing: pages out of order": Case("list", s3.pages(2, is_shuffled=True), tries=(2, 12)),
    "listing: pages that overlap": Case("list", s3.pages(3, overlap=1), tries=(2, 12)),
    "listing: one token for ever": lasting(
        "list", s3.page_for_ever(repeat("again")), 3, "does not end"
    ),
    "listing: one page for ever": lasting(
        "list", s3.page_for_ever(s3.new_tokens()), 3, "does not end", tries=(2, 110)
    ),
    "listing: truncated, no token": lasting(
        "list", s3.page_for_ever(repeat(None)), 3, "NextContinuationToken"
    ),
}
TWINS = {
    "listing: 500, twice",
    "listing: ends within the head",
    "listing: XML without an end",
    "listing: a size that is not a number",
    "listing: 403",
    "listing: one token for ever",
}


def test_a_fault_ends_as_it_should_and_leaves_no_trace(case: str, scene: Scene) -> None:
    scene.suffer(case, CASES[case])


def test_a_redirect_is_not_followed(world: World, proxy: Proxy, run: Run) -> None:
    with proxied(world.settings) as elsewhere:
        proxy.inject("list", s3.redirect(f"{elsewhere.settings.endpoint}/"))
        assert run().status == 2
        assert elsewhere.seen.total() == 0


@pytest.mark.parametrize(("max_pages", "is_listed"), [(5, True), (4, False)])
def test_the_number_of_pages_of_a_listing_is_limited(
    max_pages: int,
    is_listed: bool,  # noqa: FBT001 - a case's expected value
    scene: Scene,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Ten files, two per page, each page with new files and a new token."""
    monkeypatch.setattr(bucket, "_MAX_PAGES", max_pages)
    scene.refill()
    scene.proxy.inject("list", s3.pages(2))
    waiting = bucket.Bucket(scene.proxy.settings, scene.world.dataset, retry_s=1).waiting

    if is_listed:
        assert [file.key for file in waiting()] == sorted(scene.files)
    else:
        with pytest.raises(BucketError, match="does not end"):
            waiting()
    assert scene.proxy.seen.total() == max_pages
