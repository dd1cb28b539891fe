# Types for letters.py where it is compiled; see hatch_build.py.
cimport cython

cdef bytes _NO_LETTERS, _NO_SMALL_LETTERS, _NO_FIGURES

@cython.final
cdef class Word:
    cdef readonly Py_ssize_t start
    cdef readonly Py_ssize_t end
    cdef readonly str key

@cython.final
cdef class Folding:
    cdef dict _table
    cdef bint _plain
    cdef bytes _bytes
    cdef bytes _dropped
    cpdef str fold(self, str text)
    cpdef str key(self, str text)
    @cython.locals(plain=bint, folded=str, words=list, size=Py_ssize_t, at=Py_ssize_t,
                   start=Py_ssize_t, key=str)
    cpdef list words(self, str text)

cpdef Py_ssize_t figures(str text)
@cython.locals(plain=bytes, small=Py_ssize_t)
cpdef double capital_share(str text)
@cython.locals(bare=str, words=list)
cpdef bint is_debris(str text, Py_ssize_t most=*)
