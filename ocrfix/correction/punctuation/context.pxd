# Types for context.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.annotated_tokens cimport AnnotatedTokens
from ocrfix.correction.punctuation.confusions cimport PunctuationConfusions
from ocrfix.correction.punctuation.gaps cimport Gap, find_gaps
from ocrfix.correction.punctuation.paired_marks cimport PairedMarks
from ocrfix.correction.punctuation.position cimport position_index, word_kind
from ocrfix.correction.punctuation.separator cimport Separator
from ocrfix.lexicon.ngrams cimport NgramCounts
from ocrfix.lexicon.word cimport Word

cdef Py_ssize_t _NEARBY_CHARS, _SENTENCE_CHARS
cdef double _LIKELY, _MAX_PAIRING_NOISE, _ROUNDING

@cython.final
cdef class AnnotatedGaps:
    cdef readonly AnnotatedTokens annotated
    cdef readonly PunctuationConfusions confusions
    cdef readonly str text
    cdef readonly list gaps
    cdef readonly list separators
    cdef readonly PairedMarks marks
    cdef readonly list lines
    cdef readonly list first_token
    cdef readonly NgramCounts ngrams
    cdef readonly dict word_classes
    cdef readonly object user_words
    cdef readonly Word sentence_start
    cdef readonly Word no_word
    cdef double[::1] _error_sums
    cdef double[::1] _likely_error_sums
    cdef long long[::1] _stop_sums
    cdef long long[::1] _comma_sums
    cdef long long[::1] _first_nearby
    cdef long long[::1] _end_nearby
    cdef long long[::1] _previous_stop
    cdef long long[::1] _positions
    @cython.locals(gaps=list, count=Py_ssize_t, first=Py_ssize_t, last=Py_ssize_t,
                   stop=Py_ssize_t, errors=double, likely_errors=double, rate=double,
                   number=Py_ssize_t, gap=Gap, other=Gap, separator=Separator, start=Py_ssize_t,
                   position=Py_ssize_t)
    cdef object _sum_up(self)
    cdef Py_ssize_t position(self, Py_ssize_t number)
    @cython.locals(nearby=double)
    cpdef double noise(self, Py_ssize_t number)
    @cython.locals(nearby=double)
    cpdef double likely_noise(self, Py_ssize_t number)
    @cython.locals(at=Py_ssize_t, stop=Py_ssize_t, gap=Gap)
    cdef Py_ssize_t words_since_stop(self, Py_ssize_t number)
    @cython.locals(separator=Separator, nearby=Py_ssize_t)
    cdef Py_ssize_t stops_nearby(self, Py_ssize_t number)
    @cython.locals(separator=Separator, nearby=Py_ssize_t)
    cdef Py_ssize_t commas_nearby(self, Py_ssize_t number)
    @cython.locals(separator=Separator)
    cdef Py_ssize_t paired_marks(self, Py_ssize_t number)
