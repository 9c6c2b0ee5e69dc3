"""Curation: what was searched, what is still open, which sources disagree, what was left out."""

from html import escape

import streamlit as st

from analysis.coverage import families, open_cells
from analysis.curation_tables import cells_without_figure, left_out
from pages.shared.coverage import coverage_legend, coverage_table
from pages.shared.evidence import evidence_dialog, figure_block
from pages.shared.export import export_button
from pages.shared.frame import open_page, page_title, title_row

frame = open_page()
curation = frame.atlas.curation
conflicts = frame.atlas.figures(frame.atlas.disputed)
cells = open_cells(frame.atlas)
with title_row():
    page_title(
        frame,
        frame.t(
            "{open} of {all} cells of province and sector have no figure yet",
            open=len(cells), all=31 * len(families(frame.atlas.collection)),
        ),
        frame.t("What was searched and when, which documents disagree, and what was left out and why"),
    )  # fmt: skip
    export_button(frame, "curation")
names = {
    "coverage": frame.t("Coverage"),
    "conflicts": frame.t("Conflicts ({count})", count=len(conflicts)),
    "rejected": frame.t("Left out ({count})", count=len(curation.rejected)),
}
st.segmented_control(
    frame.t("Part"), list(names), format_func=names.__getitem__, required=True,
    label_visibility="collapsed", **frame.bound("tab"),
)  # fmt: skip
if frame.view.tab == "coverage":
    st.html(coverage_legend(frame))
    left, right = st.columns([1, 1.15], gap="large")
    left.html(coverage_table(frame, families(frame.atlas.collection)))
    table = cells_without_figure(frame.atlas, frame.lang)
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    right.html(f'<h2 class="part">{escape(frame.t("Cells without a figure"))}</h2>')
    right.dataframe(rows, hide_index=True, height=620)
elif frame.view.tab == "conflicts":
    if not conflicts:
        st.html(f'<div class="empty">{escape(frame.t("No two documents disagree."))}</div>')
    for row in conflicts:
        st.html(figure_block(frame, row, with_region=True))
else:
    table = left_out(frame.atlas, frame.lang)
    st.dataframe(
        [dict(zip(table.columns, row, strict=True)) for row in table.rows],
        hide_index=True,
        height=640,
        column_config={frame.t("page"): st.column_config.LinkColumn(width="small")},
    )
evidence_dialog(frame)
