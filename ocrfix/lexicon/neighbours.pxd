# Types for near.py where it is compiled; see hatch_build.py.
cimport cython

ctypedef unsigned long long bits

cdef bits _SEED, _FACTOR, _BITS, _BIT, _LAST_BUCKET
cdef Py_ssize_t _WIDTH, _LETTERS, _NUMBER, _LONGEST

@cython.locals(found=bits, at=Py_ssize_t)
cpdef Py_ssize_t bucket(str form, Py_ssize_t first=*, Py_ssize_t second=*)
@cython.locals(found=bits, sign=cython.Py_UCS4)
cpdef bits mask(str word)
cpdef Py_ssize_t entry(Py_ssize_t number, str word)

@cython.final
cdef class Near:
    cdef const unsigned int[::1] _starts
    cdef const unsigned int[::1] _words
    cdef const unsigned long long[::1] _masks
    cdef const unsigned int[::1] _begins
    cdef const unsigned short[::1] _letters
    cdef int[::1] _rows
    cdef unsigned int[::1] _met
    cdef unsigned long _search
    cdef bint _anchored
    @cython.locals(found=set, beginning=str, size=Py_ssize_t, letters=bits, length=Py_ssize_t,
                   first=Py_ssize_t, second=Py_ssize_t)
    cpdef set numbers(self, str word, int distance)
    @cython.locals(words="const unsigned int[::1]", masks="const unsigned long long[::1]",
                   at=Py_ssize_t, number=Py_ssize_t,
                   long=Py_ssize_t, theirs=bits, gone=bits, come=bits)
    cdef void _gather(self, Py_ssize_t place, bits letters, Py_ssize_t length, int distance, set found)
    @cython.locals(found=list, beginning=str, size=Py_ssize_t, letters=bits, first=Py_ssize_t,
                   second=Py_ssize_t)
    cpdef list within(self, str word, int distance, bint anchored=*)
    @cython.locals(words="const unsigned int[::1]", masks="const unsigned long long[::1]",
                   begins="const unsigned int[::1]", met="unsigned int[::1]", search="unsigned long",
                   length=Py_ssize_t, at=Py_ssize_t, number=Py_ssize_t, long=Py_ssize_t,
                   theirs=bits, gone=bits, come=bits, edits=Py_ssize_t)
    cdef void _meet(self, Py_ssize_t place, bits letters, str word, int distance, list found) except *
    @cython.locals(letters="const unsigned short[::1]", begin=Py_ssize_t, end=Py_ssize_t,
                   front=Py_ssize_t, size=Py_ssize_t, long=Py_ssize_t, rows="int[::1]",
                   column=Py_ssize_t, row=Py_ssize_t, before=Py_ssize_t, above=Py_ssize_t,
                   here=Py_ssize_t, sign=cython.Py_UCS4, lowest=int, least=int)
    cpdef Py_ssize_t edits(self, str word, Py_ssize_t number, int most)
