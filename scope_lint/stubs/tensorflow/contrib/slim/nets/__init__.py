"""slim.nets."""
