# Types for words.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.words.candidate cimport Candidate
from ocrfix.correction.annotated_tokens cimport WordInContext, AnnotatedTokens
from ocrfix.correction.analysis cimport Analysis
from ocrfix.correction.words.ranker cimport Ranker, needs_candidates, find_candidates, is_obviously_fine
from ocrfix.system.cache cimport Cache
from ocrfix.lexicon.lexicon cimport Lexicon
from ocrfix.lexicon.word cimport Word
from ocrfix.text.tokens cimport Token

cdef double LEAST
cdef Py_ssize_t _BESIDE, _SIGNS, _IN_DOUBT

@cython.final
@cython.no_gc  # no circle goes through it
cdef class Mend:
    cdef readonly Py_ssize_t start
    cdef readonly Py_ssize_t end
    cdef readonly str after
    cdef readonly str kind
    cdef readonly double confidence
    cdef readonly str reason

cdef class Words:
    cdef readonly Ranker ranker
    cdef readonly frozenset kinds
    cdef Cache _of_words
    @cython.locals(edits=list, annotated=AnnotatedTokens, lexicon=Lexicon, starts=list, count=Py_ssize_t, lines=Py_ssize_t,
                   line=Py_ssize_t, first=Py_ssize_t, stop=Py_ssize_t)
    cpdef list propose(self, Analysis analysis)
    @cython.locals(doubt=double, number=Py_ssize_t, target=WordInContext, key=tuple, start=Py_ssize_t,
                   end=Py_ssize_t, found=Mend)
    cdef void _in_line(self, Analysis analysis, AnnotatedTokens annotated, Py_ssize_t line, Py_ssize_t first, Py_ssize_t stop,
                       list edits) except *
    @cython.locals(annotated=AnnotatedTokens, token=Token, offered=list, r=Candidate, likelihood=double,
                   best=Candidate, judged=list, kinds=frozenset)
    cdef object _of_word(self, Analysis analysis, WordInContext target)

cdef object _in_text(Analysis analysis, str text)
@cython.locals(text=str, annotated=AnnotatedTokens, tokens=list, token=Token, first=Py_ssize_t, stop=Py_ssize_t,
               opens=Py_ssize_t, at=Py_ssize_t, near=Token, one=Token, other=Token,
               start=Py_ssize_t, word=Word)
cdef object _context(Analysis analysis, Py_ssize_t number)
cdef str _reason(WordInContext target, Candidate best)
