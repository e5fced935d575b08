"""Tables invented from every irregularity we could think of, each with the reading meant by its writer.

Expectations are written by hand, never taken from a reading.
"""
