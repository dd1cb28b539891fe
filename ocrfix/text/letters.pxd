# Types for letters.py where it is compiled; see hatch_build.py.
cimport cython

cdef bytes _NON_LETTERS, _LOWER, _NON_DIGITS

@cython.final
cdef class FoldedWord:
    cdef readonly Py_ssize_t start
    cdef readonly Py_ssize_t end
    cdef readonly str key

@cython.final
cdef class LookalikeFolding:
    cdef dict _table
    cdef bint _ascii
    cdef bytes _bytes
    cdef bytes _dropped
    cpdef str fold(self, str text)
    cpdef str key(self, str text)
    @cython.locals(ascii_only=bint, folded=str, words=list, size=Py_ssize_t, at=Py_ssize_t,
                   start=Py_ssize_t, key=str)
    cpdef list words(self, str text)

cpdef Py_ssize_t digit_count(str text)
@cython.locals(ascii_letters=bytes, upper=Py_ssize_t)
cpdef double uppercase_share(str text)
@cython.locals(bare=str, words=list)
cpdef bint is_wordless(str text, Py_ssize_t max_symbols=*)
