"""Runs a program symbolically: what is known is computed as Python would, what is unknown is run both ways."""
