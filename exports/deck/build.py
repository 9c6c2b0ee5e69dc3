"""A deck of views: a title slide, then a slide for each chart of each view, with its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from analysis.atlas import Atlas
from analysis.exhibits import (
    BarsExhibit,
    Exhibit,
    LeftOut,
    MapExhibit,
    MatrixExhibit,
    PathsExhibit,
    Shown,
    TimelineExhibit,
)
from analysis.sources import own_note
from analysis.words import figure_of, place_name, qualified
from exports.deck.bars import BARS_A_SLIDE, MOST_BARS, bars_slides
from exports.deck.gantt import LANES_A_SLIDE, timeline_slides
from exports.deck.paths import PATHS_A_SLIDE, paths_slides
from exports.deck.saving import saved
from exports.deck.stage import MOST_SLIDES, Stage, Words, too_long
from exports.deck.tables import figure_slides, matrix_slides
from exports.deck.template import open_base
from exports.deck.vector_map import map_slide
from exports.kind import CannotExport
from language.catalogue import translate

#: Figures that the notes of each slide name as left out: up to 88 in our own data.
_MOST_LEFT_OUT = 100


@dataclass(frozen=True, slots=True)
class Scene:
    """One view of a deck. ``headline`` and ``notes``, where given, take the place of the finding of
    its first slide and stand before the evidence in the speaker notes; ``address`` is the view's.
    """

    shown: Shown
    address: str = ""
    headline: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class TitlePage:
    """What the title slide says; the lines stand below the title."""

    title: str
    lines: tuple[str, ...] = ()


def deck(
    atlas: Atlas,
    scenes: Sequence[Scene],
    lang: str,
    day: date,
    *,
    template: bytes | None = None,
    title: TitlePage | None = None,
) -> bytes:
    """A PowerPoint file of one view or several.

    Args:
        atlas: where figures and their evidence are looked up.
        scenes: the views, in order.
        lang: "zh" or "en".
        day: the day that the file says it was made on.
        template: the client's .pptx or .potx, whose layouts, colours and typefaces are used.
        title: the title slide's words; made from the views where it is None.

    Raises:
        CannotExport: nothing to show, more slides than a deck can have, or a template that cannot
            be used; the message, in ``lang``, says what to do.
    """
    if not any(scene.shown.exhibits or scene.shown.targets for scene in scenes):
        raise CannotExport(
            translate(lang, "This view shows no figures, so there is nothing to export.")
        )
    if 1 + sum(map(_least_slides, scenes)) > MOST_SLIDES:
        raise too_long(lang)  # before anybody waits for two hundred of them
    stage = Stage(open_base(template, lang), atlas, lang)
    page = title or _title_page(stage, scenes, day)
    stage.cover(page.title, page.lines)
    for scene in scenes:
        add_scene(stage, scene)
    return saved(stage, page.title, day)


def add_scene(stage: Stage, scene: Scene) -> None:
    """Add a view's slides: one or more for each of its charts, or a table of its figures."""
    shown = scene.shown
    remarks = [*shown.filters, *_left_out(stage, shown.undrawn)]
    first = Words(
        scene.headline or shown.finding, shown.subtitle, shown.targets, scene.notes, remarks,
        scene.address,
    )  # fmt: skip
    drawn = [exhibit for exhibit in shown.exhibits if _has_content(exhibit)]
    if not drawn:
        figure_slides(stage, shown.targets, first)
    for number, exhibit in enumerate(drawn):
        words = Words(
            scene.headline if scene.headline and not number else exhibit.title or shown.finding,
            exhibit.subtitle,
            exhibit.targets,
            "" if number else scene.notes,
            remarks if not number else (),
            scene.address,
            isinstance(exhibit, MapExhibit),
        )
        add_exhibit(stage, exhibit, words)


def add_exhibit(stage: Stage, exhibit: Exhibit, words: Words) -> None:
    """Add the slides of one chart or table."""
    if isinstance(exhibit, BarsExhibit):
        # What the view leaves undrawn is said once, though this chart leaves it out as well.
        remarks = dict.fromkeys([*words.remarks, *_left_out(stage, exhibit.left_out)])
        bars_slides(stage, exhibit, replace(words, remarks=list(remarks)))
    elif isinstance(exhibit, MapExhibit):
        map_slide(stage, exhibit, words)
    elif isinstance(exhibit, TimelineExhibit):
        timeline_slides(stage, exhibit, words)
    elif isinstance(exhibit, MatrixExhibit):
        matrix_slides(stage, exhibit, words)
    else:
        paths_slides(stage, exhibit, words)


def _least_slides(scene: Scene) -> int:
    """How many slides a view takes at least: tables may take more."""
    drawn = [exhibit for exhibit in scene.shown.exhibits if _has_content(exhibit)]
    return sum(map(_slides_of, drawn)) if drawn else bool(scene.shown.targets)


def _slides_of(exhibit: Exhibit) -> int:
    if isinstance(exhibit, BarsExhibit):
        return -(-min(len(exhibit.bars), MOST_BARS) // BARS_A_SLIDE)
    if isinstance(exhibit, TimelineExhibit):
        return -(-len(exhibit.lanes) // LANES_A_SLIDE)
    if isinstance(exhibit, PathsExhibit):
        return -(-len(exhibit.paths) // PATHS_A_SLIDE)
    return 1


def _has_content(exhibit: Exhibit) -> bool:
    if isinstance(exhibit, BarsExhibit):
        return bool(exhibit.bars)
    if isinstance(exhibit, TimelineExhibit):
        return bool(exhibit.lanes)
    if isinstance(exhibit, MatrixExhibit):
        return bool(exhibit.rows)
    if isinstance(exhibit, PathsExhibit):
        return any(path.points for path in exhibit.paths)
    return True


def _left_out(stage: Stage, items: Sequence[LeftOut]) -> list[str]:
    """Figures that may not stand in a chart, each with the reason."""
    lines = []
    for item in items[:_MOST_LEFT_OUT]:
        row = stage.atlas.figure(item.target_id)
        name = place_name(str(row["adcode"]), stage.lang)
        what = qualified(stage.atlas, row, stage.lang)
        figure = figure_of(row, stage.lang)
        left = stage.t("Left out")
        lines.append(f"{left}: {name} · {what} {figure}: {item.why}")
    if further := len(items) - len(lines):
        lines.append(
            stage.t(
                "Further figures left out: {count}. The Excel workbook names each.",
                count=further,
            )
        )
    return lines


def _title_page(stage: Stage, scenes: Sequence[Scene], day: date) -> TitlePage:
    """For one view its finding; for several, what they find, one a line."""
    made = stage.t("Made on {date}", date=day.isoformat())
    source, own = stage.t("Policy Target Atlas"), own_note(stage.atlas, stage.lang)
    if len(scenes) == 1:
        shown = scenes[0].shown
        lines = [shown.subtitle, *shown.filters, own, f"{source} · {made}"]
        return TitlePage(scenes[0].headline or shown.finding, tuple(line for line in lines if line))
    title = stage.t("Policy targets: {count} views", count=len(scenes))
    findings = [scene.headline or scene.shown.finding for scene in scenes]
    ends = [line for line in (own, f"{source} · {made}") if line]
    return TitlePage(title, (*findings[:12], *ends))
