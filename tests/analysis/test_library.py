"""A good change is taken over, a bad one leaves the last good state and says what is wrong."""

from __future__ import annotations

import logging
import threading

import pytest

from analysis.library import Library


@pytest.fixture
def files(small_files):
    return small_files


def edit(files, old, new):
    text = files.targets.read_text("utf-8")
    assert old in text
    files.targets.write_text(text.replace(old, new), "utf-8")


def value(library):
    return library.standing.atlas.targets["low"].iloc[0]


def test_a_good_change_is_served(files, tmp_path):
    library = Library(files, tmp_path / "cache")
    assert value(library) == 2500
    edit(files, "value: 2500", "value: 2600")
    assert library.refresh()
    assert value(library) == 2600
    assert not library.refresh()


def test_what_search_looks_through_is_there_before_anybody_searches(files, tmp_path):
    library = Library(files, tmp_path / "cache")

    def text():
        made = library.standing.atlas.indexes.ask("search", lambda: pytest.fail("not yet made"))
        return made.text

    assert "better" not in text()
    edit(files, "产业发展", "产业 BETTER")
    library.refresh()
    assert "better" in text()


def test_a_bad_change_leaves_the_last_good_state_and_is_logged(files, tmp_path, caplog):
    library = Library(files, tmp_path / "cache")
    before = library.standing
    edit(files, "value: 2500 亿元", "value: a lot")
    logging.getLogger("atlas").propagate = True
    with caplog.at_level(logging.WARNING, logger="atlas.data"):
        assert library.refresh()
    assert library.standing.atlas is before.atlas
    assert library.standing.since == before.since
    assert library.standing.problems[0].line == 28
    assert "targets.yaml:28:" in caplog.text
    edit(files, "value: a lot", "value: 2700 亿元")
    assert library.refresh()
    assert library.standing.problems == ()
    assert value(library) == 2700


def test_a_bad_start_serves_the_snapshot(files, tmp_path):
    Library(files, tmp_path / "cache")
    edit(files, "plans:", "plans: [")
    library = Library(files, tmp_path / "cache")
    assert value(library) == 2500
    assert "not valid YAML" in str(library.standing.problems[0])


def test_a_bad_start_without_a_snapshot_serves_nothing_and_recovers(files, tmp_path):
    edit(files, "plans:", "plans: [")
    library = Library(files, tmp_path / "cache")
    assert library.standing.atlas is None
    assert library.standing.problems
    edit(files, "plans: [", "plans:")
    assert library.refresh()
    assert value(library) == 2500


def test_a_file_that_is_taken_away_and_brought_back(files, tmp_path):
    library = Library(files, tmp_path / "cache")
    text = files.targets.read_bytes()
    files.targets.unlink()
    assert library.refresh()
    assert value(library) == 2500
    assert "cannot be read" in str(library.standing.problems[0])
    files.targets.write_bytes(text)
    assert library.refresh()
    assert library.standing.problems == ()


@pytest.mark.parametrize("watchable", [True, False])
def test_a_change_is_noticed(files, tmp_path, watchable, monkeypatch):
    library = Library(files, tmp_path / "cache")
    if not watchable:

        def refused(*folders, **options):
            raise OSError("inotify watch limit reached")

        monkeypatch.setattr("analysis.library.watch", refused)
        monkeypatch.setattr("analysis.library._LOOK_EVERY", 0.05)
    changed, stop = threading.Event(), threading.Event()
    thread = threading.Thread(target=library.watch, args=(changed.set, stop))
    thread.start()
    try:
        for number in range(2501, 2600):  # the watch may take a moment to stand
            edit(files, f"value: {number - 1} ", f"value: {number} ")
            if changed.wait(0.3):
                break
        assert changed.is_set()
        assert value(library) > 2500
    finally:
        stop.set()
        thread.join(5)
    assert not thread.is_alive()
