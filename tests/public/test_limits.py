"""How often the public may ask for long downloads."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import make_app


@pytest.mark.slow
@pytest.mark.parametrize(("address", "often"), [("open-data.zip", 4), ("guide.docx", 30)])
def test_long_downloads_are_not_made_without_end(tmp_path: Path, address: str, often: int) -> None:
    app = make_app(f"sqlite:///{tmp_path}/catalog.sqlite3", tmp_path, RATELIMIT_ENABLED=True)
    client = app.test_client()
    answers = {client.get(f"/r/222403/{address}").status_code for _ in range(often)}
    assert answers == {404}
    assert client.get(f"/r/222403/{address}").status_code == 429
