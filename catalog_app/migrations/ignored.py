"""What the migrations make by hand and the models do not know."""

SEARCH_INDEX = "search_index"
JOB_QUEUE = "procrastinate_"


def ours(_object: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    """False for the search index with its shadow tables, which only the search area touches, and
    for the job queue of the province's workers, which is Procrastinate's own."""
    foreign = name is not None and name.startswith((SEARCH_INDEX, JOB_QUEUE))
    return not (kind == "table" and foreign)
