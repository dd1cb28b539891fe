# Types for line_scan.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.system.cache cimport Cache
from ocrfix.tagging.noise cimport is_noise
from ocrfix.tagging.phrases cimport PhraseFinder
from ocrfix.tagging.running_heads cimport may_be_running_head
from ocrfix.text.letters cimport uppercase_share

cdef Py_ssize_t _MAX_CACHED_CHARS
cdef double _MIN_CONFIDENCE_TO_TAKE

@cython.final
cdef class LineScan:
    cdef readonly object matches
    cdef readonly object code_lists
    cdef readonly bint is_marked
    cdef readonly bint is_noise

@cython.final
cdef class LineScanner:
    cdef dict _rules
    cdef object _patterns
    cdef PhraseFinder _phrases
    cdef object _codes
    cdef object _pattern_set
    cdef Cache _cache
    cdef LineScan _empty
    cdef LineScan _maybe_running_head
    @cython.locals(lines=list, scans=list, empty=LineScan, has_crlf=bint, start=Py_ssize_t,
                   previous=Py_ssize_t, number=Py_ssize_t, part=str, scan=LineScan)
    cpdef object scan(self, str text)
    @cython.locals(scans=list, cache=Cache, unknown=dict, number=Py_ssize_t, line=str,
                   scan=LineScan, numbers=list, fresh=list, candidates=list)
    cdef list _scans(self, list lines)
    @cython.locals(matches=list, code_lists=list, taken=list, border=Py_ssize_t, notations=list,
                   number=Py_ssize_t, bare=str, upper=double, without_words=bint)
    cdef LineScan _scan(self, str line, list candidates)
