# Types for pattern_set.py where it is compiled; see hatch_build.py.
cimport cython

cdef Py_ssize_t _BLOCK_LINES, _BLOCK_CHARS, _PART_LINES

@cython.final
cdef class CompiledPattern:
    cdef object _pattern
    cdef object _groups
    cdef readonly list names
    cdef readonly list names_in_order
    cpdef list matches(self, str line)
    cpdef list first(self, str line)

@cython.final
cdef class AnyPattern:
    cdef object _set
    cdef bint _any

@cython.final
cdef class _Automata:
    cdef readonly list for_blocks
    cdef readonly list for_lines
    cdef readonly set numbers

@cython.final
cdef class PatternSet:
    cdef object _patterns
    cdef object _kinds
    cdef bint _together
    cdef list _compiled
    cdef Py_ssize_t _chars_seen
    cdef dict _literals
    cdef _Automata _automata
    @cython.locals(automata=_Automata, found=list, first=Py_ssize_t, stop=Py_ssize_t,
                   size=Py_ssize_t, count=Py_ssize_t)
    cpdef list candidates(self, list lines)

@cython.locals(block=bytes, parts=list, encoded=list, here=list, numbers=list, index=Py_ssize_t,
               at=Py_ssize_t, count=Py_ssize_t)
cdef _search_block(_Automata automata, list lines, Py_ssize_t first, list found)
