# Types for lexicon.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.lexicon.confusions cimport Confusions
from ocrfix.lexicon.ngrams cimport NgramCounts
from ocrfix.system.cache cimport Cache
from ocrfix.lexicon.neighbors cimport NeighborIndex
from ocrfix.lexicon.word cimport Word

cdef Py_ssize_t _MIN_STEM_CHARS, _RECORD_FLOATS, _RECORD_SHORTS, _FLAGS_AT
cdef double _COST_OF_EDIT

cdef class Lexicon:
    cdef public object folder
    cdef public tuple _folders
    cdef public frozenset user_words
    cdef public dict user_spellings
    cdef public object _trie
    cdef public object _records
    cdef const float[::1] _log_probabilities
    cdef const unsigned short[::1] _shorts
    cdef public NeighborIndex _index
    cdef public list _spellings
    cdef public object _reversed_trie
    cdef public NgramCounts ngrams
    cdef public list letter_lookalikes
    cdef public Confusions confusions
    cdef public dict symbol_lookalikes
    cdef public dict keyboard
    cdef public object typing_errors
    cdef public dict foreign_function_words
    cdef public list affixes
    cdef public tuple _prefixes
    cdef public tuple _suffixes
    cdef public dict word_classes
    cdef public frozenset function_words
    cdef public Cache candidate_cache
    cdef public Cache token_cache
    cdef public Cache _words
    @cython.locals(known=Word, number=object)
    cpdef Word word(self, str word)
    cpdef bint is_derived(self, str word)
    cpdef tuple near_words(self, str word, int max_distance)
    @cython.locals(index=NeighborIndex, log_probabilities="const float[::1]",
                   shorts="const unsigned short[::1]", near=list, ranked=list, found=list,
                   distance=Py_ssize_t, number=Py_ssize_t, log_probability=double)
    cpdef list neighbors(self, str word, int max_distance, bint anchored=*,
                         double min_log_probability=*, limit=*)
    @cython.locals(spellings=list, spelling=str)
    cpdef str _spelling(self, Py_ssize_t number)
