# Types for analysis.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.annotated_tokens cimport AnnotatedTokens
from ocrfix.correction.document_evidence cimport DocumentEvidence
from ocrfix.correction.document_names cimport DocumentNames
from ocrfix.lexicon.lexicon cimport Lexicon
from ocrfix.text.tokens cimport TokenizedText

cdef class Analysis:
    cdef readonly str text
    cdef readonly Lexicon lexicon
    cdef readonly object markers
    cdef readonly TokenizedText tokenized
    cdef readonly AnnotatedTokens annotated
    cdef readonly object collation
    cdef readonly object confidences
    cdef DocumentEvidence _evidence
    cdef list _starts
    cpdef DocumentNames document_names(self)
    cpdef DocumentEvidence document_evidence(self)
    cpdef bint overlaps_marker(self, Py_ssize_t start, Py_ssize_t end)
