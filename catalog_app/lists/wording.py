"""The lists' terms as screens and files say them."""

from __future__ import annotations

KIND_NAMES = {"power": "权责清单", "service": "公共服务清单", "matter": "办事服务事项"}
STATE_NAMES = {"previewed": "待核对", "current": "现行版本", "superseded": "旧版本"}
HOW_NAMES = {
    "name": "与标准指引事项同名",
    "words": "名称里写明了领域",
    "near": "与标准指引事项相近，请核对",
    "owner": "按实施主体推测，请核对",
    "none": "没有认出",
    "chosen": "已人工确定",
}
COVER_NAMES = {"chosen": "人工确定", "same": "名称相同", "near": "名称相近"}
COVERAGE = {
    "covered": "目录里已有",
    "missing": "目录里没有",
    "unplaced": "没有认出领域",
    "elsewhere": "不属于任何领域",
}
