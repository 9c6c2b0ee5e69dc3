"""The line under every chart: the documents that its figures come from, and the note on the map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analysis.atlas import Atlas
from language.catalogue import mark, pick, translate

#: Stands under every map, on the screen and in every file.
MAP_NOTE = mark("The map is an illustration made from open data; its boundaries imply no opinion.")


def ranked_documents(documents: Sequence[str]) -> list[str]:
    """Each document (id) once, those that most figures come from first."""
    return [name for name, _ in Counter(documents).most_common()]


def documents_line(atlas: Atlas, documents: Sequence[str], lang: str) -> str:
    """Names the two documents (ids) that most of the figures come from, counts the others, and says
    where a reader's own data are among the data.
    """
    ranked = ranked_documents(documents)
    known = atlas.collection.documents
    titles = [
        f"{known[name].publisher}《{known[name].title}》"
        if lang == "zh"
        else f"{pick('en', known[name].publisher, known[name].publisher_en)}, {known[name].title}"
        for name in ranked[:2]
    ]
    text = translate(lang, "Sources: ") + translate(lang, "; ").join(titles)
    if len(ranked) > 2:
        text += translate(lang, " and {count} more", count=len(ranked) - 2)
    text += translate(lang, ".")
    note = own_note(atlas, lang)
    return text + ("" if lang == "zh" or not note else " ") + note


def own_note(atlas: Atlas, lang: str) -> str:
    """That the data hold a reader's own file, and its name; empty where they do not."""
    if atlas.own is None:
        return ""
    text = (
        mark("Holds only the reader’s own data ({name}).")
        if atlas.own.alone
        else mark("Holds the reader’s own data ({name}) beside the collection.")
    )
    return translate(lang, text, name=atlas.own.name)
