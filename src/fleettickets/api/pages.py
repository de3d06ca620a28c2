"""The map's page: the built files, each read once and kept compressed."""

import asyncio
import mimetypes
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from fastapi import Request, Response
from fastapi.responses import FileResponse, PlainTextResponse

from fleettickets.api.answers import is_among, respond
from fleettickets.api.caching import Body, BodyCache, compressed
from fleettickets.errors import NotFoundError

DIST = Path(__file__).parent.parent / "page"

_NOT_BUILT = """The page is not built. From the checkout, run:

    web/build.sh

The API works without it; /openapi.json lists its routes.
"""
_TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".webmanifest": "application/manifest+json",
    ".pbf": "application/x-protobuf",
    ".woff2": "font/woff2",
}
_COMPRESSED = (".png", ".jpg", ".webp", ".woff2", ".gz", ".pmtiles")
"""Files that are compressed already; browsers request some of them in ranges."""
_FOREVER = "public, max-age=31536000, immutable"
_ALWAYS_ASK = "public, no-cache"


@dataclass(frozen=True, slots=True)
class _PageFile:
    path: Path
    stamp: tuple[int, int]


class Pages:
    """The built files by their addresses. Only listed files are served; no path leads outside."""

    def __init__(self, cache: BodyCache, folder: Path = DIST) -> None:
        self._cache = cache
        self._folder = folder
        self._pages: dict[str, _PageFile] = {}
        self._built_at = 0

    async def give(self, request: Request, name: str) -> Response:
        """Return a file.

        Raises:
            NotFoundError: the build has no such file.
        """
        page = await asyncio.to_thread(self._find, name)
        if page is None:
            if name.endswith(".html"):
                return PlainTextResponse(_NOT_BUILT, status_code=404)
            raise NotFoundError("Not found.")
        # The build puts a digest into the names under /assets.
        caching = _FOREVER if name.startswith("assets/") else _ALWAYS_ASK
        media_type = _type_of(page.path)
        if page.path.suffix in _COMPRESSED:
            return FileResponse(
                page.path, media_type=media_type, headers={"cache-control": caching}
            )
        etag = f'W/"{blake2b(f"{name}{page.stamp}".encode(), digest_size=16).hexdigest()}"'
        if is_among(etag, request.headers.get("if-none-match", "")):
            return Response(status_code=304, headers={"etag": etag, "cache-control": caching})
        response = await respond(request, await self._body(etag, page, media_type))
        response.headers["cache-control"] = caching
        response.headers["vary"] = "Accept-Encoding"
        return response

    async def _body(self, etag: str, page: _PageFile, media_type: str) -> Body:
        body = self._cache.get(etag)
        if body is None:
            content = await asyncio.to_thread(page.path.read_bytes)
            body = await compressed(etag, content, media_type)
            self._cache.put(body)
        return body

    def _find(self, name: str) -> _PageFile | None:
        try:
            built_at = (self._folder / "index.html").stat().st_mtime_ns
        except FileNotFoundError:
            return None
        if built_at != self._built_at:
            self._pages = {
                path.relative_to(self._folder).as_posix(): _PageFile(path, _stamp(path))
                for path in self._folder.rglob("*")
                if path.is_file()
            }
            self._built_at = built_at
        return self._pages.get(name)


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_mtime_ns, found.st_size


def _type_of(path: Path) -> str:
    known = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0]
    return known or "application/octet-stream"
