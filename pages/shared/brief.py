"""A region's brief to take along: one page, as PowerPoint or PDF, made when asked for."""

from __future__ import annotations

from functools import partial

import streamlit as st

from exports.offers.briefs import FORMS, brief_name
from pages.shared.basket import template_for, template_help
from pages.shared.downloads import download_button, say_failures
from pages.shared.fold import flap
from pages.shared.frame import Frame


def brief_button(frame: Frame, adcode: str) -> None:
    """One button, with a button for each kind of file."""

    def choices(frame: Frame) -> None:
        with st.container(horizontal=True, gap="small"):
            for form in FORMS:
                download_button(
                    frame, form.label,
                    partial(form.make, frame.atlas, adcode, frame.lang, frame.today, template_for(form.extension)),
                    brief_name(adcode, frame.lang, frame.today, form.extension), form.mime,
                    icon=f":material/{form.icon}:",
                    key=f"brief_{adcode}_{form.extension}", help=template_help(frame, form.extension),
                )  # fmt: skip
            say_failures(frame, f"brief_{adcode}")

    label = frame.t("Brief on one page")
    flap(frame, "brief", label, choices, sign="take", quiet=True)
