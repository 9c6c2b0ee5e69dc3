"""One visitor who speaks Streamlit's own protocol: protobuf over its WebSocket, without a browser.

What the server sends is kept as the browser would: the last element of each place of the page.
"""

from __future__ import annotations

import asyncio
import http.cookies
import json
import re
import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

from google.protobuf.message import Message
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Common_pb2 import FileURLsRequest, UploadedFileInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

_HEADING = re.compile(r'<h1 class="finding">(.*?)</h1>', re.DOTALL)
_MENU = re.compile(r'<nav class="pages".*?</nav>', re.DOTALL)
_LINK = re.compile(r"<a [^>]*>(.*?)</a>")
#: How long one run of a page may take, in seconds, before it counts as an error.
PATIENCE = 60.0
#: How a run of the whole page ends, and one of some of its parts.
_DONE = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


class Broken(Exception):
    """The server sent an error, or nothing."""


@dataclass
class Shown:
    """What a run left on the page; ``elements`` by place, in the order of the page."""

    elements: dict[tuple[int, ...], Message] = field(default_factory=dict)
    #: the fragment that an element belongs to, by its place
    fragments: dict[tuple[int, ...], str] = field(default_factory=dict)

    def in_order(self) -> list[Message]:
        """The elements from top to bottom."""
        return [self.elements[place] for place in sorted(self.elements)]

    def texts(self) -> list[str]:
        """All text of the page, charts and widgets included, place by place."""
        return [text for element in self.in_order() for text in _texts(element)]

    def heading(self) -> str:
        """The finding on top of the page; empty where there is none."""
        found = [match for text in self.texts() for match in _HEADING.findall(text)]
        return unescape(found[0]) if found else ""

    def menu(self) -> list[str]:
        """The names of the pages in the menu, as it stands on the page."""
        for own in self._told_to_choices():
            if found := _MENU.search(own["html"]):
                return [unescape(name) for name in _LINK.findall(found[0])]
        return []

    def put(self, place: tuple[int, ...], element: Message, fragment: str) -> None:
        """An element that the server sent for a place of the page."""
        self.elements[place], self.fragments[place] = element, fragment

    def clear(self, place: tuple[int, ...]) -> None:
        """A block was sent anew: what it holds now follows."""
        for old in [old for old in self.elements if old[: len(place)] == place]:
            del self.elements[old], self.fragments[old]

    def fragment_of(self, widget: str) -> str:
        """The fragment of a widget, by its id; empty where it belongs to the whole page."""
        for place, element in self.elements.items():
            own = getattr(getattr(element, element.WhichOneof("type")), "id", "")
            if own and own in widget:  # a component's event is named after it
                return self.fragments[place]
        return ""

    def part_of(self, component: str) -> str:
        """The fragment of the first component of this name."""
        return self.fragment_of(self._component(component).id)

    def widget(self, kind: str, label: str = "") -> Any:
        """The first widget of a kind (``button``, ``file_uploader``), by its label if given."""
        for element in self.in_order():
            if element.WhichOneof("type") == kind:
                found = getattr(element, kind)
                if not label or found.label == label:
                    return found
        raise Broken(f"no {kind} {label!r} on the page {self.heading()!r}")

    def entries(self, name: str) -> list[Any]:
        """The values of a list or switch of the app's own (pages/shared/choices.py), wherever it stands."""
        _, wanted = self._choice(name)
        return [value for _, entries in wanted["groups"] for value, *_ in entries]

    def chosen(self, name: str, value: Any) -> WidgetState:
        """A value of such a list, switch or span, chosen."""
        own, _ = self._choice(name)
        return _told(own, "chosen", [name, value])

    def _choice(self, name: str) -> tuple[str, dict[str, Any]]:
        for own in self._told_to_choices():
            for wanted in own["choices"]:
                if wanted["name"] == name:
                    return own["id"], wanted
        raise Broken(f"no choice {name!r} on the page {self.heading()!r}")

    def _told_to_choices(self) -> Iterator[dict[str, Any]]:
        """What each row of lists and switches is told, with the ``id`` of its component."""
        for element in self.in_order():
            found = element.bidi_component
            if found.bytes[:1] == b"{":
                own = json.loads(found.bytes)
                if "choices" in own:
                    yield {"html": "", **own, "id": found.id}

    def press(self, label: str) -> WidgetState:
        """A button, pressed."""
        return WidgetState(id=self.widget("button", label).id, trigger_value=True)

    def click(self, component: str, event: str, value: str) -> WidgetState:
        """What a component of the app's own tells when it is clicked."""
        return _told(self._component(component).id, event, value)

    def _component(self, name: str) -> Any:
        return next(
            element.bidi_component for element in self.in_order()
            if element.WhichOneof("type") == "bidi_component"
            and element.bidi_component.component_name.endswith(name)
        )  # fmt: skip


def _told(component: str, event: str, value: Any) -> WidgetState:
    told = json.dumps([{"event": event, "value": value}])
    return WidgetState(id=_make_trigger_id(component, "events"), json_trigger_value=told)


def _texts(message: Message) -> Iterator[str]:
    """The strings of a message in the order of its fields; identifiers and addresses left out."""
    for name, value in message.ListFields():
        if name.name in ("id", "url", "key", "active_script_hash") or name.name.endswith("_id"):
            continue
        values = value if name.is_repeated else [value]
        if name.message_type is not None and name.message_type.GetOptions().map_entry:
            values = [value[key] for key in sorted(value)]
        for item in values:
            if isinstance(item, Message):
                yield from _texts(item)
            elif isinstance(item, str) and item:
                yield item
            elif isinstance(item, bytes) and item[:1] in (b"{", b"<"):  # what a component is told
                yield item.decode()


class Visitor:
    """A session with its address, as one tab of a browser has."""

    def __init__(self, base: str) -> None:
        """``base``: address of the app, such as http://127.0.0.1:8501."""
        self.base = base
        self.page, self.query = "", ""
        self.shown = Shown()
        self.theme = "light"
        #: elements that the last run sent
        self.sent = self.told = 0
        self._hashes: dict[str, str] = {}
        self._session = ""
        self._xsrf = ""
        self._cookies: dict[str, str] = {}
        self._socket: ClientConnection | None = None

    async def open(self) -> None:
        """Connect, as a new visitor, or as one whose connection broke: cookies are kept."""
        self._hashes = {}
        if not self._cookies:
            self._cookies = await asyncio.to_thread(_cookies, self.base)
        self._xsrf = self._cookies.get("_streamlit_xsrf", "")
        address = f"{self.base.replace('http', 'ws', 1)}/_stcore/stream"
        self._socket = await connect(
            address, subprotocols=[Subprotocol("streamlit"), Subprotocol(self._xsrf or "none")],
            origin=Origin(self.base), max_size=None, compression=None, ping_interval=None,
            additional_headers={"Cookie": _header(self._cookies)},
        )  # fmt: skip

    @property
    def replica(self) -> str:
        """Who answers, where a proxy before several replicas says so; else empty."""
        response = self._socket.response if self._socket else None
        tried = response.headers.get("X-Replica", "") if response else ""
        return tried.rpartition(", ")[2]

    async def close(self) -> None:
        """Close the tab."""
        if self._socket is not None:
            await self._socket.close()

    async def visit(self, page: str, query: str) -> Shown:
        """Open an address by hand; it is the page's whole state."""
        self.page, self.query = page, query
        return await self._run()

    async def menu(self, page: str) -> Shown:
        """Choose a page in the app's menu, whose links carry no parameters."""
        return await self.visit(page, "")

    async def act(self, widget: str, **value: Any) -> Shown:
        """Use one widget; ``value`` is a field of Streamlit's WidgetState."""
        return await self._run(WidgetState(id=widget, **value))

    async def choose(self, name: str, value: Any) -> Shown:
        """Choose of one of the app's own lists or switches."""
        return await self._run(self.shown.chosen(name, value))

    async def use(self, widget: WidgetState, fragment: str | None = None) -> Shown:
        """Give one widget a value, or press it: in the name of its own ``fragment``, or of another."""
        return await self._run(widget, fragment)

    async def upload(self, name: str, content: bytes) -> Shown:
        """Give a file to the page's file uploader."""
        uploader = self.shown.widget("file_uploader")
        request = FileURLsRequest(
            request_id=uuid.uuid4().hex, file_names=[name], session_id=self._session
        )
        await self._send(BackMsg(file_urls_request=request))
        while True:
            message = await self._receive()
            if message.WhichOneof("type") == "file_urls_response":
                urls = message.file_urls_response.file_urls[0]
                break
        await asyncio.to_thread(self._put, urls.upload_url, name, content)
        state = WidgetState(id=uploader.id)
        state.file_uploader_state_value.uploaded_file_info.append(
            UploadedFileInfo(name=name, size=len(content), file_id=urls.file_id, file_urls=urls)
        )
        return await self._run(state)

    def _put(self, address: str, name: str, content: bytes) -> None:
        edge = uuid.uuid4().hex
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        body = f"{head}Content-Type: text/plain\r\n\r\n".encode() + content
        request = urllib.request.Request(
            f"{self.base}/{address.lstrip('/')}", method="PUT",
            data=body + f"\r\n--{edge}--\r\n".encode(),
            headers={
                "Content-Type": f"multipart/form-data; boundary={edge}",
                "X-Xsrftoken": self._xsrf, "Cookie": _header(self._cookies),
            },
        )  # fmt: skip
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:
            response.read()

    async def _run(self, widget: WidgetState | None = None, fragment: str | None = None) -> Shown:
        state = ClientState(
            query_string=self.query,
            page_name="" if self._hashes else self.page,
            page_script_hash=self._hashes.get(self.page, ""),
        )
        state.context_info.url = f"{self.base}/{self.page}" + (
            f"?{self.query}" if self.query else ""
        )
        state.context_info.timezone = "Asia/Shanghai"
        state.context_info.locale = "zh-CN"
        state.context_info.color_scheme = self.theme
        if widget is not None:
            state.widget_states.widgets.append(widget)
            state.fragment_id = fragment or self.shown.fragment_of(widget.id)
        self.sent = self.told = 0
        await self._send(BackMsg(rerun_script=state))
        if not state.fragment_id:
            self.shown = Shown()
        while True:
            message = await self._receive()
            kind = message.WhichOneof("type")
            if kind == "script_finished":
                if message.script_finished in _DONE:
                    break
                if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise Broken("the script did not compile")
            elif kind is not None:
                self._take(kind, message)
        return self.shown

    def _take(self, kind: str, message: ForwardMsg) -> None:
        if kind == "new_session":
            self._session = message.new_session.initialize.session_id
            if not message.metadata.run.fragment_ids:
                self.shown = Shown()
        elif kind == "navigation":
            pages = message.navigation.app_pages
            self._hashes = {p.url_pathname: p.page_script_hash for p in pages}
            self._hashes[""] = next(p.page_script_hash for p in pages if p.is_default)
        elif kind == "page_info_changed":
            self.query, self.told = message.page_info_changed.query_string, self.sent
        elif kind == "page_not_found":
            raise Broken(f"no page {self.page!r}")
        elif kind == "delta" and message.delta.WhichOneof("type") == "add_block":
            self.shown.clear(tuple(message.metadata.delta_path))
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            if element.WhichOneof("type") == "exception":
                raise Broken(f"{self.page}?{self.query}: {element.exception.message}")
            self.sent += 1
            place = tuple(message.metadata.delta_path)
            self.shown.put(place, element, message.delta.fragment_id)

    async def _send(self, message: BackMsg) -> None:
        assert self._socket is not None
        await self._socket.send(message.SerializeToString())

    async def _receive(self) -> ForwardMsg:
        assert self._socket is not None
        raw = await asyncio.wait_for(self._socket.recv(), PATIENCE)
        assert isinstance(raw, bytes)
        return ForwardMsg.FromString(raw)


def language_of(query: str) -> str:
    """The language that an address asks for; Chinese where it asks for none."""
    return parse_qs(urlsplit(f"?{query}").query).get("lang", ["zh"])[0]


def _cookies(base: str) -> dict[str, str]:
    """What the first answer gives a browser: the token of uploads, and a proxy's own."""
    with urllib.request.urlopen(f"{base}/_stcore/health", timeout=PATIENCE) as response:
        jar: http.cookies.SimpleCookie = http.cookies.SimpleCookie()
        for header in response.headers.get_all("Set-Cookie") or []:
            jar.load(header)
    return {name: morsel.value for name, morsel in jar.items()}


def _header(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())
