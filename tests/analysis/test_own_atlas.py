"""A reader's own data beside the collection or alone, and what they change."""

from __future__ import annotations

from dataclasses import replace

from analysis.own_atlas import Use, own_atlas, own_changes
from loaders.collection import TARGETS
from loaders.own import read_own
from tests.loaders.test_own import PLAN


def test_beside_and_instead(atlas):
    own = read_own("a.yaml", PLAN.encode(), atlas.collection)
    beside, alone = (own_atlas(atlas, own, use) for use in (Use.BESIDE, Use.INSTEAD))
    assert own_atlas(atlas, own, Use.BUILTIN) is atlas
    assert len(beside.targets) == len(atlas.targets) + 1
    assert list(alone.targets.index) == ["my-metaverse-2030"]
    assert alone.curation.searches == ()
    assert "my-metaverse-2030" not in atlas.target_by_id


def test_every_upload_and_use_has_a_digest_of_its_own(atlas):
    own = read_own("a.yaml", PLAN.encode(), atlas.collection)
    other = read_own("a.yaml", PLAN.replace("700", "800").encode(), atlas.collection)
    atlases = [own_atlas(atlas, item, use) for item in (own, other) for use in Use]
    assert len({item.digest for item in atlases}) == 5
    assert own_atlas(replace(atlas, digest="x"), own, Use.BESIDE).digest != atlases[1].digest


def test_the_collection_itself_changes_nothing(atlas):
    own = read_own("a.yaml", TARGETS.read_bytes(), atlas.collection)
    changes = own_changes(atlas.collection, own)
    assert not (*changes.told, *changes.absent)
    assert changes.same["target"] == len(atlas.targets)


def test_what_is_left_out_of_an_own_plan_is_removed_and_other_plans_are_absent(atlas):
    text = PLAN.replace("my-plan-2026", "sichuan-metaverse-2023")
    own = read_own("a.yaml", text.encode(), atlas.collection)
    changes = own_changes(atlas.collection, own)
    assert [item.id for item in changes.told][:2] == ["sichuan-metaverse-2023", "my-metaverse-2030"]
    assert {item.plan for item in changes.removed} == {"sichuan-metaverse-2023"}
    assert len(changes.removed) == len(atlas.plan_by_id["sichuan-metaverse-2023"].targets)
    gone = {item.id for item in changes.absent if item.record == "plan"}
    assert gone == set(atlas.plan_by_id) - {"sichuan-metaverse-2023"}
