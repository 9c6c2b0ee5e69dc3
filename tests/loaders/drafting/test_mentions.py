"""Quantities, deadlines and clauses as plans write them, on short quotations of sources."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.drafting.deadlines import Deadlines
from loaders.drafting.flow import one_line, read_flow
from loaders.drafting.mentions import find_mentions
from loaders.drafting.titles import Titles


def values(text: str) -> list[str]:
    return [mention.value.text for mention in find_mentions(read_flow(text).text)]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("核心产业规模突破3000亿元", ["> 3000 亿元"]),
        ("企业数量超2000家", ["> 2000 家"]),
        ("湖南全省智能算力达到 3600PFlops", ["3600 PFLOPS"]),
        ("培育2-3家有全国影响力的生态主导型企业", ["2-3 家"]),
        ("打造 3—5 个产业发展集聚区", ["3-5 个"]),
        ("支持建设 5家左右省级人工智能产业园", ["约 5 家"]),
        ("参与制定国际标准 10项以上", [">= 10 项"]),
        ("移动物联网终端连接数力争突破 36亿", ["> 36 亿个"]),
        ("其中 4G/5G物联网终端连接数占比达到 95%", ["95 %"]),
        ("智能算力规模实现全国第一、全球领先", ["第 1 名"]),
        ("数字经济核心产业增加值实现倍增", ["x2"]),
        ("数据交易规模增长1倍", ["x2"]),
        ("大数据与实体经济深度融合水平达56以上", [">= 56 点"]),
        ("三次产业规模以上企业实现大数据深度融合改造全覆盖", ["100 %"]),
        ("保存期限不得少于 20 年", [">= 20 年"]),
        ("保持有条件开放申请答复时间在5个工作日以内", ["<= 5 个工作日"]),
        ("组织开展不少于一次综合评估评价", [">= 1 次"]),
        ("平均每万人拥有5G基站数达到25个以上", [">= 25 个/万人"]),
        ("在用数据中心达到 40 万标准机架", ["40 万架"]),
        ("算力规模力争达到3000P", ["3000 PFLOPS"]),
        ("突破50项关键核心技术", ["50 项"]),
        ("突破100项以上关键技术", [">= 100 项"]),
        ("相关产业规模分别超过350亿元和2000亿元", ["> 350 亿元", "> 2000 亿元"]),
        ("带动相关产业规模超万亿元", ["> 1 万亿元"]),
        ("實現百家行業骨幹企業集聚", ["100 家"]),
        ("比重较2020年提高5个百分点", ["5 个百分点"]),
        ("全省數字經濟增加值達2.6萬億元以上", [">= 2.6 万亿元"]),
        ("人工智能產(chǎn)業(yè)規(guī)模達到1,500億元", ["1500 亿元"]),
        # What is no quantity of the house's: years, order, names, other money.
        ("到2025年，第二批8部门印发第37期《元宇宙三年行动计划》", []),
        ("01元宇宙产业；5G网络；2023元宇宙大会；三次产业；第十七次会议；四个月", []),
        ("融资5亿美元，罚款3500万欧元", []),
        ("形成千亿级产业集群，引育50亿元企业", []),
    ],
)
def test_quantities_as_plans_write_them(clause: str, expected: list[str]) -> None:
    assert values(clause) == expected


@pytest.mark.parametrize(
    ("text", "figure", "expected"),
    [
        ("到2025年，产业规模达到100亿元", "100", "2025"),
        ("到2023年，达50%以上；到2025年，力争达55%", "55", "2025"),
        ("2025年6月底前，建成3个平台", "3个", "2025-06"),
        ("2025年6月30日前，建成3个平台", "3个", "2025-06-30"),
        ("“十四五”末，占比达到45%", "45", "2025"),
        ("较2020年提高5个百分点", "5个", None),
        ("2024年9月4日，某厅印发文件，建成3个平台", "3个", None),
        ("某省行动计划（2024—2026年）\n一、目标\n建成3个平台", "3个", "2026"),
        ("某市公共数据开放2023年度重点工作安排\n建设100个数据集", "100", "2023"),
        ("主要目标（到2027年）：\n1.规模\n到2027年：\n2.平台\n建成3个平台", "3个", "2027"),
        ("到2025年，建成9个园区。\n（二）服务\n建成3个平台", "3个", None),
    ],
)
def test_the_deadline_that_governs_a_figure(text: str, figure: str, expected: str | None) -> None:
    flow = read_flow(text).text
    deadline = Deadlines(flow, Titles(flow)).governing(flow.index(figure))
    assert (deadline.date if deadline else None) == expected
    if deadline:
        assert expected[:4] in flow[deadline.start : deadline.end] or "十四五" in flow


def test_hard_line_breaks_and_page_numbers_do_not_cut_a_sentence() -> None:
    text = "培育三百家细分领域的专精特新企业和三百家创新型中\n\n12\n\n小企业，到2025年建成产业园2—\n\n3个。"
    flow = read_flow(text)
    assert "创新型中小企业" in flow.text
    assert values(text)[-1] == "2-3 个"
    assert one_line("创新型中\n\n12\n\n小企业") == "创新型中小企业"
    assert one_line("an AI\nplan") == "an AI plan"


@given(
    st.text(alphabet=st.sampled_from("到年超12３亿万元个家%。，\n \tPFa(（《》計劃第—5“”\u3000\0"))
)
def test_the_flow_keeps_every_offset(text: str) -> None:
    flow = read_flow(text)
    assert len(flow.text) == len(flow.offsets)
    assert list(flow.offsets) == sorted(flow.offsets)
    for mention in find_mentions(flow.text):
        start, end = flow.span(mention.start, mention.end)
        assert 0 <= start < end <= len(text)
