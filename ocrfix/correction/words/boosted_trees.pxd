# Types for boosted_trees.py where it is compiled; see hatch_build.py.
cimport cython

cdef int _NO_FEATURE

cdef class BoostedTrees:
    cdef readonly list trees
    cdef list _roots
    cdef dict _numbers
    cdef int[::1] _feature
    cdef double[::1] _threshold
    cdef int[::1] _low
    cdef int[::1] _high
    cdef double[::1] _values
    @cython.locals(values="double[::1]", feature="int[::1]", threshold="double[::1]",
                   low="int[::1]", high="int[::1]", number=Py_ssize_t, name=str, root=Py_ssize_t,
                   node=Py_ssize_t, total=double)
    cpdef double probability(self, features)
