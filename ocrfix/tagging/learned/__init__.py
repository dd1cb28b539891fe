"""Learned recognizer: finds markings that no rule describes, by their letters and their place."""
