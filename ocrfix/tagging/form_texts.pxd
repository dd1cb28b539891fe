# Types for form_texts.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.system.cache cimport Cache
from ocrfix.text.letters cimport FoldedWord, LookalikeFolding

cdef Py_ssize_t _MAX_RUN_WORDS, _MAX_LINE_WORDS, _MAX_LINE_CHARS, _MAX_OTHER_CHARS
cdef Py_ssize_t _MIN_FILTERED_CHARS, _GRAM_CHARS, _RUNNING_GRAM_CHARS, _MIN_COMMON_GRAMS

@cython.final
cdef class FormLine:
    cdef readonly str text
    cdef readonly list words
    cdef readonly str whole
    cdef readonly frozenset grams
    cdef list _runs
    cdef list _sizes
    cdef list _keys
    @cython.locals(words=list)
    cpdef tuple runs(self, Py_ssize_t least, Py_ssize_t most)

@cython.final
cdef class FormLines:
    cdef LookalikeFolding _folding
    cdef Cache _cache
    cpdef FormLine get(self, str text)

@cython.final
cdef class FormTexts:
    cdef list _texts
    cdef FormLines _lines
    cdef Cache _cache
    cpdef list find(self, str line)
    cdef list _search(self, FormLine line)

@cython.locals(hits=list, words=list, size=Py_ssize_t, chars=Py_ssize_t, first=Py_ssize_t,
               last=Py_ssize_t, key=str, start=Py_ssize_t, end=Py_ssize_t, others=Py_ssize_t)
cdef list _hits(text, FormLine line)

@cython.locals(at=Py_ssize_t)
cdef frozenset _grams(str key, Py_ssize_t chars)

@cython.locals(chars=Py_ssize_t, size=Py_ssize_t)
cdef bint _may_contain(text, str whole, frozenset grams)

@cython.locals(runs=list, first=Py_ssize_t, last=Py_ssize_t, key=str, word=FoldedWord)
cdef list _runs(list words)

@cython.locals(size=Py_ssize_t, shortest=Py_ssize_t, runs=list, keys=list)
cdef list _similar(text, FormLine line)
