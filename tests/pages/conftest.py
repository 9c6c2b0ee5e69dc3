"""Pages as Streamlit's AppTest runs them: without a server."""

import pytest


@pytest.fixture(autouse=True)
def whole_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every change runs the whole page: AppTest sees the elements of one run only.

    What runs by parts is tested on a server: tests/browser/test_parts.py.
    """
    monkeypatch.setattr("pages.shared.address.concerned", lambda before, after: [])
