"""Findings and names, written out: text for people, JSON, SARIF and GitHub annotations for programs. No analysis here."""
