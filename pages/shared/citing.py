"""Citations to copy: of the figure whose evidence is open, and of the view that is exported."""

from __future__ import annotations

from functools import partial

import streamlit as st

from exports.citations.references import Reference, references_of_figure
from exports.kind import Taken
from exports.offers.citations import view_citation, written
from language.catalogue import mark
from pages.shared.downloads import download_button, say_failures
from pages.shared.frame import Frame

_TEXTS = {"gbt7714": "GB/T 7714", "apa": "APA"}
_FILES = {
    "bibtex": ("BibTeX", "bib", "application/x-bibtex"),
    "ris": ("RIS", "ris", "application/x-research-info-systems"),
}
CITE = mark("Cite")


def cite_figure(frame: Frame, target_id: str) -> None:
    """Folded: the figure's plan and where it was read, as text to copy and as files."""
    fold = st.expander(
        frame.t(CITE), icon=":material/format_quote:", key=f"cite_{target_id}", on_change="rerun"
    )
    if not fold.open:
        return
    references = references_of_figure(frame.atlas, target_id, frame.lang)
    with fold:
        for form, name in _TEXTS.items():
            st.caption(name)
            st.code(written(references, form, frame.lang).strip(), language=None, wrap_lines=True)
        with st.container(horizontal=True, gap="small"):
            for form, (name, extension, mime) in _FILES.items():
                download_button(
                    frame, name, partial(_file, references, form, frame.lang),
                    f"{target_id}.{extension}", mime, icon=":material/download:",
                    key=f"cite_{target_id}_{form}",
                )  # fmt: skip
        say_failures(frame, f"cite_{target_id}")


def cite_view(frame: Frame, taken: Taken) -> None:
    """Folded: the view itself as a citation to copy."""
    fold = st.expander(
        frame.t("Cite this view"), icon=":material/format_quote:",
        key=f"cite_{taken.shown.page}", on_change="rerun",
    )  # fmt: skip
    if fold.open:
        for form, name in _TEXTS.items():
            fold.caption(name)
            fold.code(
                view_citation(frame.atlas, taken, form).strip(), language=None, wrap_lines=True
            )


def _file(references: list[Reference], form: str, lang: str) -> bytes:
    return written(references, form, lang).encode()
