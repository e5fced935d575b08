"""The demonstration: invented data, plainly marked, that shows the whole way of the work."""
