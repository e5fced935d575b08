"""The form that all of ours are: what the library itself refuses is told in Chinese."""

from __future__ import annotations

from flask_wtf import FlaskForm


class Form(FlaskForm):
    class Meta(FlaskForm.Meta):
        locales = ("zh",)
