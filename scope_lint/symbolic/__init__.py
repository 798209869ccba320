"""What is shared by everything that reasons about a program without running it.

Conditions (under which a thing happens), unknown values (and why), names with holes, and the journal that lets two
branches of a program run one after the other on the same state.
"""
