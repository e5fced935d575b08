"""The projection the public reads: one document a published entry, in a bigram index."""
