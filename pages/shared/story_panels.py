"""The story's editor: the list of its scenes, and the scene at hand with its preview."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from html import escape
from typing import Any

import streamlit as st

from analysis.shown import show
from analysis.story import filled, scene_view
from analysis.words import figure_of, indicator_name, place_name
from language.catalogue import LANGUAGES, mark, pick
from loaders.problems import InvalidData, Problem
from loaders.stories import Scene, Story, Words, parse_story
from loaders.story_yaml import story_yaml
from pages.shared.frame import Frame
from pages.shared.icon_button import icon_button
from pages.shared.story_draft import StoryDraft
from pages.shared.story_player import preview
from pages.shared.story_tools import problem_list

_PARTS = {"headline": mark("Headline"), "text": mark("Text"), "notes": mark("Speaker notes")}
_LIT = {
    "regions": mark("Regions in the spotlight"),
    "plans": mark("Plans in the spotlight"),
    "indicators": mark("Indicators in the spotlight"),
}
_HEIGHTS = {"headline": 72, "text": 98, "notes": 98}


def scene_list(frame: Frame, draft: StoryDraft) -> None:
    """The story's title, and its scenes to choose, move and remove."""
    for lang, name in LANGUAGES.items():
        _text(
            draft, draft.data["title"], lang, f"{frame.t('Title')} · {name}", f"story_title_{lang}"
        )
    for number, raw in enumerate(draft.scenes):
        chosen = number == draft.chosen
        scene = _sound(frame, raw)
        name = _headline(frame, scene) if scene else raw["headline"][frame.lang] or raw["id"]
        with st.container(
            horizontal=True, gap=None, vertical_alignment="center", key=f"story_row_{number}"
        ):
            st.button(
                f"{number + 1} · {_plain(name)}", key=f"story_scene_{number}", width="stretch",
                type="secondary" if chosen else "tertiary",
                on_click=partial(setattr, draft, "chosen", number),
            )  # fmt: skip
            for icon, label, act, able in (
                ("arrow_upward", mark("Earlier"), partial(draft.move, number, -1), number > 0),
                ("arrow_downward", mark("Later"), partial(draft.move, number, 1), number < len(draft.scenes) - 1),
                ("delete", mark("Remove"), partial(draft.remove, number), True),
            ):  # fmt: skip
                icon_button(
                    None, frame.t(label), icon, f"story_{icon}_{number}", on_click=act,
                    disabled=not able, type="tertiary",
                )  # fmt: skip


def scene_panel(frame: Frame, draft: StoryDraft, problems: Sequence[Problem]) -> None:
    """The scene at hand: how it looks, its words in both languages, and what it points at."""
    raw = draft.scenes[draft.chosen]
    if problems:
        told = frame.t("Something is not right yet. The story is kept as it is.")
        st.html(
            f'<div class="notice" role="alert">{escape(told)}{problem_list(frame, problems)}</div>'
        )
    scene = _sound(frame, raw)
    if scene:
        alone = Story(title=Words(zh="-", en="-"), scenes=(scene,))
        preview(frame, alone, scene, "story_preview")
    sides = st.columns(2, gap="medium")
    for (lang, name), side in zip(LANGUAGES.items(), sides, strict=True):
        with side:
            for part, label in _PARTS.items():
                _part(draft, raw, part, lang, f"{frame.t(label)} · {name}")
    if scene:
        _references(frame, scene)
        _points(frame, draft, raw, scene)


def _sound(frame: Frame, raw: dict[str, Any]) -> Scene | None:
    """The scene by itself, where nothing is wrong with it."""
    text = story_yaml({"title": {"zh": "-", "en": "-"}, "scenes": [raw]})
    try:
        return parse_story(frame.atlas.collection, text).scenes[0]
    except InvalidData:
        return None


def _headline(frame: Frame, scene: Scene) -> str:
    return filled(frame.atlas, scene, scene.headline, frame.lang, frame.today)


def _plain(text: str) -> str:
    """A text that a label shows as it is."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()#+-.!|~<>:$" else sign for sign in text[:60])


def _key(draft: StoryDraft, name: str) -> str:
    """Name of a field of the scene at hand; another after its value came from elsewhere."""
    return f"{name}_{draft.shown}_{draft.chosen}"


def _text(draft: StoryDraft, words: dict[str, str], lang: str, label: str, name: str) -> None:
    key = _key(draft, name)

    def take() -> None:
        words[lang] = st.session_state[key].strip()
        draft.changed()

    st.text_input(label, words[lang], key=key, on_change=take)


def _part(draft: StoryDraft, raw: dict[str, Any], part: str, lang: str, label: str) -> None:
    """One of a scene's texts; a text that is empty in both languages is left out."""
    key = _key(draft, f"story_{part}_{lang}")

    def take() -> None:
        words = {**dict.fromkeys(LANGUAGES, ""), **raw.get(part, {})}
        words[lang] = st.session_state[key].strip()
        if part == "headline" or any(words.values()):
            raw[part] = words
        else:
            raw.pop(part, None)
        draft.changed()

    value = raw.get(part, {}).get(lang, "")
    st.text_area(label, value, key=key, height=_HEIGHTS[part], on_change=take)


def _references(frame: Frame, scene: Scene) -> None:
    """A figure of the scene as the reference that a sentence takes."""
    view = scene_view(frame.atlas, scene, frame.lang)
    shown = frame.atlas.targets.loc[list(show(frame.atlas, view, scene.page, frame.today).targets)]
    names = {
        str(row["target_id"]): f"{place_name(row['adcode'], frame.lang)} · {figure_of(row, frame.lang)} · {row['deadline'] or ''}"
        for _, row in shown.iterrows()
    }  # fmt: skip
    left, right = st.columns([1, 1], vertical_alignment="bottom")
    chosen = left.selectbox(
        frame.t("A figure for a sentence"), list(names), index=None, key=f"story_figure_{scene.id}",
        format_func=lambda name: names.get(name, name),
        help=frame.t("A reference is filled from the data, so that the sentence never goes stale."),
    )  # fmt: skip
    if chosen:
        right.code(f"{{{chosen}.value}}", language=None)


def _points(frame: Frame, draft: StoryDraft, raw: dict[str, Any], scene: Scene) -> None:
    """What the scene points at, and what it draws where there is a choice."""
    shown = show(frame.atlas, scene_view(frame.atlas, scene, frame.lang), scene.page, frame.today)
    figures = frame.atlas.targets.loc[list(shown.targets)]
    if scene.page in ("map", "indicator"):
        codes = dict.fromkeys(figures["adcode"])
        _spotlight(frame, draft, raw, "regions", codes, lambda code: place_name(code, frame.lang))
    elif scene.page == "timeline":
        plans = dict.fromkeys(figures["plan_id"])
        _spotlight(frame, draft, raw, "plans", plans, lambda plan: _plan_title(frame, plan))
    else:
        names = dict.fromkeys(figures["indicator"])
        _spotlight(
            frame, draft, raw, "indicators", names,
            lambda name: indicator_name(frame.atlas, name, frame.lang),
        )  # fmt: skip
    if scene.page == "compare":
        codes = dict.fromkeys(figures["adcode"])
        _spotlight(
            frame, draft, raw, "regions", codes, lambda code: place_name(code, frame.lang),
            help=frame.t("With indicators and regions, the cells where they meet stand out."),
        )  # fmt: skip
    if scene.page == "map":
        _years(frame, draft, raw)
    if scene.page == "indicator":
        _chart(frame, draft, raw)


def _plan_title(frame: Frame, plan: str) -> str:
    known = frame.atlas.plan_by_id.get(plan)
    return pick(frame.lang, known.title, known.title_en) if known else plan


def _spotlight(
    frame: Frame, draft: StoryDraft, raw: dict[str, Any], kind: str,
    options: Iterable[str], words: Callable[[str], str], help: str | None = None,
) -> None:  # fmt: skip
    light = raw.get("spotlight", {})
    lit = [str(name) for name in light.get(kind, [])]
    key = _key(draft, f"story_{kind}")

    def take() -> None:
        chosen = list(st.session_state[key])
        if chosen == lit:
            return
        rest = {name: value for name, value in light.items() if name != kind and value}
        raw["spotlight"] = {**rest, kind: chosen} if chosen else rest
        if not raw["spotlight"]:
            del raw["spotlight"]
        draft.changed()

    st.multiselect(
        frame.t(_LIT[kind]), list(dict.fromkeys([*lit, *options])), lit, key=key,
        format_func=words, on_change=take, help=help,
    )  # fmt: skip


def _years(frame: Frame, draft: StoryDraft, raw: dict[str, Any]) -> None:
    run = frame.atlas.known_years
    years = raw.get("years", {})
    key, span = _key(draft, "story_run"), _key(draft, "story_years")

    def take() -> None:
        if st.session_state[key]:
            first, last = st.session_state.get(span, (run[0], run[-1]))
            raw["years"] = {"first": first, "last": last}
        else:
            raw.pop("years", None)
        draft.changed()

    if len(run) < 2:
        return
    st.toggle(frame.t("Run through the years"), bool(years), key=key, on_change=take)
    if years:
        ends = [min(max(int(years[end]), run[0]), run[-1]) for end in ("first", "last")]
        st.slider(
            frame.t("Years"), run[0], run[-1], (ends[0], ends[1]), key=span, on_change=take,
            label_visibility="collapsed",
        )  # fmt: skip


def _chart(frame: Frame, draft: StoryDraft, raw: dict[str, Any]) -> None:
    key = _key(draft, "story_chart")
    names = {"bars": frame.t("ranked bars"), "paths": frame.t("promised beside reported")}

    def take() -> None:
        if st.session_state[key] == "paths":
            raw["chart"] = "paths"
        else:
            raw.pop("chart", None)
        draft.changed()

    st.segmented_control(
        frame.t("Chart"), list(names), default=raw.get("chart", "bars"), required=True, key=key,
        format_func=names.__getitem__, on_change=take,
    )  # fmt: skip
