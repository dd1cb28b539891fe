# Types for lexicon.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.lexicon.confusions cimport Confusions
from ocrfix.lexicon.ngrams cimport SideBySide
from ocrfix.system.cache cimport Cache
from ocrfix.lexicon.neighbours cimport Near
from ocrfix.lexicon.word cimport Word

cdef Py_ssize_t _SHORTEST_STEM, _FLOATS, _SHORTS, _FLAGS

cdef class Lexicon:
    cdef public object folder
    cdef public tuple _folders
    cdef public frozenset own
    cdef public dict own_spellings
    cdef public object _trie
    cdef public object _records
    cdef const float[::1] _likelihoods
    cdef const unsigned short[::1] _flags
    cdef public Near _index
    cdef public list _spelt
    cdef public object _endings
    cdef public SideBySide side_by_side
    cdef public list alike
    cdef public Confusions confusions
    cdef public dict lookalikes
    cdef public dict keyboard
    cdef public object slips
    cdef public dict foreign
    cdef public list affixes
    cdef public tuple _before
    cdef public tuple _after
    cdef public dict grammar
    cdef public frozenset small
    cdef public Cache offered
    cdef public Cache looked_up
    cdef public Cache _known
    cpdef bint derived(self, str word)
    @cython.locals(found=Word, number=object)
    cpdef Word word(self, str word)
    cpdef tuple near(self, str word, int distance, bint anchored=*)
    @cython.locals(near=Near, likelihoods="const float[::1]", flags="const unsigned short[::1]",
                   found=list, edits=Py_ssize_t, number=Py_ssize_t, likelihood=double, known=Word)
    cpdef list neighbours(self, str word, int distance, bint anchored=*)
    @cython.locals(spelt=list, found=str)
    cpdef str _spell(self, Py_ssize_t number)
