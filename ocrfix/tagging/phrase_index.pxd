# Types for phrase_index.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.lexicon.distance cimport edit_distance
from ocrfix.text.letters cimport LookalikeFolding

ctypedef unsigned long long bits

cdef bits _ONE_BIT

@cython.final
cdef class Phrase:
    cdef readonly str key
    cdef readonly str text
    cdef readonly object rule
    cdef readonly Py_ssize_t words
    cdef readonly Py_ssize_t max_errors

@cython.final
cdef class PhraseFilter:
    cdef readonly list phrases
    cdef Py_ssize_t _size
    cdef const unsigned long long[::1] _letter_sets
    cdef const int[::1] _limits
    cdef int[::1] _counts
    cdef list _keys
    cdef int _most
    @cython.locals(found=list, letters=bits, at=Py_ssize_t, theirs=bits, left=int, missing=bits,
                   extra=bits, counts="int[::1]", size=Py_ssize_t, char=cython.Py_UCS4,
                   phrase=Phrase, phrase_key=str, unmatched=Py_ssize_t)
    cpdef list candidates(self, str key)

@cython.locals(found=bits, char=cython.Py_UCS4)
cpdef bits letter_set(str key)

@cython.final
cdef class PhraseIndex:
    cdef readonly LookalikeFolding folding
    cdef readonly dict exact
    cdef readonly Py_ssize_t longest
    cdef readonly frozenset prefixes
    cdef readonly frozenset suffixes
    cdef dict _by_length
    cdef set _exceptions
    cdef dict _filters
    cdef dict _lowercase_filters
    @cython.locals(phrases=list, best=Phrase, phrase=Phrase, least=Py_ssize_t, is_tie=bint,
                   errors=Py_ssize_t)
    cpdef tuple nearest(self, str key)
    @cython.locals(size=Py_ssize_t, phrase_filter=PhraseFilter, phrases=list, p=Phrase)
    cpdef bint resembles_lowercase_phrase(self, str key)
    cdef PhraseFilter _filter(self, Py_ssize_t size)
