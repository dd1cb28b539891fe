# Types for misread.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.candidate cimport Candidate
from ocrfix.correction.dress cimport dressed, name_shaped
from ocrfix.correction.place cimport Place, Places
from ocrfix.lexicon.lexicon cimport Lexicon
from ocrfix.lexicon.word cimport Word
from ocrfix.scan cimport Token

cdef Py_ssize_t _TWO_EDITS_FROM, _ANCHORED_FROM

@cython.locals(near=tuple, n=tuple, other=Word, anchored=bint)
cdef tuple _near(Lexicon lexicon, str word, Word known)
@cython.locals(meant=str, seen=str, at=Py_ssize_t, found=str, offers=list, known=Word)
cdef list _alike(Lexicon lexicon, str word)
@cython.locals(offers=list, lexicon=Lexicon, token=Token, word=str, found=str, edits=Py_ssize_t, known=Word,
               own=str, after=str, offered=Candidate, stem=str, ending=str)
cpdef list readings(Places places, Place place)
