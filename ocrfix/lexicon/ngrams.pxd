# Types for ngrams.py where it is compiled; see hatch_build.py.
cimport cython

cdef double _STEPS, NOT_COUNTED
cdef long long CASES

@cython.final
cdef class NgramTable:
    cdef const unsigned int[::1] _starts
    cdef const unsigned long long[::1] _keys
    cdef const unsigned char[::1] _counts
    cdef Py_ssize_t _last
    @cython.locals(keys="const unsigned long long[::1]", low=Py_ssize_t, high=Py_ssize_t,
                   end=Py_ssize_t, middle=Py_ssize_t)
    cpdef double log_count(self, Py_ssize_t first, unsigned long long key)

@cython.final
cdef class NgramCounts:
    cdef NgramTable _bigrams
    cdef NgramTable _release_bigrams
    cdef NgramTable _cased_bigrams
    cdef NgramTable _trigrams
    cpdef double bigram(self, long long first, long long second)
    cpdef double release_bigram(self, long long first, long long second)
    cpdef double cased_bigram(self, long long first, long long first_case, long long second,
                              long long second_case)
    cpdef double trigram(self, long long first, long long second, long long third)
