"""Commands: one module per command of ``ocrfix``."""
