# Types for ranker.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.annotated_tokens cimport AnnotatedTokens, WordInContext
from ocrfix.correction.words.candidate cimport Candidate
from ocrfix.correction.words.features.context cimport (
    Surroundings, add_context_features, surroundings)
from ocrfix.correction.words.features.extraction cimport add_word_features
from ocrfix.correction.words.linear_scorer cimport LinearScorer

cdef class Ranker:
    cdef readonly dict weights
    cdef long _id
    cdef LinearScorer _scorer
    cpdef list rank(self, AnnotatedTokens annotated, WordInContext target, candidates)
    @cython.locals(probabilities=list, best=Py_ssize_t, at=Py_ssize_t, candidate=Candidate,
                   other=Candidate, probability=double)
    cpdef tuple best_change(self, AnnotatedTokens annotated, WordInContext target,
                            list candidates)
    @cython.locals(around=Surroundings, scores=list, highest=double, total=double, score=double,
                   share=double, candidate=Candidate, at=Py_ssize_t)
    cdef list _probabilities(self, AnnotatedTokens annotated, WordInContext target, candidates)
    @cython.locals(scorer=LinearScorer)
    cdef double _score(self, AnnotatedTokens annotated, WordInContext target, Candidate candidate,
                       Surroundings around) except *
