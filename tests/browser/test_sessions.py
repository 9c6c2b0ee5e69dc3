"""Visitors at the same time: each sees its own language and its own file, and nobody else's."""

from __future__ import annotations

import asyncio
import json
import tomllib
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from loaders.documents_text import MAX_BYTES
from loaders.xlsx_guard import MAX_UPLOAD
from tests.robustness.soak import Expected, Log, Walker
from tests.robustness.wire import Visitor


def test_two_visitors_share_nothing_but_the_data(app: str) -> None:
    with ThreadPoolExecutor(1) as thread:  # this one may have the browser's event loop
        log = thread.submit(lambda: asyncio.run(_two(app))).result()
    assert log.errors == []


async def _two(app: str) -> Log:
    log, expected = Log(), Expected()
    alone = Visitor(app)
    await alone.open()
    for lang in ("zh", "en"):
        shown = await alone.visit("timeline", f"lang={lang}")
        expected["timeline", "", lang] = shown.texts()
    await alone.close()
    one, other = (Walker(app, number, expected, log, seed=1) for number in (1, 2))
    other.lang = "en"
    for walker in (one, other):
        await walker.visitor.open()

    async def look(walker: Walker) -> None:
        shown = await walker.visitor.visit("timeline", f"lang={walker.lang}")
        walker.check(shown)
        walker.same(shown, ("timeline", "", walker.lang))

    for step in (look, Walker.own_file, Walker.menu):
        await asyncio.gather(step(one), step(other))
    for walker in (one, other):
        await walker.visitor.close()
    return log


def test_another_site_opens_no_session(app: str) -> None:
    address = app.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(address, origin=app) as socket:  # type: ignore[arg-type]
        assert socket.protocol.state.name == "OPEN"
    with pytest.raises(WebSocketException), connect(address, origin="https://elsewhere.invalid"):  # type: ignore[arg-type]
        pass


PAGE = b"<title>Streamlit</title>"


@pytest.mark.parametrize(
    "path",
    [
        "app/static/../../data/targets.yaml",
        "app/static/%2e%2e/%2e%2e/data/targets.yaml",
        "app/static/..%2f..%2fdashboard.py",
        "app/static//etc/passwd",
        "data/targets.yaml",
    ],
)
def test_no_file_but_those_of_the_app_is_served(app: str, path: str) -> None:
    status, body = _answer(urllib.request.Request(f"{app}/{path}"))
    assert status in (400, 403, 404) or PAGE in body  # its page, which shows no such file


def test_a_document_as_large_as_curate_takes_gets_through() -> None:
    """The server refuses uploads beyond its own limit, whatever a page allows."""
    settings = tomllib.loads(Path(".streamlit/config.toml").read_text("utf-8"))
    assert settings["server"]["maxUploadSize"] * 10**6 >= max(MAX_BYTES, MAX_UPLOAD)


def test_no_page_of_another_site_steers_this_one(app: str) -> None:
    status, body = _answer(urllib.request.Request(f"{app}/_stcore/host-config"))
    assert status == 200
    assert json.loads(body)["allowedOrigins"] == []


def test_an_upload_needs_the_token_of_the_page(app: str) -> None:
    address = f"{app}/_stcore/upload_file/session/file"
    assert _answer(urllib.request.Request(address, data=b"x", method="PUT"))[0] == 403


def _answer(request: urllib.request.Request) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(request, timeout=20) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()
