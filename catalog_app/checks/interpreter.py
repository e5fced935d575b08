"""How Python itself works in a process that checks pages."""

import gc
import sys

YOUNG, MIDDLE, OLD = 50_000, 20, 100
SWITCH_SECONDS = 0.03


def suit_interpreter() -> None:
    """For the whole process, at its start.

    What was loaded until now is left alone, and cycles are looked for rarely: a check makes many
    objects and hardly any cycles; by Python's own measure a sixth of a worker's time went into
    looking for them. The desk's thread and the network's take longer turns: each of them lets go of
    the interpreter by itself many times a second, and turns that are cut short cost a tenth more."""
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
    sys.setswitchinterval(SWITCH_SECONDS)
