# Types for alignment.py where it is compiled; see hatch_build.py.
cimport cython

@cython.locals(rows=Py_ssize_t, columns=Py_ssize_t, front=Py_ssize_t, back=Py_ssize_t)
cpdef list misreadings(str truth, str seen)
@cython.locals(size=Py_ssize_t, front=Py_ssize_t)
cpdef Py_ssize_t in_front(str one, str other) except -1
@cython.locals(size=Py_ssize_t, long=Py_ssize_t, most=Py_ssize_t, back=Py_ssize_t)
cpdef Py_ssize_t behind(str one, str other, Py_ssize_t front) except -1
@cython.locals(rows=Py_ssize_t, columns=Py_ssize_t, wide=Py_ssize_t, apart=list, row=Py_ssize_t,
               column=Py_ssize_t, sign=cython.Py_UCS4, at=Py_ssize_t, left=Py_ssize_t,
               least=Py_ssize_t, above=Py_ssize_t, here=Py_ssize_t, found=list,
               row_end=Py_ssize_t, column_end=Py_ssize_t)
cpdef list runs(str truth, str seen)
