"""How often a process that checks pages looks for cyclic garbage."""

import gc

YOUNG, MIDDLE, OLD = 50_000, 20, 100


def collect_rarely() -> None:
    """For the whole process, at its start: leave alone what was loaded until now, and look for
    cycles rarely. A check makes many objects and hardly any cycles; by Python's own measure a
    sixth of a worker's time went into looking for them."""
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
