"""Colours that can be told apart: contrast of marks, and classes with every kind of colour vision."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from analysis.palette import DARK, LIGHT, Palette

#: How linear RGB looks without one kind of cones, by Machado, Oliveira and Fernandes (2009,
#: severity 1.0), and without colour at all: the luminance.
VISION = {
    "ordinary": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
    "achromatopsia": [[0.2126, 0.7152, 0.0722]] * 3,
}
THEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def linear(colour: str) -> np.ndarray:
    """The colour as linear RGB, by sRGB's own curve."""
    part = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """WCAG's contrast of two colours, from 1 to 21."""
    low, high = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def lightness(colour: str, vision: str) -> float:
    """CIE L* of a colour as somebody with this vision sees it, from 0 to 100."""
    seen = np.clip(np.array(VISION[vision]) @ linear(colour), 0, 1)
    luminance = float(seen @ [0.2126, 0.7152, 0.0722])
    cube = luminance > (6 / 29) ** 3
    return 116 * (luminance ** (1 / 3) if cube else luminance * (29 / 6) ** 2 / 3 + 4 / 29) - 16


@THEMES
def test_marks_that_mean_something_stand_out_from_the_page(colours: Palette):
    marks = ("border", "hatch", "accent", "warn", "bar", "bar_soft", "muted", "ink")
    pale = {name: round(contrast(getattr(colours, name), colours.page), 2) for name in marks}
    pale |= {region: round(contrast(region, colours.page), 2) for region in colours.regions}
    assert {name: ratio for name, ratio in pale.items() if ratio < 3} == {}
    # Hatching stands on the grey of a province without a figure.
    assert contrast(colours.hatch, colours.blank) > 3


@THEMES
def test_text_can_be_read(colours: Palette):
    for ground in (colours.page, colours.band):
        assert contrast(colours.ink, ground) > 7
        for text in (colours.muted, colours.accent, colours.warn):
            assert contrast(text, ground) >= 4.5
    assert contrast(colours.ink, colours.bar_soft) > 4.5  # figures inside a bar of the timeline


@pytest.mark.parametrize("vision", VISION)
@THEMES
def test_classes_keep_their_order_with_every_colour_vision(colours: Palette, vision: str):
    steps = [lightness(colour, vision) for colour in (colours.blank, *colours.classes)]
    apart = [abs(after - before) for before, after in pairwise(steps)]
    assert steps in (sorted(steps), sorted(steps, reverse=True))
    assert min(apart) >= 8.5
    # Provinces and cities share a chart of bars.
    assert abs(lightness(colours.bar, vision) - lightness(colours.bar_soft, vision)) > 12
