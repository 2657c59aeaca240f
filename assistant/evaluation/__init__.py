"""How well the assistant answers: gold questions, measures, peers, ablations, test collections and speed.

The engine knows nothing of this package.
"""
