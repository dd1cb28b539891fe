# Types for neighbors.py where it is compiled; see hatch_build.py.
cimport cython

ctypedef unsigned long long bits

cdef bits _FNV_OFFSET, _FNV_PRIME, _MASK_32, _ONE_BIT, _LAST_BUCKET
cdef Py_ssize_t _ROW_CHARS, _ID_BITS, _ID_MASK, _MAX_STORED_LENGTH

@cython.locals(code=bits, at=Py_ssize_t)
cpdef Py_ssize_t bucket(str form, Py_ssize_t first=*, Py_ssize_t second=*)
@cython.locals(mask=bits, letter=cython.Py_UCS4)
cpdef bits letter_mask(str word)
cpdef Py_ssize_t index_entry(Py_ssize_t word_id, str word)

@cython.final
cdef class NeighborIndex:
    cdef const unsigned int[::1] _starts
    cdef const unsigned int[::1] _entries
    cdef const unsigned long long[::1] _masks
    cdef const unsigned int[::1] _begins
    cdef const unsigned short[::1] _letters
    cdef int[::1] _rows
    cdef unsigned int[::1] _met
    cdef unsigned long _search_number
    cdef bint _anchored
    cdef const float[::1] _records
    cdef Py_ssize_t _record_floats
    cdef double _least
    cdef dict _probable
    @cython.locals(ids=set, beginning=str, size=Py_ssize_t, mask=bits, length=Py_ssize_t,
                   first=Py_ssize_t, second=Py_ssize_t, place=Py_ssize_t)
    cpdef set candidates(self, str word, int max_distance, double least=*)
    @cython.locals(hits=list, beginning=str, size=Py_ssize_t, mask=bits, first=Py_ssize_t,
                   second=Py_ssize_t, place=Py_ssize_t)
    cpdef list search(self, str word, int max_distance, bint anchored=*, double least=*)
    @cython.locals(entries="const unsigned int[::1]", masks="const unsigned long long[::1]",
                   begins="const unsigned int[::1]", met="unsigned int[::1]", search_number="unsigned long",
                   length=Py_ssize_t, at=Py_ssize_t, word_id=Py_ssize_t, other_length=Py_ssize_t,
                   records="const float[::1]", record_floats=Py_ssize_t, least=double,
                   other_mask=bits, removed=bits, added=bits, distance=Py_ssize_t)
    cdef void _search_bucket(self, Py_ssize_t place, bits mask, str word, int max_distance,
                             list hits) except *
    @cython.locals(letters="const unsigned short[::1]", begin=Py_ssize_t, end=Py_ssize_t,
                   prefix=Py_ssize_t, size=Py_ssize_t, other_size=Py_ssize_t, rows="int[::1]",
                   column=Py_ssize_t, row=Py_ssize_t, before=Py_ssize_t, above=Py_ssize_t,
                   here=Py_ssize_t, letter=cython.Py_UCS4, lowest=int, least=int)
    cpdef Py_ssize_t distance_to(self, str word, Py_ssize_t word_id, int max_distance)
