# Types for detection.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.annotated_tokens cimport AnnotatedTokens, WordInContext
from ocrfix.text.casing cimport case_shape
from ocrfix.lexicon.lexicon cimport Lexicon
from ocrfix.lexicon.ngrams cimport NgramCounts
from ocrfix.lexicon.word cimport Word
from ocrfix.text.tokens cimport Token, TokenizedText

cdef Py_ssize_t _MAX_LENGTH, _MAX_SHORT, _MAX_REAL_WORD_ERROR, _MAX_DIGITS
cdef double _MAX_UNKNOWN_SHARE, _COMMON, _FREQUENT_BIGRAM, _FREQUENT_TRIGRAM
cdef frozenset _OFFICE_SYMBOL_MARKS
cdef tuple _DETECTORS

@cython.locals(word=Word, token=Token, text=str, after=Word, before=Word, lexicon=Lexicon, printed_only=bint)
cpdef bint is_obviously_fine(AnnotatedTokens annotated, Py_ssize_t index)
@cython.locals(token=Token, word=Word, text=str, lexicon=Lexicon, case=str,
               capital_neighbor=bint, may_be_capitalized=bint)
cpdef bint needs_candidates(AnnotatedTokens annotated, WordInContext target)
@cython.locals(char=cython.Py_UCS4)
cdef bint _has_letter(str text)
@cython.locals(one=cython.longlong, other=cython.longlong, counted=NgramCounts, slot=Py_ssize_t)
cpdef bint is_attested(Lexicon lexicon, Word first, Word second, bint printed_only=*)
@cython.locals(before=bint, after=bint, left=cython.longlong, word=cython.longlong,
               right=cython.longlong, counted=NgramCounts)
cdef bint _is_unusual(Lexicon lexicon, WordInContext target, bint by_either)
@cython.locals(after=str, joined=Word)
cdef bint _is_half(AnnotatedTokens annotated, WordInContext target)
@cython.locals(token=Token, word=Word)
cdef bint _follows_a_word(AnnotatedTokens annotated, Py_ssize_t index)
@cython.locals(token=Token, text=str, digits=Py_ssize_t, char=cython.Py_UCS4,
               tokenized=TokenizedText, whole=str, continues_after=bint)
cdef bint _is_code(AnnotatedTokens annotated, WordInContext target)
