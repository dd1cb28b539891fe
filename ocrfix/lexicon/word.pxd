# Types for word.py where it is compiled; see hatch_build.py.
cimport cython

@cython.final
cdef class Word:
    cdef readonly long long ngram_id
    cdef readonly double log_probability
    cdef readonly long person_references
    cdef readonly long lower_documents
    cdef readonly long title_documents
    cdef readonly long upper_documents
    cdef readonly long documents
    cdef readonly long flags
    cdef readonly bint is_english
