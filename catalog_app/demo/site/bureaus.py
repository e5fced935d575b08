"""Which invented bureau of the demonstration county publishes each domain."""

from __future__ import annotations

_BUREAUS = {
    "major_construction_projects": "敦化市发展和改革局",
    "public_resource_trading": "敦化市政务服务和数字化建设管理局",
    "budget_final_accounts": "敦化市财政局",
    "work_safety": "敦化市应急管理局",
    "tax_administration": "国家税务总局敦化市税务局",
    "land_expropriation_compensation": "敦化市自然资源局",
    "state_owned_land_housing_expropriation": "敦化市住房和城乡建设局",
    "affordable_housing": "敦化市住房和城乡建设局",
    "rural_dilapidated_housing": "敦化市住房和城乡建设局",
    "ecological_environment": "延边州生态环境局敦化市分局",
    "public_culture": "敦化市文化广播电视和旅游局",
    "public_legal_services": "敦化市司法局",
    "poverty_alleviation": "敦化市农业农村局",
    "disaster_relief": "敦化市应急管理局",
    "food_drug": "敦化市市场监督管理局",
    "urban_enforcement": "敦化市城市管理行政执法局",
    "employment": "敦化市人力资源和社会保障局",
    "social_insurance": "敦化市人力资源和社会保障局",
    "social_assistance": "敦化市民政局",
    "elderly_care": "敦化市民政局",
    "household_registration": "敦化市公安局",
    "agricultural_subsidies": "敦化市农业农村局",
    "compulsory_education": "敦化市教育局",
    "health": "敦化市卫生健康局",
    "municipal_services": "敦化市住房和城乡建设局",
    "spatial_planning": "敦化市自然资源局",
    "village_affairs": "敦化市官地镇演示村村民委员会",
    "community_affairs": "敦化市胜利街道演示社区居民委员会",
}


def bureau(domain_code: str) -> str:
    """The publisher's name for a domain; a domain added later gets the government office."""
    return _BUREAUS.get(domain_code, "敦化市人民政府办公室")
