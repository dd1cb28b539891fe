# Types for near.py where it is compiled; see hatch_build.py.
cimport cython

ctypedef unsigned long long bits

cdef bits _SEED, _FACTOR, _BITS, _BIT, _LAST_BUCKET

@cython.locals(found=bits, at=Py_ssize_t)
cpdef Py_ssize_t bucket(str form, Py_ssize_t first=*, Py_ssize_t second=*)
@cython.locals(found=bits, sign=cython.Py_UCS4)
cpdef bits mask(str word)

@cython.final
cdef class Near:
    cdef const unsigned int[::1] _starts
    cdef const unsigned int[::1] _words
    cdef const unsigned long long[::1] _masks
    cdef const unsigned char[::1] _lengths
    @cython.locals(found=set, beginning=str, size=Py_ssize_t, letters=bits, length=Py_ssize_t,
                   first=Py_ssize_t, second=Py_ssize_t)
    cpdef set numbers(self, str word, int distance)
    @cython.locals(words="const unsigned int[::1]", masks="const unsigned long long[::1]",
                   lengths="const unsigned char[::1]", at=Py_ssize_t, number=Py_ssize_t,
                   long=Py_ssize_t, theirs=bits, gone=bits, come=bits)
    cdef void _gather(self, Py_ssize_t place, bits letters, Py_ssize_t length, int distance, set found)
