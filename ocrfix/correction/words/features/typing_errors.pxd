# Types for typing_errors.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.words.linear_scorer cimport LinearScorer

cdef Py_ssize_t _TRANSPOSITION, _DOUBLED, _DROPPED, _OMISSION, _ADJACENT_KEY, _UPPER, \
    _NO_TYPING_ERROR

@cython.locals(error=Py_ssize_t)
cpdef void add_typing_error_features(LinearScorer scorer, str meant, str seen, keyboard) except *
@cython.locals(shorter=str, longer=str, size=Py_ssize_t, at=Py_ssize_t)
cpdef Py_ssize_t typing_error(str meant, str seen, keyboard) except? -2
@cython.locals(first=Py_ssize_t, second=Py_ssize_t, at=Py_ssize_t)
cdef Py_ssize_t _substitution(str meant, str seen, keyboard) except? -2
