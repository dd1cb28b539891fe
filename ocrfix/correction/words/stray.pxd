# Types for stray.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.words.candidate cimport Candidate
from ocrfix.correction.ngram_context cimport bigram_pmi
from ocrfix.correction.annotated_tokens cimport WordInContext, AnnotatedTokens
from ocrfix.lexicon.ngrams cimport SideBySide
from ocrfix.lexicon.word cimport Word
from ocrfix.text.tokens cimport Token

@cython.locals(token=Token, start=Py_ssize_t, end=Py_ssize_t, text=str)
cpdef list find_candidates(AnnotatedTokens annotated, WordInContext target)
@cython.locals(token=Token, text=str, left=Word, right=Word, before=Token, after=Token,
               number=cython.longlong, counted=SideBySide)
cpdef bint suspected(AnnotatedTokens annotated, WordInContext target)
