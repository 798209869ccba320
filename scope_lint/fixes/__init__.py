"""Putting findings right: edits of source text by libcst, proven by a second prediction.

``offer`` gives findings their fixes, ``run`` applies them in memory and proves them, ``write`` puts files on disk. A rule's own
fix stands in its rule file. libcst is imported where a finding can be fixed, and nowhere else: it is slow to import.
"""
