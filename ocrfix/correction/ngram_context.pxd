# Types for ngram_context.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.annotated_tokens cimport WordInContext
from ocrfix.lexicon.ngrams cimport NgramCounts
from ocrfix.lexicon.lexicon cimport Lexicon
from ocrfix.lexicon.word cimport Word

cdef Py_ssize_t FIRST_WORD_ID
cdef double _LOG_BIGRAM_WEIGHT, _UNIGRAM_WEIGHT, _LOG_UNIGRAM_WEIGHT, _MAX_PMI, _MIN_PMI

@cython.final
cdef class NgramCorpus:
    cdef readonly Py_ssize_t number
    cdef readonly double log_tokens

cpdef double bigram_pmi(Lexicon lexicon, NgramCorpus corpus, Word first, Word second)
@cython.locals(counted=NgramCounts, count=double, expected=double)
cpdef double pmi_of_pair(Lexicon lexicon, NgramCorpus corpus, Word first, Word second,
                         Py_ssize_t slot)
@cython.locals(slot=Py_ssize_t, printed=double, released=double)
cpdef tuple bigram_pmis(Lexicon lexicon, Word first, Word second)
cpdef double fit_between(Lexicon lexicon, Word left, Word first, Word last, Word right)
@cython.locals(counted=NgramCounts, score=double, left2=cython.longlong, left=cython.longlong,
               right=cython.longlong, right2=cython.longlong)
cpdef double trigram_score(Lexicon lexicon, WordInContext target, Word first, Word last)
