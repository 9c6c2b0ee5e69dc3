"""What is typed finds what was written, however either is spelt."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from analysis.search import fold, fold_each

#: Letters that have plainer forms, those that join with others, and some that have neither.
TEXTS = st.text(
    st.one_of(
        st.sampled_from("ＡＩ：，①㎡﷼ﬁßéと゛か\u3099e\u0301\u1100\u1161—–四川 \n"), st.characters()
    )
)


@given(st.lists(TEXTS.filter(lambda text: "\0" not in text), max_size=5))
@example([])
@example(["", ""])
@example(["か", "\u3099"])
def test_many_texts_are_folded_as_each_alone(texts):
    assert fold_each(texts) == [fold(text) for text in texts]
