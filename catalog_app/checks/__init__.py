"""Every entry against the page where it is really published: fetch, read, judge, findings."""
