"""Figures for `make bench`: each benchmark measures a plain baseline in the same run and gives a ratio.

No test times anything: machines differ, ratios do not.
"""
