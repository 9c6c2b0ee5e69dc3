"""The login with a real browser and an OpenID Connect provider that this test plays itself."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwk, jwt
from playwright.sync_api import Browser

from tests.browser.conftest import serve


@contextmanager
def provider(email: str) -> Iterator[str]:
    """A provider that lets everyone in as this address; yields its own address."""
    key = jwk.RSAKey.generate_key(2048, {"kid": "k", "use": "sig", "alg": "RS256"})
    nonces: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            if parts.path == "/authorize":
                nonces.append(asked.get("nonce", ""))
                back = urlencode({"code": "c", "state": asked["state"]})
                self.send_response(302)
                self.send_header("Location", f"{asked['redirect_uri']}?{back}")
                self.end_headers()
            elif parts.path == "/keys":
                self._json({"keys": [key.as_dict(private=False)]})
            else:
                self._json(
                    {
                        "issuer": base, "authorization_endpoint": f"{base}/authorize",
                        "token_endpoint": f"{base}/token", "jwks_uri": f"{base}/keys",
                        "response_types_supported": ["code"], "subject_types_supported": ["public"],
                        "id_token_signing_alg_values_supported": ["RS256"],
                    }
                )  # fmt: skip

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            now = int(time.time())
            claims = {
                "iss": base, "aud": "atlas", "sub": "1", "email": email, "name": "Li Hua",
                "iat": now, "exp": now + 600, "nonce": nonces[-1],
            }  # fmt: skip
            token = jwt.encode({"alg": "RS256", "kid": "k"}, claims, key)
            self._json({"access_token": "a", "token_type": "Bearer", "id_token": token})

        def _json(self, content: dict[str, Any]) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(content).encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    base = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield base
    finally:
        server.shutdown()


def test_a_member_comes_in_by_the_provider_and_goes_out(tmp_path: Path, browser: Browser) -> None:
    with provider("li@members.example") as base:
        secrets = tmp_path / ".streamlit" / "secrets.toml"
        secrets.parent.mkdir()
        secrets.write_text(
            f"""
            [auth]
            redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
            cookie_secret = "{"0123456789abcdef" * 4}"
            client_id = "atlas"
            client_secret = "secret"
            server_metadata_url = "{base}/.well-known/openid-configuration"
            [access]
            domains = ["members.example"]
            """,
            "utf-8",
        )
        for app in serve(tmp_path):
            page = browser.new_page()
            page.set_default_timeout(60_000)
            page.goto(f"{app}/plans?lang=en")
            page.get_by_role("heading", name="This atlas asks for a login").wait_for()
            assert page.get_by_text("Sichuan").count() == 0
            page.get_by_role("button", name="Log in").click()
            page.get_by_role("heading", level=1).filter(has_text="各省份").wait_for()
            page.get_by_role("button", name="账号").click()
            page.get_by_text("Li Hua").wait_for()
            page.get_by_role("button", name="退出登录").click()
            page.get_by_role("heading", name="本图谱需登录后查看").wait_for()
            page.close()
