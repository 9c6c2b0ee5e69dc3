"""Back into YAML: what did not change keeps its lines, comments and order."""

from __future__ import annotations

import difflib

from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.collection import TARGETS, check_collection, load_collection
from loaders.plain import plain
from loaders.quantities import parse_quantity
from loaders.round_trip import edited_yaml, fresh_yaml
from loaders.yaml_source import parse_yaml
from tests.conftest import SMALL

COMMENTED = SMALL.replace("plans:\n", "# over the plans\nplans:\n  # ---- Sichuan ----\n").replace(
    "        deadline: 2025\n", "        # why this year\n        deadline: 2025  # end of line\n"
)
MORE = """\

  # ---- Beijing ----
  - id: beijing-plan
    title: 北京
    title_en: Beijing
    issuers: [北京市]
    issuers_en: [Beijing]
    jurisdiction: "110000"
    sector: metaverse
    document: bulletin
"""


def changes(old: str, new: str) -> list[str]:
    """Lines taken away and put in."""
    lines = difflib.ndiff(old.splitlines(), new.splitlines())
    return [line for line in lines if line[0] in "+-"]


def with_plans(text, change):
    """The edited file after ``change`` has made other plans of its plans."""
    collection = check_collection(parse_yaml(text, "x"))
    new = collection.model_copy(update={"plans": tuple(change(list(collection.plans)))})
    edited = edited_yaml(text, new)
    assert plain(check_collection(parse_yaml(edited, "x"))) == plain(new)
    return edited


def test_nothing_changed_is_the_same_text():
    text = TARGETS.read_text("utf-8")
    assert edited_yaml(text, load_collection()) == text


def test_one_figure_changes_one_line_of_the_whole_file(atlas):
    text = TARGETS.read_text("utf-8")

    def raise_first(plans):
        first = next(i for i, plan in enumerate(plans) if plan.id == "sichuan-metaverse-2023")
        target = plans[first].targets[0].model_copy(update={"value": parse_quantity("2600 亿元")})
        plans[first] = plans[first].model_copy(
            update={"targets": (target, *plans[first].targets[1:])}
        )
        return plans

    assert changes(text, with_plans(text, raise_first)) == [
        "-         value: 2500 亿元", "+         value: 2600 亿元",
    ]  # fmt: skip


def test_a_new_plan_stands_before_the_next_regions_heading():
    def add(plans):
        return [plans[0], plans[0].model_copy(update={"id": "new-plan", "targets": ()}), plans[1]]

    edited = with_plans(COMMENTED + MORE, add)
    assert edited.index("new-plan") < edited.index("# ---- Beijing")
    assert not [line for line in changes(COMMENTED + MORE, edited) if line.startswith("-")]


def test_a_dropped_plan_takes_only_its_own_lines():
    edited = with_plans(COMMENTED + MORE, lambda plans: plans[1:])
    for comment in ("# over the plans", "# ---- Sichuan", "# ---- Beijing"):
        assert comment in edited


def test_comments_inside_a_changed_record_stay():
    def edit(plans):
        (target,) = plans[0].targets
        other = target.model_copy(update={"deadline": None, "part": "甲"})
        return [plans[0].model_copy(update={"title_en": "Other", "targets": (other,)})]

    edited = with_plans(COMMENTED, edit)
    for comment in ("# over the plans", "# ---- Sichuan", "# why this year"):
        assert comment in edited


def test_a_file_that_has_no_lines_to_edit_is_written_anew(small):
    collection = load_collection(small)
    one_line = str(plain(collection)).replace("'", '"')
    new = collection.model_copy(
        update={"plans": (collection.plans[0].model_copy(update={"title": "新"}),)}
    )
    edited = edited_yaml(one_line, new)
    assert plain(check_collection(parse_yaml(edited, "x"))) == plain(new)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_edit_gives_the_file_that_was_meant(data):
    """Plans and figures dropped, doubled and changed at random, in a file with comments."""
    text = COMMENTED + MORE
    number = iter(range(1000))

    def shuffle(plans):
        kept = []
        for plan in plans:
            what = data.draw(st.sampled_from(["keep", "drop", "double", "retitle", "targets"]))
            if what == "drop":
                continue
            other = plan
            if what == "retitle":
                other = plan.model_copy(
                    update={"title": data.draw(st.sampled_from(["a: b", "#x", "新"])), "note": "n"}
                )
            if what == "targets":
                own = [t for t in plan.targets if data.draw(st.booleans())]
                own += [load_first(next(number))] * data.draw(st.integers(0, 1))
                other = plan.model_copy(update={"targets": tuple(own)})
            kept.append(other)
            if what == "double":
                kept.append(plan.model_copy(update={"id": f"copy-{next(number)}", "targets": ()}))
        return kept or plans

    edited = with_plans(text, shuffle)
    assert "# ---- Sichuan" in edited


def load_first(number):
    """A target with an id of its own."""
    (target, *_) = check_collection(parse_yaml(SMALL, "x")).plans[0].targets
    return target.model_copy(update={"id": f"target-{number}"})


def test_a_new_file_is_in_the_houses_format(small):
    text = fresh_yaml(load_collection(small))
    assert '    jurisdiction: "510000"\n' in text
    assert "    issued: 2023-09-18\n" in text
    assert "        deadline: 2025\n" in text
    assert "  core: {zh: 核心产业, en: core industry}\n" in text
