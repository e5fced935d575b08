"""Catalogues, their entries and versions, editions, links, and imports applied and undone."""
