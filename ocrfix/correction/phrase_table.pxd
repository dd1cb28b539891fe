# Types for phrase_table.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.lexicon.distance cimport edit_distance
from ocrfix.lexicon.word cimport Word


@cython.locals(number=Py_ssize_t, word=Word)
cdef bint _all_known(list words, Py_ssize_t first, Py_ssize_t stop)
