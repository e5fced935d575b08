"""Editions on their way: submitted, accepted or returned with comments."""
