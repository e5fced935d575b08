"""What the screens of import may be sent, however odd."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from catalog_app.exchange.forms import chosen_domains, page_decisions


@pytest.mark.parametrize("odd", ["9" * 5000, "9" * 30, "²", "-1", "", "x"])
def test_numbers_that_are_no_tables_and_no_entries_are_passed_over(odd: str) -> None:
    sent = MultiDict([("entry", "7"), ("entry", odd), ("withdraw", "7")])
    assert page_decisions(sent).withdrawals == {7: True}
    assert chosen_domains(MultiDict([("domain-1", "health"), (f"domain-{odd}", "x")])) == {
        1: "health"
    }
