"""The public side: look an item up by township, see it in plain words, follow its link."""
