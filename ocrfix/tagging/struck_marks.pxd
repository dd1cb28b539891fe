# Types for struck_marks.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.tagging.paragraphs cimport Paragraphs

cdef Py_ssize_t _MIN_LAST_LETTERS, _MIN_LAST_WORD_CHARS, _MAX_CHARS, _MAX_BARE_CHARS
cdef Py_ssize_t _MAX_ALONE_CHARS, _MAX_TAIL_CHARS, _MAX_LETTERS

@cython.final
cdef class StruckMarks:
    cdef object _subject
    cdef frozenset _misread
    cdef frozenset _items
    cdef frozenset _words
    @cython.locals(cut=Py_ssize_t, tail=str, last=str, start=Py_ssize_t, mark=str, letters=list,
                   end=Py_ssize_t)
    cdef object _at_end(self, Paragraphs text, number, str line)
    @cython.locals(letters=Py_ssize_t)
    cdef bint _may_be_mark(self, str mark) except -1
    @cython.locals(mark=str)
    cdef object _alone(self, Paragraphs text, number, str line, set placed)
    @cython.locals(mark=str)
    cdef object _of_subject(self, Paragraphs text, number, str line)

@cython.locals(parts=list)
cdef bint _may_end_in_mark(str tail) except -1
cpdef bint _is_word(str last) except -1
