"""Features of the ranker of words: what is measured of each candidate.

Each feature is declared once, in the module that measures it, with its name, group, knots and
meaning (:mod:`.declarations`). The table of weights, the scorer, training and the ablation
benchmark derive from the declarations.
"""
