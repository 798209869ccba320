"""Files: which ones there are, and what text they hold."""
