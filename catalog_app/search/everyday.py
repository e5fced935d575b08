"""What people say, and what the catalogues call it. Asked only where the people's word finds nothing."""

from __future__ import annotations

OFFICIAL_WORDS = {
    "低保": "最低生活保障",
    "五保": "特困人员",
    "社保": "社会保险",
    "医保": "医疗保险",
    "养老金": "养老保险",
    "退休金": "养老保险",
    "高龄津贴": "老年人补贴",
    "高龄补贴": "老年人补贴",
    "老龄补贴": "老年人补贴",
    "敬老院": "养老机构",
    "养老院": "养老机构",
    "户口": "户籍",
    "上户口": "出生登记",
    "拆迁": "征收",
    "种粮补贴": "耕地地力保护",
    "粮补": "耕地地力保护",
    "地力补贴": "耕地地力保护",
    "农机补贴": "农机购置补贴",
    "公租房": "公共租赁住房",
    "廉租房": "公共租赁住房",
    "上学": "入学",
    "打疫苗": "预防接种",
    "找工作": "岗位信息",
    "失业金": "失业保险",
    "村里的账": "财务",
}


def official(text: str) -> str:
    """The text with each everyday word replaced; the same text where none is in it."""
    for word in sorted(OFFICIAL_WORDS, key=len, reverse=True):
        if word in text:
            return text.replace(word, OFFICIAL_WORDS[word])
    return text
