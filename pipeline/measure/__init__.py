"""Gold annotation and the scores against it (CODEBOOK.md §7)."""
