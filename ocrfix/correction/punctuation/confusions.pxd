# Types for sightings.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.text.casing cimport case_shape
from ocrfix.correction.punctuation.gaps cimport Gap, folded
from ocrfix.lexicon.alignment cimport common_suffix, common_prefix

cdef Py_ssize_t _SMALL
cdef double _UNASKED
cdef tuple _WHERE
cdef dict _kinds

@cython.final
cdef class Reading:
    cdef readonly str meant
    cdef readonly bint stands
    cdef readonly list signs
    cdef readonly str layout
    cdef list _between
    cdef double[::1] rates
    cdef readonly str read
    cdef readonly str noise
    cdef readonly str front
    cdef readonly str back
    cdef readonly str inside
    cdef readonly str quiet
    cdef readonly str bracket
    cdef readonly bint hyphen
    cdef readonly bint quote
    @cython.locals(found=str)
    cdef str between(self, Py_ssize_t around)

@cython.final
cdef class Run:
    cdef readonly str seen
    cdef readonly list meant
    cdef readonly bint parts, bullet, dash, colon, link, dots, apostrophe, money, hyphen
    cdef readonly bint stop, comma, quoted, binds
    cdef double[::1] doubts
    cdef dict _readings
    cdef readonly dict offers
    @cython.locals(found=Reading)
    cpdef Reading reading(self, str meant)

@cython.final
cdef class Sightings:
    cdef dict _at
    cdef dict _anywhere
    cdef dict _specks
    cdef dict _runs
    cpdef double speck(self, str sign)
    @cython.locals(run=Run)
    cpdef Run run(self, str seen)
    @cython.locals(doubt=double)
    cdef double doubt(self, Run run, Py_ssize_t there)
    @cython.locals(rate=double)
    cdef double rate(self, Run run, Reading reading, Py_ssize_t there)
    @cython.locals(guess=double)
    cdef double _rate(self, str there, str seen, str meant)

cpdef str where(Gap gap)
cpdef Py_ssize_t place_of(Gap gap, Py_ssize_t right_kind)
cpdef tuple change(str seen, str meant)
@cython.locals(straight=str, start=Py_ssize_t)
cpdef tuple differ(str seen, str meant)
@cython.locals(found=Py_ssize_t, at=Py_ssize_t, size=Py_ssize_t)
cpdef Py_ssize_t kind_beside(str text)
cdef str _named(str text)
