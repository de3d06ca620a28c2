"""Faults that S3 servers, or the proxies in front of them, are known to have."""

import random
import time
from collections.abc import Iterator, Sequence
from itertools import count
from xml.etree.ElementTree import Element, SubElement, fromstring, register_namespace, tostring

from tests.support.proxy import Answer, Exchange, Fault

_S3 = "http://s3.amazonaws.com/doc/2006-03-01/"
register_namespace("", _S3)
_XML = {"Content-Type": "application/xml"}
DRIP_PAUSE_S = 0.05


def status(code: int, name: str, **headers: str) -> Fault:
    """Answer with an S3 error."""
    return lambda exchange: exchange.send(Answer(code, _XML | headers, _error(name)))


def error_within_success(exchange: Exchange) -> None:
    """Answer like CopyObject when it fails after it began to answer."""
    exchange.send(Answer(200, dict(_XML), _error("InternalError")))


def body_of(content: bytes, kind: str = "application/xml") -> Fault:
    """Answer 200 with this body."""
    return lambda exchange: exchange.send(Answer(200, {"Content-Type": kind}, content))


def reset_within_body(exchange: Exchange) -> None:
    """Send the head and half of the body, then reset the connection."""
    _send_half(exchange)
    exchange.reset()


def cut_body(exchange: Exchange) -> None:
    """Promise the whole body, send half of it, and close the connection normally."""
    _send_half(exchange)
    exchange.close()


def short_body(exchange: Exchange) -> None:
    """Send only a part of the body, with the part's length in the head."""
    answer = exchange.forward()
    body = answer.body[: answer.body.rindex(b"\n", 0, -1) + 1]
    exchange.send(Answer(answer.status, answer.headers | {"Content-Length": str(len(body))}, body))


def end_within_head(exchange: Exchange) -> None:
    """End in the middle of a header."""
    exchange.write(b"HTTP/1.1 200 OK\r\nContent-Le")
    exchange.close()


def drip_head(exchange: Exchange) -> None:
    """Send headers that never end, a byte at a time."""
    exchange.drip(b"HTTP/1.1 200 OK\r\n" + b"X-Slow: 1\r\n" * 60, DRIP_PAUSE_S)
    exchange.close()


def drip_body(exchange: Exchange) -> None:
    """Send the body a byte at a time."""
    answer = exchange.forward()
    exchange.send_head(answer)
    exchange.drip(answer.body, DRIP_PAUSE_S)
    exchange.close()


def say_nothing(exchange: Exchange) -> None:
    """Accept the request and answer nothing."""
    for _ in range(60):
        time.sleep(0.1)
        exchange.write(b"")
    exchange.close()


def endless_body(exchange: Exchange) -> None:
    """Send chunks without an end."""
    exchange.send_head(Answer(200, {"Transfer-Encoding": "chunked", "ETag": '"e"'}, b""))
    chunk = b"10000\r\n" + b" " * 65_536 + b"\r\n"
    for _ in range(16_384):
        exchange.write(chunk)
    exchange.close()


def lose_answer(exchange: Exchange) -> None:
    """Do what is asked, but reset the connection before answering."""
    exchange.forward()
    exchange.reset()


def redirect(target: str) -> Fault:
    """Send the client elsewhere."""
    return status(307, "TemporaryRedirect", Location=target)


def pages(size: int, *, is_shuffled: bool = False, overlap: int = 0) -> Fault:
    """List in pages of some keys, in order or not, which may overlap."""

    def answer(exchange: Exchange) -> None:
        whole = fromstring(exchange.forward().body)  # noqa: S314 - our own server's
        items = whole.findall(f"{{{_S3}}}Contents")
        if is_shuffled:
            random.Random(len(items)).shuffle(items)
        first = int(exchange.request.query.get("continuation-token", "0"))
        end = first + size
        token = str(end - overlap) if end < len(items) else None
        _send_page(exchange, whole, items[first:end], is_last=token is None, token=token)

    return answer


def page_for_ever(tokens: Iterator[str | None]) -> Fault:
    """List the first page repeatedly, each time with the next token."""

    def answer(exchange: Exchange) -> None:
        whole = fromstring(exchange.forward().body)  # noqa: S314 - our own server's
        items = whole.findall(f"{{{_S3}}}Contents")[:2]
        _send_page(exchange, whole, items, is_last=False, token=next(tokens))

    return answer


def new_tokens() -> Iterator[str | None]:
    """Return tokens that never repeat."""
    return (f"token-{n}" for n in count())


def _send_page(
    exchange: Exchange,
    whole: Element,
    items: Sequence[Element],
    *,
    is_last: bool,
    token: str | None,
) -> None:
    page = Element(whole.tag)
    for name in ("Name", "Prefix", "MaxKeys"):
        SubElement(page, f"{{{_S3}}}{name}").text = whole.findtext(f"{{{_S3}}}{name}")
    SubElement(page, f"{{{_S3}}}IsTruncated").text = "false" if is_last else "true"
    if token is not None:
        SubElement(page, f"{{{_S3}}}NextContinuationToken").text = token
    page.extend(items)
    exchange.send(Answer(200, dict(_XML), tostring(page)))


def _send_half(exchange: Exchange) -> None:
    answer = exchange.forward()
    headers = answer.headers | {"Content-Length": str(len(answer.body))}
    exchange.send_head(Answer(answer.status, headers, b""))
    exchange.write(answer.body[: len(answer.body) // 2])


def _error(name: str) -> bytes:
    return f"<Error><Code>{name}</Code><Message>injected</Message></Error>".encode()
