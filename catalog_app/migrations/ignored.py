"""What the migrations make by hand and the models do not know."""

SEARCH_INDEX = "search_index"


def ours(_object: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    """False for the search index and its shadow tables, which only the search area touches."""
    return not (kind == "table" and name is not None and name.startswith(SEARCH_INDEX))
