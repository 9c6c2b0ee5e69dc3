"""Which part of a thing a clause covers (口径), read from the clause's words."""

from __future__ import annotations

import re
from collections import defaultdict

from loaders.models import Collection

#: Words that name a term of the controlled list of scopes.
_WORDS = {
    "driven": "带动(?:相关)?产业|带动.{0,4}规模",
    "related": "(?<!带动)相关产业|关联产业",
    "core": "核心(?:产业|企业|基础)",
    "revenue": "营业?收入?|营收|(?:业务|销售|主营)收入",
    "output_value": "产值",
    "value_added": "增加值",
    "above_designated": "规模以上|规上",
    "chain_leader": "链主",
    "head": "头部企业",
    "ecosystem": "生态(?:主导)?型",
    "leading": "龙头|领军|骨干",
    "unicorn": "独角兽",
    "high_tech": "高新技术企业",
    "specialised": "专精特新|小巨人",
    "foundation": "(?:通用|基础)大模型",
    "vertical": "(?:行业|垂直|垂类|领域)[^,]{0,4}模型",
    "benchmark": "标杆|典型|示范",
    "park": "产业园",
    "cluster": "集聚区|集群|聚集区",
    "sample": "样本数据集",
    "brand": "品牌",
    "international_standards": "国际标准",
    "national_standards": "国家标准",
    "new": "新建|新增|新推广|净增",
    "industry": "工业",
    "agriculture": "农业",
    "tertiary": "服务业",
    "each_branch": "各行业",
    "intelligent": "智能算力|智算",
    "public": "公共算力|可调度|统一调度",
    "fp16": "FP16|半精度",
    "fp32": "FP32|单精度",
}
_PATTERNS = {scope: re.compile(words) for scope, words in _WORDS.items()}


class ScopeReader:
    """Reads scopes from clauses; proposes only those that the indicator has in the collection."""

    def __init__(self, collection: Collection) -> None:
        self._used: dict[str, set[str]] = defaultdict(set)
        for plan in collection.plans:
            for target in plan.targets:
                self._used[target.indicator] |= set(target.scope)
        self._order = list(collection.scopes)

    def read(self, indicator: str | None, clause: str) -> tuple[str, ...]:
        """The scopes that the clause names, in the order of the controlled list."""
        named = self._used.get(indicator or "", set())
        return tuple(
            scope
            for scope in self._order
            if scope in named and scope in _PATTERNS and _PATTERNS[scope].search(clause)
        )
