# Types for edges.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.candidate cimport Candidate
from ocrfix.correction.dress cimport capitalised, shape
from ocrfix.correction.place cimport Place, Places
from ocrfix.lexicon.word cimport Word
from ocrfix.scan cimport Token

@cython.locals(tokens=list, starts=list, stop=Py_ssize_t, one=Token, other=Token)
cpdef tuple of_line(Places places, Token token)
@cython.locals(text=str)
cpdef bint may_be_clipped(Place place)
