# Types for case.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.candidate cimport Candidate
from ocrfix.correction.dress cimport capitalised, shape
from ocrfix.correction.place cimport Place, Places
from ocrfix.scan cimport Token

@cython.locals(offers=list, token=Token, text=str, kind=str, lower=str, forms=tuple, after=str)
cpdef list readings(Places places, Place place)
