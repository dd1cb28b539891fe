# Types for gaps.py where it is compiled; see hatch_build.py.
cimport cython

cdef dict _folded

@cython.final
cdef class Gap:
    cdef readonly Py_ssize_t start
    cdef readonly Py_ssize_t end
    cdef readonly str seen
    cdef readonly str place
    cdef readonly str left
    cdef readonly str right
    cdef readonly Py_ssize_t line
    cdef readonly bint over_left
    cdef readonly bint over_right

@cython.locals(found=str)
cpdef str folded(str signs)
@cython.locals(text=str, left=str, right=str, seen=str, place=str)
cdef object _between(scan, Py_ssize_t number, Py_ssize_t begin, Py_ssize_t end)
@cython.locals(start=Py_ssize_t, least=Py_ssize_t)
cpdef str word_before(str text, Py_ssize_t end)
@cython.locals(end=Py_ssize_t, most=Py_ssize_t)
cpdef str word_after(str text, Py_ssize_t start)
