# Types for code_lists.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.tagging.pattern_set cimport AnyPattern, CompiledPattern
from ocrfix.text.letters cimport is_wordless

@cython.final
cdef class CodeListFinder:
    cdef readonly list notations
    cdef readonly list patterns
    cdef object _layout
    cdef set _keys
    cdef dict _compiled
    cdef _Contexts _contexts
    cdef AnyPattern _separators
    cpdef list find(self, list candidates, str line)
    cdef object _mention(self, list spans, CompiledPattern pattern, family, notation, str line)
    cdef CompiledPattern _pattern(self, str pattern)
    cdef bint _is_separator(self, str between) except -1
    cdef object _position(self, str before, str first, str after)

@cython.final
cdef class _Contexts:
    cdef readonly AnyPattern is_label
    cdef readonly AnyPattern is_trailer
    cdef readonly AnyPattern is_lead_in
    cdef readonly AnyPattern is_number
    cdef readonly AnyPattern is_lead_out
