# Types for annotated_tokens.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.text.casing cimport case_shape
from ocrfix.system.cache cimport Cache
from ocrfix.lexicon.lexicon cimport Lexicon
from ocrfix.lexicon.word cimport Word
from ocrfix.text.tokens cimport Token, TokenizedText

cdef Py_ssize_t _NOISE_WINDOW, _FOREIGN_WINDOW
cdef double _NOISE_STEPS

@cython.final
@cython.no_gc  # takes part in no reference cycle
cdef class WordInContext:
    cdef readonly Token token
    cdef readonly Py_ssize_t index
    cdef readonly Word word
    cdef readonly Word left2
    cdef readonly Word left
    cdef readonly Word right
    cdef readonly Word right2
    cdef readonly str left_text
    cdef readonly str right_text
    cdef readonly double unknown_share
    cpdef WordInContext with_right_context(self, WordInContext other)
    cpdef WordInContext with_neighbors(self, Word left2, Word left, Word right, Word right2,
                                       str left_text, str right_text)

cdef class AnnotatedTokens:
    cdef readonly TokenizedText tokenized
    cdef readonly Lexicon lexicon
    cdef readonly list tokens
    cdef readonly list words
    cdef double[::1] _unknown_shares
    cdef long long[::1] _noise_counts
    cdef long long[::1] _foreign_counts
    @cython.locals(cache=Cache, token=Token, found=list)
    cdef list _look_up_all(self)
    @cython.locals(cache=Cache, word=Word)
    cpdef Word look_up(self, str text)
    @cython.locals(starts=list, after=Py_ssize_t)
    cpdef list line_words(self, Py_ssize_t number)
    @cython.locals(tokens=list, words=list, token=Token, left=Word, left2=Word, right=Word,
                   right2=Word, left_text=str, right_text=str, before=Token, after=Token,
                   beyond=Token)
    cpdef WordInContext at(self, Py_ssize_t index)
    cpdef double unknown_share(self, Py_ssize_t line)
    @cython.locals(known=double, unknown=double, starts=list, stop=Py_ssize_t,
                   index=Py_ssize_t, word=Word, token=Token)
    cdef double _compute_unknown_share(self, Py_ssize_t line)
    @cython.locals(counts="long long[::1]", token=Token, starts=list, line=Py_ssize_t,
                   stop=Py_ssize_t, first=Py_ssize_t, count=Py_ssize_t)
    cpdef double noise_share(self, Py_ssize_t index)
    @cython.locals(counts="long long[::1]", last=Py_ssize_t, window=Py_ssize_t, count=Py_ssize_t,
                   word=Word)
    cpdef Py_ssize_t foreign_nearby(self, Py_ssize_t index)
    @cython.locals(counts="long long[::1]", count=Py_ssize_t, index=Py_ssize_t, word=Word,
                   token=Token, text=str)
    cdef long long[::1] _count_noise(self)
    @cython.locals(counts="long long[::1]", count=Py_ssize_t, index=Py_ssize_t, word=Word,
                   token=Token, function_words=dict, flags=long)
    cdef long long[::1] _count_foreign(self)
