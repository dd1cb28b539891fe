# Types for tokens.py where it is compiled; see hatch_build.py.
cimport cython

cdef str _SEPARATORS
cdef frozenset _HYPHENS

@cython.final
@cython.no_gc  # takes part in no reference cycle
cdef class Token:
    cdef readonly Py_ssize_t start
    cdef readonly Py_ssize_t end
    cdef readonly str text
    cdef readonly Py_ssize_t line
    cdef readonly bint sentence_start

@cython.final
cdef class TokenizedText:
    cdef readonly str text
    cdef readonly list lines
    cdef readonly list tokens
    cdef readonly list first_token
    cdef tuple _opening_columns
    cdef frozenset _hyphenated
    cdef object _word_counts
    cdef dict _count_by_word
    @cython.locals(sentence_start=bint, number=Py_ssize_t, start=Py_ssize_t, text=str, spans=list)
    cdef void _tokenize(self) except *
    @cython.locals(tokens=list, size=Py_ssize_t, at=Py_ssize_t, last=Py_ssize_t, begin=Py_ssize_t,
                   char=cython.Py_UCS4, text=str)
    cdef bint _tokenize_line(self, Py_ssize_t offset, str line, Py_ssize_t number,
                             bint sentence_start) except *
    cdef bint _tokenize_around(self, Py_ssize_t offset, str line, Py_ssize_t number,
                               bint sentence_start, list spans) except *
    @cython.locals(found=set, tokens=list, text=str, first=Py_ssize_t, token=Token, after=Token,
                   gap=str)
    cdef frozenset _find_hyphenated(self)
    cpdef Py_ssize_t count_of(self, str word)
    cpdef tuple token_range(self, Py_ssize_t number)
    cpdef str char_before(self, Token token)
    cpdef str char_after(self, Token token)
