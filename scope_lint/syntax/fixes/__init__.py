"""Fixers of our own for fissix, where its own ones do not keep the lines of the text."""
