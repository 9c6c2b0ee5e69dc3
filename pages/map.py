"""Map: which province promised what, by when, and on whose word."""

from functools import partial

import streamlit as st

from analysis.findings import map_finding, map_subtitle
from analysis.hierarchy import beside_nation
from analysis.map_states import map_answer
from analysis.view import OTHER_DEADLINES
from analysis.words import place_name
from pages.shared.card import region_card
from pages.shared.card_table import card_table
from pages.shared.choices import Choice, Entry, Switch
from pages.shared.controls import filters, question
from pages.shared.evidence import evidence_dialog
from pages.shared.export import export_button
from pages.shared.frame import Frame, page_title, title_row
from pages.shared.listing import REGIONS, listed_line
from pages.shared.map_view import listed_rows, listed_words, map_chart
from pages.shared.nation import nation_html
from pages.shared.parts import part, show_page
from pages.shared.story_draft import add_to_story

#: What the row of choices over the map changes; the evidence of a ``target`` stands outside of it.
_ASKED = ("indicator", "scope", "deadline", "announced", "others", "region")


def _page(frame: Frame) -> None:
    with title_row() as row:
        headline = st.container()
        filters(frame, sectors=True, due=False)
        export_button(frame, "map")

    def answer(frame: Frame) -> None:
        """What is asked and what is shown; around it stands what no choice over the map changes."""
        question(frame, map_answer(frame.atlas, frame.view).scope, announced=True)
        part(frame, "regions", regions, ("region", "others"))

    def regions(frame: Frame) -> None:
        with headline:
            page_title(frame, *_words(frame))
        with row:
            add_to_story(frame, "map")
        with st.container(key="map_row", horizontal=True):
            map_chart(frame, height=None, key="map", choices=[_others(frame)])
            if frame.view.region:
                with st.container(height=600, border=False, key="map_side"):
                    region_card(frame)
            else:
                _list(frame)

    part(frame, "answer", answer, _ASKED)
    evidence_dialog(frame)


def _words(frame: Frame) -> tuple[str, str]:
    """Title and subtitle."""
    return frame.kept(
        "map words", lambda: (
            map_finding(frame.atlas, frame.view, map_answer(frame.atlas, frame.view)),
            map_subtitle(frame.atlas, frame.view, map_answer(frame.atlas, frame.view)),
        ),
    )  # fmt: skip


def _others(frame: Frame) -> Switch:
    names = {"mark": frame.t("mark"), "hide": frame.t("leave out")}
    entries = [Entry(name, names[name]) for name in OTHER_DEADLINES[::-1]]
    label, chosen = frame.t("Other deadlines"), frame.view.others
    return Switch("others", label, entries, chosen, lambda name: frame.change(others=name)())


def _list(frame: Frame) -> None:
    """What the map shows as a list, beside the nation's figure."""
    answer = map_answer(frame.atlas, frame.view)
    beside = frame.kept(
        "beside nation", lambda: beside_nation(frame.atlas, frame.view, answer.scope)
    )
    rows = listed_rows(frame, answer)
    nation = nation_html(frame, beside) if beside is not None else ""
    card_table(
        frame.lang,
        frame.t("Figures on this map"),
        [frame.t("Region"), frame.t("Figure"), frame.t("Deadline"), frame.t("Remark")],
        frame.kept("listed words", lambda: listed_words(frame, rows[:REGIONS])),
        "map_side",
        lambda adcode: frame.change(region=adcode)(),
        before=nation + listed_line(frame, len(rows), REGIONS),
        nothing=frame.t("None. Choose another deadline or scope."),
        choices=[
            Choice(
                "region",
                frame.t("Open a region"),
                frame.kept("regions by name", partial(_regions, frame)),
                None,
                lambda adcode: frame.change(region=adcode)(),
                placeholder=frame.t("by name, or click the map"),
            )
        ],
    )


def _regions(frame: Frame) -> list[Entry]:
    other = "zh" if frame.lang == "en" else "en"
    return [
        Entry(adcode, place_name(adcode, frame.lang), place_name(adcode, other))
        for adcode in frame.atlas.region_adcodes()
    ]


show_page(_page)
