# Types for stray.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.annotated_tokens cimport AnnotatedTokens, WordInContext
from ocrfix.correction.words.candidate cimport Candidate
from ocrfix.lexicon.ngrams cimport NgramCounts
from ocrfix.lexicon.word cimport Word
from ocrfix.text.tokens cimport Token

cdef Py_ssize_t _MAX_LETTERS, _MAX_GAP_CHARS

@cython.locals(token=Token, start=Py_ssize_t, end=Py_ssize_t, text=str)
cpdef list find_candidates(AnnotatedTokens annotated, WordInContext target)
@cython.locals(token=Token, text=str, left=Word, right=Word, before=Token, after=Token,
               ngram_id=cython.longlong, counted=NgramCounts, fits=bint)
cpdef bint may_be_stray(AnnotatedTokens annotated, WordInContext target)
