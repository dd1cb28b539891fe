# Types for decoding.py where it is compiled; see hatch_build.py.
cimport cython

@cython.locals(most=double, total=double, exponents=list)
cpdef list softmax(scores)
@cython.locals(size=Py_ssize_t, at=Py_ssize_t, label=Py_ssize_t, earlier=Py_ssize_t, best=Py_ssize_t,
               most=double, total=double, totals=list, origins=list, origin=list, fresh=list, labels=list)
cpdef list best_labels(scores, new_line, transitions, Py_ssize_t before, Py_ssize_t after)
