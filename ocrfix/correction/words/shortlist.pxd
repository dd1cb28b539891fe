# Types for shortlist.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.annotated_tokens cimport AnnotatedTokens, WordInContext
from ocrfix.correction.ngram_context cimport bigram_pmi, fit_between
from ocrfix.correction.words.candidate cimport Candidate, candidate_words
from ocrfix.lexicon.confusions cimport Confusions
from ocrfix.lexicon.lexicon cimport Lexicon
from ocrfix.lexicon.word cimport Word

cdef Py_ssize_t _MAX_CANDIDATES, _MAX_IN_CONTEXT
cdef double _MAX_GAP, _MAX_GAP_IN_CONTEXT, _MAX_LEAD_OF_KNOWN, _MIN_LOG_PROBABILITY, _SPACING_COST

@cython.final
cdef class Shortlist:
    cdef readonly double min_score
    cdef str _seen
    cdef dict _found
    cdef list _best_scores
    @cython.locals(after=str, score=double, best=list, at=Py_ssize_t)
    cpdef void add(self, Candidate candidate) except *
    cpdef list all(self)
    @cython.locals(best=list, first=Candidate, last=Candidate)
    cpdef list best(self)

cpdef list best_of(list candidates)
cpdef double _descending(Candidate candidate)
@cython.locals(scored=list, at=Py_ssize_t, candidate=Candidate, most=double, score=double,
               least=double)
cpdef list best_in_context(AnnotatedTokens annotated, WordInContext target, list candidates)
@cython.locals(lexicon=Lexicon, word=Word, before=double, after=double)
cdef double _fit_as_read(AnnotatedTokens annotated, WordInContext target) except? -1
@cython.locals(lexicon=Lexicon, words=list, left=Word, right=Word, beyond=WordInContext)
cdef double _fit(AnnotatedTokens annotated, WordInContext target, Candidate candidate) except? -1
cpdef double floored(double log_probability)
@cython.locals(log_probability=double, word=Word, confusions=Confusions)
cpdef double prescore(AnnotatedTokens annotated, str seen, str after, str kind) except? -1
