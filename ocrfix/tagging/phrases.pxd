# Types for phrases.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.system.cache cimport Cache
from ocrfix.tagging.phrase_index cimport Phrase, PhraseIndex
from ocrfix.tagging.run_together cimport JoinedPhrases
from ocrfix.text.letters cimport FoldedWord, is_wordless, uppercase_share

cdef Py_ssize_t _PREFIX_CHARS
cdef Py_ssize_t _MAX_LINE_CHARS, _MAX_LINE_WORDS, _MIN_GARBLED_CHARS_MIXED
cdef Py_ssize_t _MAX_SPECK_CHARS, _MAX_TAIL_WORDS
cdef double _PROSE_UPPERCASE_SHARE, _UPPERCASE_LINE_SHARE, _UPPERCASE_PHRASE_SHARE
cdef str _ASCII_SYMBOLS

cdef class PhraseFinder:
    cdef PhraseIndex _index
    cdef JoinedPhrases _joined
    cdef frozenset _function_words
    cdef object _filler_patterns
    cdef object _filler
    cdef Cache _filler_cache
    @cython.locals(found=list, words=list, hits=list, printed=str)
    cpdef list find(self, str line, str bare, double upper, taken)
    @cython.locals(index=PhraseIndex, key=str, size=Py_ssize_t, exact=dict, prefixes=frozenset,
                   has_prefix=bint)
    cdef bint _is_prose(self, str bare)
    @cython.locals(size=Py_ssize_t, low=Py_ssize_t, high=Py_ssize_t, inner=list, first=FoldedWord,
                   last=FoldedWord)
    cdef list _in_mixed_case_line(self, list words, str line)
    @cython.locals(key=str, word=FoldedWord, exact=Phrase, first=FoldedWord, last=FoldedWord,
                   speck=FoldedWord)
    cdef object _whole(self, list words, Py_ssize_t min_chars)
    @cython.locals(segments=list, hits=list, rest=list, run=list, left=list, only_markings=bint)
    cdef list _in_uppercase_line(self, list words, str line)
    @cython.locals(runs=list, cut=list, run=list, before=FoldedWord, word=FoldedWord)
    cdef list _unmatched_runs(self, list segments, str line, list hits)
    @cython.locals(size=Py_ssize_t, is_filler=int, long=Py_ssize_t, cut=Py_ssize_t, at_start=bint,
                   head=list, tail=list, phrase=list, other=list)
    cdef list _without_garbled_end(self, list run, str line, list hits)
    @cython.locals(segments=list, at=Py_ssize_t, end=Py_ssize_t, best_end=Py_ssize_t, key=str,
                   best=Phrase, word=FoldedWord, last=FoldedWord, phrase=Phrase, both=tuple,
                   exact=dict, prefixes=frozenset)
    cdef list _segments(self, list words)
    @cython.locals(first=FoldedWord, last=FoldedWord, word=FoldedWord, letters=Py_ssize_t)
    cdef bint _may_fill(self, list run, str line, list hits)
    cdef bint _is_filler(self, str text)
    @cython.locals(hits=list, from_left=bint, key=str, run=list, known=frozenset,
                   number=Py_ssize_t, word=FoldedWord, phrase=Phrase, a=Py_ssize_t, b=Py_ssize_t,
                   gap=str, first=FoldedWord, last=FoldedWord, exact=dict)
    cdef list _at_edges(self, list words, str line)

@cython.locals(body=str, first=cython.Py_UCS4, last=cython.Py_UCS4)
cdef bint _may_have_capital_edge(str bare)
cdef bint _is_word_char(cython.Py_UCS4 char)
