"""The page Curate in a real browser: a file, its marks by mouse and keyboard, the YAML."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import yaml
from playwright.sync_api import Page, expect

#: Milliseconds for one step of the app, on a busy machine.
PATIENCE = 20_000
TEXT = """贵阳市人工智能产业发展行动计划（2026—2028年）
到2028年，人工智能核心产业规模突破300亿元，培育2—3家链主企业，打造50个以上典型应用场景。
<img src=x onerror=alert(1)><script>alert(2)</script>
"""


def test_a_file_becomes_yaml(open_page: Callable[..., Page], tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_bytes(TEXT.encode("gb18030"))
    page = open_page("curate?lang=en")
    page.on("dialog", lambda dialog: (_ for _ in ()).throw(AssertionError(dialog.message)))
    page.locator("input[type=file]").set_input_files(file)
    clauses = page.locator(".clause[role=button]")
    expect(clauses).to_have_count(3, timeout=PATIENCE)
    pane = page.locator(".pane")
    assert pane.evaluate("pane => pane.textContent") == TEXT
    assert page.locator(".pane img, .pane script").count() == 0
    expect(page.locator(".notice[role=status]")).to_contain_text("GB18030")
    # The mouse chooses a clause, and so does the keyboard.
    value = page.get_by_label("Value", exact=True).locator("visible=true")
    clauses.nth(1).click()
    expect(value).to_have_value("2-3 家", timeout=PATIENCE)
    clauses.nth(2).focus()
    page.keyboard.press("Enter")
    expect(value).to_have_value(">= 50 个", timeout=PATIENCE)
    value.fill(">= 60 个")
    value.press("Enter")
    page.get_by_role("button", name="Accept", exact=True).click()
    expect(page.locator("h1.finding")).to_have_text(
        "2 of 3 proposals are still open", timeout=PATIENCE
    )
    expect(page.locator(".clause.accepted").first).to_be_visible()
    # A correction that was typed and not committed is kept when the clause is accepted.
    clauses.nth(0).click()
    deadline = page.get_by_label("Deadline", exact=True).locator("visible=true")
    expect(value).to_have_value("> 300 亿元", timeout=PATIENCE)
    # The other fields of the clause arrive just after: what is typed before would be theirs.
    expect(page.get_by_test_id("stApp")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=PATIENCE
    )
    deadline.fill("2028-12")
    page.get_by_role("button", name="Accept", exact=True).click()
    expect(page.locator("h1.finding")).to_have_text(
        "1 of 3 proposals are still open", timeout=PATIENCE
    )
    page.get_by_role("radio", name="YAML (2)").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    entry = yaml.safe_load(Path(download.value.path()).read_text("utf-8"))
    found = [(t["value"], str(t["deadline"])) for t in entry["plans"][0]["targets"]]
    assert found == [("> 300 亿元", "2028-12"), (">= 60 个", "2028")]
