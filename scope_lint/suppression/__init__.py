"""Findings that are known: baselines, and ``# noqa`` comments written and looked after."""
