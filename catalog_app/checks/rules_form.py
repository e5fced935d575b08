"""The form of the rules' presets: a mode a rule, a figure a threshold, and why."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from wtforms import Field, FloatField, IntegerField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.widgets import HiddenInput

from catalog_app.checks.forms import REASON_MAX
from catalog_app.checks.rules import ALL_RULES
from catalog_app.checks.rules.model import Rule
from catalog_app.checks.rules.presets import Presets, Threshold
from catalog_app.checks.services import MODE_NAMES, PresetsDraft, mode_of
from catalog_app.checks.services.decisions import REASON_MIN
from catalog_app.forms import Form


class FigureField(FloatField):
    """A number; shown without needless zeros."""

    def process_formdata(self, valuelist: Iterable[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError("请填写数字。") from None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data:g}"


class PresetsForm(Form):
    """Fields by `mode_field` and `figure_field`; see `presets_form`."""

    based_on = IntegerField("版本", [InputRequired()], widget=HiddenInput())
    note = TextAreaField(
        "为什么改",
        [
            InputRequired("请写明为什么改。"),
            Length(REASON_MIN, REASON_MAX, f"理由应为 {REASON_MIN} 到 {REASON_MAX} 个字。"),
        ],
        description="会记在版本里，各地都能看到。",
        filters=[lambda text: (text or "").strip()],
    )

    def mode(self, rule: Rule) -> Field:
        return self[_mode_name(rule.id)]

    def figure(self, threshold: Threshold) -> Field:
        return self[_figure_name(threshold)]

    def is_wrong(self, rule: Rule) -> bool:
        """Has what was sent for the rule to be corrected?"""
        return any(field.errors for field in (self.mode(rule), *map(self.figure, rule.thresholds)))

    def to_draft(self) -> PresetsDraft:
        figures = {
            each.key: float(self.figure(each).data)
            for rule in ALL_RULES.values()
            for each in rule.thresholds
        }
        modes = {rule.id: self.mode(rule).data for rule in ALL_RULES.values()}
        return PresetsDraft(figures, modes)


def presets_form(presets: Presets) -> PresetsForm:
    """The form, filled with the presets in force where nothing was sent."""
    given: dict[str, Any] = {"based_on": presets.version}
    for rule in ALL_RULES.values():
        given[_mode_name(rule.id)] = mode_of(rule, presets)
        given |= {_figure_name(each): presets[each] for each in rule.thresholds}
    return _form_class()(data=given)


@cache
def _form_class() -> type[PresetsForm]:
    """The form with a field for everything the rules of this version let the province set."""
    fields: dict[str, Any] = {}
    for rule in ALL_RULES.values():
        fields[_mode_name(rule.id)] = SelectField("怎么用", choices=MODE_NAMES)
        fields |= {_figure_name(each): _figure_field(each) for each in rule.thresholds}
    return type("RulesForm", (PresetsForm,), fields)


def _figure_field(threshold: Threshold) -> FigureField:
    least, most = f"{threshold.least:g}", f"{threshold.most:g}"
    unit = f"（{threshold.unit}）" if threshold.unit else ""
    return FigureField(
        f"{threshold.label}{unit}",
        [
            InputRequired("请填写数字。"),
            NumberRange(threshold.least, threshold.most, f"应在 {least} 到 {most} 之间。"),
        ],
        description=f"{least} 到 {most}，原有 {threshold.default:g}",
    )


def _mode_name(rule_id: str) -> str:
    return f"mode_{rule_id}"


def _figure_name(threshold: Threshold) -> str:
    return f"figure_{threshold.key.replace('.', '_')}"
