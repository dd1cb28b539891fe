# Types for stray.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.candidate cimport Candidate
from ocrfix.correction.context cimport follows
from ocrfix.correction.place cimport Place, Places
from ocrfix.lexicon.counts cimport SideBySide
from ocrfix.lexicon.word cimport Word
from ocrfix.scan cimport Token

@cython.locals(token=Token, start=Py_ssize_t, end=Py_ssize_t, text=str)
cpdef list readings(Places places, Place place)
@cython.locals(token=Token, text=str, left=Word, right=Word, before=Token, after=Token,
               number=cython.longlong, counted=SideBySide)
cpdef bint suspected(Places places, Place place)
