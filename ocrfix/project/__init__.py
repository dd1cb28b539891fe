"""Projects: folders of texts with settings of their own, found from each text upward.

What stands here decides which settings a file gets and which files are left out. It knows nothing
of spelling; the pipeline gets a plain :class:`ocrfix.config.Config`.
"""
