"""Divisions of the province and the organizations that own items."""
