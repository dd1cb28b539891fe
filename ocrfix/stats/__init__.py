"""Statistics of a collection: documents, exemptions, markers and releases, by year and code."""
