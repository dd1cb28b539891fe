# Types for proof.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.annotated_tokens cimport Places
from ocrfix.correction.document_names cimport Twins
from ocrfix.lexicon.lexicon cimport Lexicon
from ocrfix.text.tokens cimport Scan

cdef class Proof:
    cdef readonly str text
    cdef readonly Lexicon lexicon
    cdef readonly object markers
    cdef readonly Scan scan
    cdef readonly Places places
    cdef Twins _twins
    cdef list _starts
    cpdef Twins names(self)
    cpdef bint marked(self, Py_ssize_t start, Py_ssize_t end)
