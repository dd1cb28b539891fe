# Types for keep.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.annotated_tokens cimport AnnotatedTokens, WordInContext
from ocrfix.correction.words.features.lexical cimport documents_in_case
from ocrfix.correction.words.linear_scorer cimport LinearScorer
from ocrfix.lexicon.word cimport Word

cdef double _RARE_LOG_PROBABILITY
cdef Py_ssize_t _SHORT_LENGTH, _MAX_LENGTH
cdef Py_ssize_t _KEEP, _KNOWN, _KNOWN_GENERAL, _KNOWN_RARE, _KNOWN_SHORT, _UNLISTED, _LENGTH, \
    _SHORT, _TITLE, _TITLE_INSIDE, _UPPER, _DOCUMENTS, _RARE_ENGLISH, _DERIVED, _ABBREVIATION, \
    _UPPER_ABBREVIATION, _NO_VOWEL, _NON_ASCII, _NOT_ALPHABETIC

@cython.locals(text=str, word=Word, size=Py_ssize_t, documents=long)
cpdef void add_keep_features(LinearScorer scorer, AnnotatedTokens annotated, WordInContext target,
                             str case) except *
