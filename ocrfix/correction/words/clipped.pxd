# Types for clipped.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.annotated_tokens cimport AnnotatedTokens, WordInContext
from ocrfix.correction.words.candidate cimport Candidate
from ocrfix.text.casing cimport capitalize, case_shape
from ocrfix.lexicon.word cimport Word
from ocrfix.text.tokens cimport Token

@cython.locals(tokens=list, starts=list, stop=Py_ssize_t, first=Token, last=Token)
cpdef tuple line_edges(AnnotatedTokens annotated, Token token)
@cython.locals(text=str)
cpdef bint may_be_clipped(WordInContext target)
