# Types for ngrams.py where it is compiled; see hatch_build.py.
cimport cython

ctypedef unsigned long long bits

cdef double _STEPS, NOT_COUNTED
cdef long long CASES
cdef bits HASH_MULTIPLIER, HASH_MASK, EMPTY_SLOT
cdef int HASH_BITS, NO_COUNT

@cython.final
cdef class NgramTable:
    cdef const unsigned long long[::1] _keys
    cdef const unsigned char[::1] _counts
    cdef Py_ssize_t _size
    cdef int _shift
    @cython.locals(keys="const unsigned long long[::1]", size=Py_ssize_t, slot=Py_ssize_t,
                   found=bits)
    cpdef Py_ssize_t find(self, bits key)
    @cython.locals(count=int)
    cpdef double count_at(self, Py_ssize_t slot, Py_ssize_t corpus=*)

@cython.final
cdef class NgramCounts:
    cdef readonly NgramTable pairs
    cdef NgramTable _cased_pairs
    cdef NgramTable _trigrams
    cpdef Py_ssize_t find_pair(self, long long first, long long second)
    cpdef double bigram(self, long long first, long long second)
    cpdef double release_bigram(self, long long first, long long second)
    @cython.locals(table=NgramTable)
    cpdef double cased_bigram(self, long long first, long long first_case, long long second,
                              long long second_case)
    @cython.locals(table=NgramTable)
    cpdef double trigram(self, long long first, long long second, long long third)
