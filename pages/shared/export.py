"""The button that takes what is on the screen along: Excel and CSV, made when asked for."""

from __future__ import annotations

import streamlit as st

from analysis.shown import shown_targets
from analysis.words import indicator_name
from exports.table import csv_bytes, export_table
from exports.workbook import Cover, workbook
from pages.shared.frame import Frame

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export_button(frame: Frame, page: str, title: str, subtitle: str) -> None:
    """One button with the kinds of files; an empty view exports nothing and says why."""
    view = frame.view
    names = {
        "map": frame.t("Map"),
        "timeline": frame.t("Timeline"),
        "compare": frame.t("Compare"),
        "indicator": frame.t("Indicator"),
        "plans": frame.t("Plans"),
        "plan": frame.t("Plan"),
    }
    parts = [names[page], frame.today.isoformat()]
    if page in ("map", "indicator"):
        parts.insert(0, indicator_name(frame.atlas, view.indicator, frame.lang))
        parts.insert(1, str(view.deadline or frame.t("any")))
    stem = "_".join(part.replace("/", "-").replace(" ", "_") for part in parts)
    cover = Cover(title, subtitle, f"{page}?{view.query_string()}", frame.today)

    def excel() -> bytes:
        """The workbook of what the page shows."""
        return workbook(frame.atlas, shown_targets(frame.atlas, view, page), cover, frame.lang)

    def plain() -> bytes:
        """The same figures as CSV."""
        rows = shown_targets(frame.atlas, view, page)
        return csv_bytes(export_table(frame.atlas, rows, frame.lang), frame.lang)

    with st.popover(frame.t("Export"), icon=":material/download:", width="stretch"):
        count = len(shown_targets(frame.atlas, view, page))
        if not count:
            st.caption(frame.t("This view shows no figures, so there is nothing to export."))
            return
        st.caption(frame.count(count, "figure"))
        st.download_button(
            frame.t("Excel with native charts"), excel, f"{stem}.xlsx", _XLSX,
            icon=":material/table_chart:", on_click="ignore", width="stretch",
        )  # fmt: skip
        st.download_button(
            "CSV", plain, f"{stem}.csv", "text/csv",
            icon=":material/csv:", on_click="ignore", width="stretch",
        )  # fmt: skip
