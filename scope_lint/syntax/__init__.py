"""Parsing: one file to its IR."""
