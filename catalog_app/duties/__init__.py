"""What each entry must publish next, by when, and what was done: the calendar of duties (公开日历)."""
