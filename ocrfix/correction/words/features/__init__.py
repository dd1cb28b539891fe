"""Features of the word ranker, measured for each candidate.

Each feature is declared once, in the module that measures it, with its name, group, knots and
meaning (:mod:`.declarations`). The table of weights, the scorer, training and the ablation
benchmark derive from the declarations.
"""
