"""What is cited: the plan that sets a figure, the document it was read in, the view itself."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.atlas import Atlas
from analysis.exhibits import Shown
from analysis.sources import own_note
from analysis.words import figure_of, place_name, qualified
from exports.kind import Cover
from exports.taking import figures_of
from language.catalogue import pick
from loaders.dates import PartialDate, parse_date
from loaders.models import DocumentKind, Plan

#: Kinds of documents that carry the plan's own text; others are cited beside the plan.
_OFFICIAL = (DocumentKind.PRIMARY, DocumentKind.OFFICIAL_PAGE)
_ATLAS = ("政策目标图谱", "Policy Target Atlas")


@dataclass(frozen=True, slots=True)
class Reference:
    """One work: authors and title in Chinese and English (empty where there is no English form).

    ``issued`` is as exact as it is known, ``read`` the day its page was read; ``note`` says in
    words which figure it is cited for. ``data`` marks a view of this atlas.
    """

    key: str
    authors: tuple[str, ...]
    authors_en: tuple[str, ...]
    title: str
    title_en: str
    number: str = ""
    issued: PartialDate | None = None
    read: PartialDate | None = None
    url: str = ""
    note: str = ""
    data: bool = False


def references_of_figure(atlas: Atlas, target_id: str, lang: str) -> list[Reference]:
    """The plan that sets a figure, and the document where that is not the plan's own text."""
    pair = atlas.target_by_id[target_id]
    row = atlas.figure(target_id)
    name = qualified(atlas, row, lang)
    note = f"{place_name(row['adcode'], lang)}, {name}: {figure_of(row, lang)}. “{row['wording']}”"
    if row["locator"]:
        note += f" ({row['locator']})"
    return _of_plan(atlas, pair.plan, pair.target.document or pair.plan.document, note)


def references_of_view(atlas: Atlas, shown: Shown, cover: Cover) -> list[Reference]:
    """The view itself first, then the plans and documents of its figures in the page's order."""
    found = [view_reference(atlas, shown, cover)]
    for name in figures_of(shown):
        pair = atlas.target_by_id[name]
        document = pair.target.document or pair.plan.document
        found += _of_plan(atlas, pair.plan, document, "")
    return list({item.key: item for item in reversed(found)}.values())[::-1]


def view_reference(atlas: Atlas, shown: Shown, cover: Cover) -> Reference:
    """The view as a data set: its finding, that it holds a reader's own data, the day, and its
    address where that is a whole one.
    """
    day = parse_date(cover.day)
    return Reference(
        f"policy-target-atlas-{shown.page}-{cover.day.isoformat()}",
        (_ATLAS[0],), (_ATLAS[1],),
        f"{_ATLAS[0]}：{shown.finding}{own_note(atlas, 'zh')}",
        f"{_ATLAS[1]}: {shown.finding} {own_note(atlas, 'en')}".strip(),
        issued=day, read=day,
        url=cover.address if cover.address.startswith(("http://", "https://")) else "",
        data=True,
    )  # fmt: skip


def _of_plan(atlas: Atlas, plan: Plan, document_id: str, note: str) -> list[Reference]:
    document = atlas.collection.documents[document_id]
    official = document.kind in _OFFICIAL
    # The page that was read, with the day; a link that nobody read carries no day.
    own_page = official or not plan.url
    url, read = (document.url, document.read) if own_page else (plan.url, None)
    if url == document.url:
        read = document.read
    found = [
        Reference(
            plan.id, plan.issuers, plan.issuers_en, plan.title, plan.title_en, plan.number or "",
            plan.issued or plan.reported, read if url else None, url or plan.url or "", note,
        )
    ]  # fmt: skip
    if not official:
        publisher = (document.publisher,)
        english = (pick("en", document.publisher, document.publisher_en),)
        found.append(
            Reference(
                document_id, publisher, english, document.title, "", "",
                document.date, document.read if document.url else None, document.url or "", note,
            )
        )  # fmt: skip
    return found
