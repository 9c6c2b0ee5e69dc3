"""What a page shows, as data: its charts and tables with their words, for any room that draws them.

Pages, workbooks, decks and pictures are made from the same exhibits, so that what is taken along
is what was on the screen: the same figures, order, measure, caveats and language.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analysis.comparability import Reason
from analysis.map_states import MapAnswer


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure of a bar chart, or the empty place of a region that has none.

    ``low`` and ``high`` are in the exhibit's unit: equal for a single number, one of them None
    for an open end, both None where there is no bar (a rank, or no figure). ``text`` is the figure
    in words, or why there is none; ``note`` what went into the measure (GDP 2024: ...);
    ``reasons`` what to mind beside the others of the chart; ``best`` and ``worst`` its place,
    unequal where ranges overlap or tie; ``moved`` the places gained (+) or lost (−) against the
    ranking by amount, None where that says nothing.
    """

    target_id: str | None
    adcode: str
    level: str
    region: str
    label: str
    text: str
    comparator: str | None
    low: float | None
    high: float | None
    deadline: str = ""
    draft: bool = False
    note: str = ""
    reasons: tuple[Reason, ...] = ()
    best: int | None = None
    worst: int | None = None
    moved: int | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A figure that may not stand in the chart, and why, in words."""

    target_id: str
    why: str


@dataclass(frozen=True, slots=True)
class BarsExhibit:
    """Comparable figures as ranked bars, the largest first.

    ``name`` says what is counted (indicator with scope and part); ``title`` the finding;
    ``subtitle`` what exactly is drawn. ``by_region``: colours tell regions apart (at most six,
    in the order of ``regions``); otherwise provinces from cities. ``caveats`` are sentences.
    """

    key: str
    name: str
    title: str
    subtitle: str
    unit: str
    bars: tuple[Bar, ...]
    regions: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def by_region(self) -> bool:
        """Whether colours tell regions apart."""
        return bool(self.regions)

    @property
    def targets(self) -> list[str]:
        """Ids of the figures drawn, in order."""
        return [bar.target_id for bar in self.bars if bar.target_id]


@dataclass(frozen=True, slots=True)
class MapLabel:
    """A class or a state of the map's legend. ``number`` counts the classes from 0; a state that
    is not a value has None. ``state`` is a value of :class:`analysis.map_states.State`.
    """

    state: str
    number: int | None
    words: str
    provinces: int


@dataclass(frozen=True, slots=True)
class MapExhibit:
    """The map of one indicator: states and values per region, and its legend in words."""

    key: str
    name: str
    title: str
    subtitle: str
    unit: str
    answer: MapAnswer
    legend: tuple[MapLabel, ...]

    @property
    def targets(self) -> list[str]:
        """Ids of the figures that the map has a value or a pattern for."""
        ids = [*self.answer.provinces["target_id"], *self.answer.cities["target_id"]]
        return [str(name) for name in ids if name is not None]


@dataclass(frozen=True, slots=True)
class Milestone:
    """What is due on one day of a lane: the targets, and the first figure in words."""

    day: date
    text: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """One plan on the time axis. ``end`` is its last deadline, None where it names none; ``dated``
    is False where only the plan's period is known; ``group`` is the heading it stands under.
    """

    plan_id: str
    group: str
    region: str
    label: str
    start: date
    end: date | None
    dated: bool
    expired: bool
    status: str
    milestones: tuple[Milestone, ...]


@dataclass(frozen=True, slots=True)
class TimelineExhibit:
    """Plans as lanes, in the order in which they stand; ``undated`` names those without a place."""

    key: str
    name: str
    title: str
    subtitle: str
    lanes: tuple[Lane, ...]
    today: date
    undated: tuple[str, ...] = ()

    @property
    def targets(self) -> list[str]:
        """Ids of the targets that have a milestone."""
        return [name for lane in self.lanes for point in lane.milestones for name in point.targets]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One group of comparable figures: ``cells`` holds for each column's adcode the target ids,
    earliest deadline first (an empty tuple where there is none); ``apart`` why it stands alone.
    """

    name: str
    indicator: str
    scope: str
    si_unit: str
    cells: tuple[tuple[str, ...], ...]
    apart: str = ""


@dataclass(frozen=True, slots=True)
class MatrixExhibit:
    """Indicators (rows) by regions (columns, adcodes with their names)."""

    key: str
    name: str
    title: str
    subtitle: str
    adcodes: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]

    @property
    def targets(self) -> list[str]:
        """Ids of all figures, row by row."""
        return [name for row in self.rows for cell in row.cells for name in cell]


@dataclass(frozen=True, slots=True)
class Point:
    """A milestone or a reported result of a path, in the exhibit's unit, at a year with fraction.

    ``target_id`` is None for a reported result (``observed``) or a stated baseline.
    """

    when: date
    low: float | None
    high: float | None
    text: str
    observed: bool
    target_id: str | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """One region's figures of one group in the order of their dates."""

    adcode: str
    region: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class PathsExhibit:
    """Milestones joined as paths, with what was reported on the way."""

    key: str
    name: str
    title: str
    subtitle: str
    unit: str
    paths: tuple[Path, ...]

    @property
    def targets(self) -> list[str]:
        """Ids of the targets on the paths."""
        return [p.target_id for path in self.paths for p in path.points if p.target_id]


Exhibit = BarsExhibit | MapExhibit | TimelineExhibit | MatrixExhibit | PathsExhibit


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table of what is no figure: headings, and rows of texts, numbers and addresses."""

    key: str
    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """All that a page shows for a view.

    ``finding`` and ``subtitle`` stand on top of the page; ``filters`` says in words what is
    filtered; ``targets`` are the figures shown, in the page's order; ``undrawn`` those that belong
    to the question but are left out of every chart, with the reason; ``tables`` hold what is no
    figure.
    """

    page: str
    finding: str
    subtitle: str
    filters: tuple[str, ...]
    targets: tuple[str, ...]
    exhibits: tuple[Exhibit, ...]
    undrawn: tuple[LeftOut, ...] = ()
    tables: tuple[PlainTable, ...] = ()
