# Types for document.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.annotated_tokens cimport WordInContext
from ocrfix.correction.document_evidence cimport DocumentEvidence
from ocrfix.correction.words.candidate cimport Candidate
from ocrfix.correction.words.linear_scorer cimport LinearScorer
from ocrfix.lexicon.word cimport Word

cdef Py_ssize_t _KEEP_REPEATED, _KEEP_BURST, _KEEP_NOISE, _KEEP_UNKNOWN_NOISE, _OCCURS, _BURST, \
    _RARER, _LESS_FREQUENT, _MORE_FREQUENT, _CASE_SHARE, _CASE_RATIO, _ELSEWHERE, _FIT, _KEEP_FIT
cdef double _MAX_LOG_REPEATED, _MAX_LOG_RATIO, _HALF

@cython.locals(seen=str, count=Py_ssize_t, folded=str, ratio=double)
cpdef void add_document_features(LinearScorer scorer, DocumentEvidence evidence,
                                 WordInContext target, Candidate candidate) except *
@cython.locals(root_noise=double, known=bint, fit=double)
cdef void _add_keep(LinearScorer scorer, DocumentEvidence evidence, WordInContext target,
                    Candidate candidate, Py_ssize_t count) except *
@cython.locals(seen=str, folded=str, others=Py_ssize_t, burst=double, share=double, ratio=double,
               fit=double, elsewhere=Py_ssize_t)
cdef void _add_replacement(LinearScorer scorer, DocumentEvidence evidence, WordInContext target,
                           Candidate candidate, Py_ssize_t count) except *
@cython.locals(words=list, word=Word)
cdef double _burst(DocumentEvidence evidence, Candidate candidate) except? -1
