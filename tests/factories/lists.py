"""Lists as an office imports them."""

from __future__ import annotations

from collections.abc import Sequence

from catalog_app.accounts.audit import SYSTEM
from catalog_app.lists import services
from catalog_app.lists.models import ItemList
from catalog_app.lists.services import Placed
from catalog_app.regions.services import region_by_code
from tests.conftest import NOON

Line = tuple[str, ...]
HEADER = ("编码", "事项名称", "实施主体", "网址")


def a_file(*lines: Line, header: Line = HEADER) -> bytes:
    """A CSV file of a list."""
    return "\n".join(",".join(line) for line in (header, *lines)).encode()


def a_read_list(*lines: Line, kind: str = "power", region: str = "222403") -> ItemList:
    """A list read from a file of `lines` (code, name, owner, address), not taken over yet."""
    return services.read_upload(
        region_by_code(region).id, kind, "清单.csv", a_file(*lines), by=SYSTEM, at=NOON
    )


def a_list(*lines: Line, kind: str = "power", region: str = "222403") -> ItemList:
    """The same, in force."""
    return services.apply_list(a_read_list(*lines, kind=kind, region=region).id, by=SYSTEM, at=NOON)


def names(placed: Sequence[Placed]) -> list[str]:
    return [each.item.name for each in placed]
