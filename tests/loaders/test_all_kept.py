"""What reads a file looks for no garbage, and leaves the looking as it was."""

import gc

import pytest

from loaders import collection, yaml_source
from loaders.all_kept import all_kept
from loaders.collection import check_collection
from loaders.problems import InvalidData
from loaders.yaml_source import YamlSource, parse_yaml


@pytest.fixture(autouse=True)
def looking():
    gc.enable()
    yield
    gc.enable()


def test_no_garbage_is_looked_for_while_a_collection_is_checked(monkeypatch):
    seen = []
    own = collection._Checker.collection
    monkeypatch.setattr(
        collection._Checker, "collection", lambda self: (seen.append(gc.isenabled()), own(self))[1]
    )
    with pytest.raises(InvalidData):
        check_collection(YamlSource("nothing", {"plans": []}))
    assert seen == [False]
    assert gc.isenabled()


def test_nor_while_a_file_is_parsed(monkeypatch):
    seen = []
    monkeypatch.setattr(yaml_source, "_check_bounds", lambda *_: seen.append(gc.isenabled()))
    parse_yaml("a: 1", "sound.yaml")
    assert seen == [False]
    assert gc.isenabled()


def test_after_a_file_that_cannot_be_read_garbage_is_looked_for_again():
    with pytest.raises(InvalidData):
        parse_yaml("a: [", "broken.yaml")
    assert gc.isenabled()


def test_who_had_it_off_finds_it_off():
    gc.disable()
    with all_kept():
        pass
    assert not gc.isenabled()
