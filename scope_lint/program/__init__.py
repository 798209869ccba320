"""The modules of the analysed program: where they are, and their IR, from disk where it was made before."""
