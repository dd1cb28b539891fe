# Types for run_together.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.tagging.phrase_index cimport Phrase, PhraseIndex
from ocrfix.text.letters cimport FoldedWord

cdef Py_ssize_t _MIN_JOINED_CHARS, _MAX_PHRASE_WORDS

@cython.final
cdef class JoinedPhrases:
    cdef PhraseIndex _index
    cdef frozenset _separators
    @cython.locals(result=list, number=Py_ssize_t, word=FoldedWord, cut=Py_ssize_t)
    cpdef list cut_words(self, list words)
    @cython.locals(key=str, cut=Py_ssize_t, separator=Py_ssize_t, first=Phrase, second=Phrase,
                   middle=Py_ssize_t, exact=dict)
    cpdef tuple two_phrases(self, FoldedWord word)
    @cython.locals(word=FoldedWord, exact=dict, cuts=list, ends=list, begins=list, before=list,
                   after=list, earlier=FoldedWord, later=FoldedWord, cut=Py_ssize_t, head=str,
                   tail=str)
    cdef Py_ssize_t _border(self, list words, Py_ssize_t number) except -1
    @cython.locals(cuts=list, cut=Py_ssize_t, prefixes=frozenset, suffixes=frozenset)
    cdef list _likely_cuts(self, str key)
