"""Does a quantity read like a promise? Tells targets from news, results and headings."""

from __future__ import annotations

import re
from enum import StrEnum

from loaders.drafting.mentions import Mention

#: What a number of says how a text is built, or who takes part: 7个方面, 14条, 8个部门.
_STRUCTURE = re.compile(
    r"^(?:以上)?(?:左右)?的?(?:重点)?(?:方面|章|条款|序言|附件|环节|层级|层面|维度|阶段|步骤|部分|任务|主攻方向|方向|"
    r"关键[”\"]|基础[”\"]|核心功能|行动|举措|措施|国家(?!级|重点|实验|标准)|部门|单位|子公司|行业的|行业领域|大类|类别|问题|主体|统一|抽样|批次|"
    r"原则|办法|议题|会场|论坛|环节)"
)
_PROMISE = re.compile(
    r"力争|目标|打造|培育|引育|引进|建成|建设|形成|实现|达到|达|新增|新建|推动|推进|制定|攻克|保持|不少于|不低于|不得"
    r"|覆盖|设立|支持|突破|取得|集聚|完成|提升|提高|增长|布局|开展|落地|搭建|组织|推广|发展|倍增|翻番|建立|部署|累计|孵化"
    r"|计划|预期|开放|遴选|认定|普及率|占比|比重|增速|规模|总量|数量"
)
#: Reports: what was reached, counted, traded, shown or ruled, and is no promise.
_REPORT = re.compile(
    r"已(?!标注|有|获得一定)|截至|据统计|据悉|数据显示|同比|去年|上年|比上年|融资|估值|投资者|税率|罚款|专利申请|论文|参展|参会"
    r"|亮相|召开|共有|目前共?有|目前已|近年来|公布的数据|观众|听众|嘉宾|人次|发布了|完成了|增长了|共计|投资机遇|供需信息|被誉为"
    r"|裁定|欧盟|欧委会|限量|序言|入选|意向订单|发明|第[0-9一二三四五六七八九十]+届|[0-9]月[0-9]+日|1-[0-9]{1,2}月|家公司|显示,"
    r"|报道|零售|晶圆|美元|欧元|成立于|共同参与|编写|发布[0-9]+[款条]|合成|公司|工程”"
)
_PAST = re.compile(r"截至|同比|融资|估值|美元|欧元|GDP的[0-9]")
_FUTURE = re.compile(
    r"(?:(?<!年)到|(?<!年)至|力争|争取|确保|计划)[^。;]{0,6}20[0-9]{2}年|20[0-9]{2}年(?:底|末)|“?十[四五]五”?(?:末|期末|时期|期间)"
)
_GRANT = re.compile(r"给予|扶持|(?<!反)补贴|补助|奖励|资助")
_RULE = re.compile(r"不得|时限|期限|答复时间|办理时间|应当")


class Reading(StrEnum):
    """What a quantity seems to be; the first three are the kinds of targets."""

    TARGET = "target"
    INCENTIVE = "incentive"
    STANDARD = "standard"
    OTHER = "other"


def read_kind(
    text: str, mention: Mention, clause: tuple[int, int], opening: int, *, governed: bool
) -> Reading:
    """What the quantity at ``mention`` seems to be.

    Args:
        text: the flow's text.
        mention: the quantity.
        clause: span of its clause.
        opening: where its sentence begins.
        governed: whether a deadline is stated for it.
    """
    if _STRUCTURE.match(text[mention.end : mention.end + 12]):
        return Reading.OTHER
    own = text[clause[0] : clause[1]]
    leading = text[opening : clause[1]]
    if _GRANT.search(own) and mention.value.family in ("money", "share"):
        return Reading.INCENTIVE
    promised = bool(_FUTURE.search(leading)) and not _PAST.search(own)
    if not promised and (_REPORT.search(leading) or not (_PROMISE.search(leading) or governed)):
        return Reading.OTHER
    return Reading.STANDARD if _RULE.search(own) else Reading.TARGET
