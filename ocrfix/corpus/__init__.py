"""Cleaning many documents: by several processes, with a manifest, and to be taken up again.

:func:`ocrfix.corpus.run.clean_folder` cleans files into a folder, and
:func:`ocrfix.corpus.tables.clean_table` the rows of a table into another.
"""
