# Types for ranker.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.annotated_tokens cimport AnnotatedTokens, WordInContext
from ocrfix.correction.document_evidence cimport DocumentEvidence
from ocrfix.correction.words.candidate cimport Candidate
from ocrfix.correction.words.features.context cimport (
    Surroundings, add_context_features, surroundings)
from ocrfix.correction.words.features.document cimport add_document_features
from ocrfix.correction.words.features.extraction cimport add_word_features
from ocrfix.correction.words.linear_scorer cimport LinearScorer

cdef class Ranker:
    cdef readonly dict weights
    cdef long _id
    cdef LinearScorer _scorer
    cpdef list rank(self, AnnotatedTokens annotated, WordInContext target, candidates,
                    DocumentEvidence evidence)
    @cython.locals(around=Surroundings, candidate=Candidate)
    cpdef list scores(self, AnnotatedTokens annotated, WordInContext target, candidates)
    @cython.locals(scorer=LinearScorer, totals=list, highest=double, total=double, score=double,
                   share=double, at=Py_ssize_t)
    cpdef list probabilities(self, scores, WordInContext target, candidates,
                             DocumentEvidence evidence)
    @cython.locals(scorer=LinearScorer)
    cdef double _score(self, AnnotatedTokens annotated, WordInContext target, Candidate candidate,
                       Surroundings around) except *

cdef double _OTHER_CASES

@cython.locals(totals=dict, at=Py_ssize_t, folded=str, as_read=str, best=Py_ssize_t,
               highest=double, probability=double, confidence=double)
cpdef tuple best_change(probabilities, texts)
