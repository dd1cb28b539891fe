# Types for tagger.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.tagging.running_heads cimport may_echo
from ocrfix.text.letters cimport capital_share
from ocrfix.tagging.noise cimport is_noise
from ocrfix.tagging.phrases cimport PhraseFinder

cdef Py_ssize_t _MOST_KEPT, _LONGEST_KEPT
cdef double _DOUBTFUL

@cython.final
cdef class Reading:
    cdef readonly object finds
    cdef readonly object runs
    cdef readonly bint marked
    cdef readonly bint echo
    cdef readonly bint noise

cdef class Tagger:
    cdef dict _rules
    cdef object _patterns
    cdef PhraseFinder _phrases
    cdef object _codes
    cdef object _sieve
    cdef frozenset _dated
    cdef dict _refusals
    cdef dict _refused
    cdef dict _kept
    cdef dict _kept_before
    cdef Reading _plain
    cdef Reading _open
    @cython.locals(page=list, readings=list, finds=list, runs=list, around=dict, blank=list,
                   noisy=set, marked_lines=dict, plain=Reading, both=bint, start=Py_ssize_t,
                   previous=Py_ssize_t, count=Py_ssize_t, part=str, reading=Reading,
                   covered=set)
    cpdef list tag(self, str text)
    @cython.locals(readings=list, kept=dict, before=dict, unread=dict, count=Py_ssize_t, part=str,
                   reading=Reading, places=list, fresh=list, met=list)
    cdef list _readings(self, list page)
    cdef void _keep(self, str part, Reading reading)
    @cython.locals(finds=list, runs=list, taken=list, border=Py_ssize_t, forms=list,
                   number=Py_ssize_t, bare=str, share=double, echo=bint, noise=bint)
    cdef Reading _reading(self, str line, list met)
