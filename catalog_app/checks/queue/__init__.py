"""The province's mode: the same visits as jobs of Procrastinate on PostgreSQL, for any number of workers."""
