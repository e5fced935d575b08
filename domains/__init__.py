"""The standard: domains, their standard items, the closed vocabularies and the time-limit grammar.

Plain Python; imports nothing else of this project.
"""
