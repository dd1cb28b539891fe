"""Files with pages: what every format of them offers.

A format finds the text of a file, with its pages, and writes changes of its words back.
"""
