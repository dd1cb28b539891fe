# Types for spacing.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.words.candidate cimport Candidate
from ocrfix.lexicon.casing cimport shape
from ocrfix.correction.annotated_tokens cimport WordInContext, AnnotatedTokens
from ocrfix.lexicon.lexicon cimport Lexicon
from ocrfix.lexicon.word cimport Word
from ocrfix.text.tokens cimport Token

cdef Py_ssize_t _LONGEST, _WIDEST_GAP, _MOST_PARTS, _SHORTEST_OF_THREE
cdef double _RARE

@cython.locals(offers=list, token=Token, text=str, found=list, cut=Py_ssize_t, left=str, right=str,
               offered=list, after=str)
cpdef list parted(AnnotatedTokens annotated, WordInContext target)
@cython.locals(small=str, word=str)
cdef list _cuts(Lexicon lexicon, str text)
cdef bint _may_be_parted(str text, Word word)
@cython.locals(total=double, part=str, known=Word)
cdef object _likelihood(Lexicon lexicon, str left, str right)
@cython.locals(tokens=list, token=Token, after=Token, gap=str)
cpdef str next_to_join(AnnotatedTokens annotated, WordInContext target)
@cython.locals(offers=list, rest=str, token=Token, after=Token, next_word=Word, whole=str, known=Word)
cpdef list joined(AnnotatedTokens annotated, WordInContext target)
