# Types for alignment.py where it is compiled; see hatch_build.py.
cimport cython

@cython.locals(rows=Py_ssize_t, columns=Py_ssize_t, prefix=Py_ssize_t, suffix=Py_ssize_t)
cpdef list misreadings(str truth, str seen)
@cython.locals(size=Py_ssize_t, prefix=Py_ssize_t)
cpdef Py_ssize_t common_prefix(str a, str b) except -1
@cython.locals(a_size=Py_ssize_t, b_size=Py_ssize_t, longest=Py_ssize_t, suffix=Py_ssize_t)
cpdef Py_ssize_t common_suffix(str a, str b, Py_ssize_t prefix) except -1
@cython.locals(rows=Py_ssize_t, columns=Py_ssize_t, wide=Py_ssize_t, costs=list, row=Py_ssize_t,
               column=Py_ssize_t, letter=cython.Py_UCS4, at=Py_ssize_t, left=Py_ssize_t,
               least=Py_ssize_t, above=Py_ssize_t, here=Py_ssize_t, runs=list,
               row_end=Py_ssize_t, column_end=Py_ssize_t)
cpdef list align_trimmed(str truth, str seen)
