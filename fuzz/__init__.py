"""Fuzz tests: targets, seeds, generators and invariants; see ``docs/reliability.md``."""
