# Types for words.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.candidate cimport Candidate
from ocrfix.correction.place cimport Place, Places
from ocrfix.correction.rank cimport Ranker, in_doubt, readings
from ocrfix.lexicon.word cimport Word
from ocrfix.scan cimport Token

cdef double LEAST
cdef long _PLAIN
cdef Py_ssize_t _NEAR, _BESIDE, _SIGNS

@cython.final
@cython.no_gc  # no circle goes through it
cdef class Mend:
    cdef readonly Py_ssize_t start
    cdef readonly Py_ssize_t end
    cdef readonly str after
    cdef readonly str kind
    cdef readonly double confidence
    cdef readonly str reason
    cpdef Mend moved(self, Py_ssize_t by)

cdef class Words:
    cdef readonly Ranker ranker
    cdef readonly frozenset kinds
    cdef dict _kept
    cdef dict _of_words
    @cython.locals(edits=list, found=list, edit=Mend, start=Py_ssize_t, end=Py_ssize_t, number=Py_ssize_t)
    cpdef list propose(self, proof)
    @cython.locals(places=Places, offset=Py_ssize_t, starts=list, first=Py_ssize_t, stop=Py_ssize_t,
                   number=Py_ssize_t, place=Place, token=Token, edits=list, key=tuple)
    cdef list _in_line(self, proof, Py_ssize_t line)
    @cython.locals(places=Places, token=Token, offered=list, r=Candidate, likelihood=double,
                   best=Candidate, judged=list, kinds=frozenset)
    cdef object _of_word(self, proof, Place place)

@cython.locals(places=Places, tokens=list, starts=list, first=Py_ssize_t, stop=Py_ssize_t,
               around=list, number=Py_ssize_t, token=Token, unknown=list, word=Word, start=Token,
               before=Token, continues=bint)
cdef object _circumstances(proof, Py_ssize_t line)
cdef object _in_text(proof, str text)
@cython.locals(text=str, places=Places, tokens=list, token=Token, first=Py_ssize_t, stop=Py_ssize_t,
               opens=Py_ssize_t, at=Py_ssize_t, near=Token, one=Token, other=Token,
               start=Py_ssize_t, word=Word)
cdef object _context(proof, Py_ssize_t number)
cdef str _reason(Place place, Candidate best)
