# Types for phrases.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.lexicon.distance cimport edit_distance
from ocrfix.text.letters cimport Folding, Word, capital_share, is_debris

ctypedef unsigned long long bits

cdef bits _BIT
cdef Py_ssize_t _BEGINNING
cdef Py_ssize_t _LONGEST_LINE, _MOST_WORDS, _SHORTEST_GLUED, _WORDS_OF_A_PHRASE, _SHORTEST_GARBLED
cdef Py_ssize_t _SHORTEST_GARBLED_MIXED, _LONGEST_SPECK, _MOST_WRONG, _LONGEST_TAIL
cdef double _PROSE, _CAPITALS, _PRINTED
cdef str _ASCII_MARKS

@cython.final
cdef class Phrase:
    cdef readonly str key
    cdef readonly str text
    cdef readonly object rule
    cdef readonly Py_ssize_t words
    cdef readonly Py_ssize_t bound

@cython.final
cdef class Window:
    cdef readonly list phrases
    cdef Py_ssize_t _size
    cdef const unsigned long long[::1] _masks
    cdef const int[::1] _bounds
    cdef int[::1] _counts
    @cython.locals(found=list, letters=bits, at=Py_ssize_t, theirs=bits, left=int, gone=bits,
                   come=bits, counts="int[::1]", size=Py_ssize_t, sign=cython.Py_UCS4,
                   phrase=Phrase, spelt=str, other=Py_ssize_t)
    cpdef list near(self, str key)

@cython.locals(found=bits, sign=cython.Py_UCS4)
cpdef bits letters_of(str key)

cdef class PhraseFinder:
    cdef Folding _folding
    cdef set _joints
    cdef frozenset _function_words
    cdef object _fillers
    cdef object _filler
    cdef dict _exact
    cdef dict _by_length
    cdef set _never
    cdef Py_ssize_t _longest
    cdef frozenset _heads
    cdef frozenset _tails
    cdef dict _filling
    cdef dict _soft
    cdef dict _windows
    @cython.locals(found=list, words=list, hits=list)
    cpdef list read(self, str line, str bare, double share, taken)
    @cython.locals(key=str, size=Py_ssize_t, exact=dict, near=Window, phrases=list, p=Phrase,
                   beginnings=bint)
    cdef bint _is_prose(self, str bare)
    @cython.locals(size=Py_ssize_t, low=Py_ssize_t, high=Py_ssize_t, inner=list, first=Word,
                   last=Word)
    cdef list _mixed(self, list words, str line)
    @cython.locals(key=str, word=Word, exact=Phrase, first=Word, last=Word, speck=Word)
    cdef object _whole(self, list words, Py_ssize_t shortest)
    @cython.locals(parts=list, hits=list, rest=list, stretch=list, filled=bint)
    cdef list _capitals(self, list words, str line)
    @cython.locals(runs=list, stretches=list, run=list, before=Word, word=Word)
    cdef list _stretches(self, list parts, str line, list hits)
    @cython.locals(left=list)
    cdef tuple _with_tails(self, list hits, list rest, str line)
    @cython.locals(size=Py_ssize_t, filled=int, long=Py_ssize_t, cut=Py_ssize_t, first=bint,
                   head=list, tail=list, phrase=list, other=list)
    cdef list _without_tail(self, list stretch, str line, list hits)
    @cython.locals(parts=list, at=Py_ssize_t, end=Py_ssize_t, best_end=Py_ssize_t, key=str,
                   best=Phrase, word=Word, last=Word, phrase=Phrase, both=list)
    cdef list _parts(self, list words)
    @cython.locals(result=list, number=Py_ssize_t, word=Word, cut=Py_ssize_t)
    cdef list _cut_apart(self, list words)
    @cython.locals(word=Word, cuts=list, ends=list, begins=list, before=list, after=list,
                   earlier=Word, later=Word, cut=Py_ssize_t, head=str, tail=str)
    cdef Py_ssize_t _border(self, list words, Py_ssize_t number) except -1
    @cython.locals(cuts=list, cut=Py_ssize_t)
    cdef list _likely_cuts(self, str key)
    @cython.locals(key=str, cut=Py_ssize_t, joint=Py_ssize_t, first=Phrase, second=Phrase,
                   middle=Py_ssize_t)
    cdef list _run_together(self, Word word)
    @cython.locals(first=Word, last=Word, word=Word, letters=Py_ssize_t)
    cdef bint _fills(self, list stretch, str line, list hits)
    cdef bint _is_filler(self, str text)
    @cython.locals(hits=list, from_left=bint, key=str, run=list, known=frozenset,
                   number=Py_ssize_t, word=Word, phrase=Phrase, a=Py_ssize_t, b=Py_ssize_t,
                   gap=str, first=Word, last=Word)
    cdef list _edges(self, list words, str line)
    @cython.locals(phrases=list, best=Phrase, phrase=Phrase, least=Py_ssize_t, tied=bint,
                   wrong=Py_ssize_t)
    cdef tuple _near(self, str key)
    cdef Window _window(self, Py_ssize_t size)

@cython.locals(body=str, first=cython.Py_UCS4, last=cython.Py_UCS4)
cdef bint _may_have_capital_edge(str bare)
cdef bint _is_word(cython.Py_UCS4 char)
