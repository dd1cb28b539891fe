# Types for digits.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.candidate cimport Candidate
from ocrfix.correction.dress cimport dressed
from ocrfix.correction.place cimport Place, Places
from ocrfix.lexicon.word cimport Word
from ocrfix.scan cimport Token

@cython.locals(offers=list, token=Token, text=str, word=str, known=Word, after=str)
cpdef list readings(Places places, Place place)
