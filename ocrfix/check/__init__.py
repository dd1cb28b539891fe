"""Checking: the changes that correction would make, as findings in formats for programs."""
