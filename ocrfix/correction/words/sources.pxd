# Types for sources.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.annotated_tokens cimport AnnotatedTokens, WordInContext
from ocrfix.correction.words.candidate cimport Candidate
from ocrfix.correction.words.shortlist cimport Shortlist, best_in_context, best_of, prescore
from ocrfix.system.cache cimport Cache
from ocrfix.text.tokens cimport Token

cdef tuple _BY_WORD, _BY_NEIGHBORS

@cython.locals(token=Token, may_be_clipped=bint, cache=Cache, by_word=list, replacements=list,
               removals=list, added=bint, candidate=Candidate)
cpdef list find_candidates(AnnotatedTokens annotated, WordInContext target)
@cython.locals(text=str, shortlist=Shortlist, candidate=Candidate)
cdef list _find_by_word(AnnotatedTokens annotated, WordInContext target)
