"""The register of legal bases (公开依据): which law and document is in force, replaced or repealed."""
