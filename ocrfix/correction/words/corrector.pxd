# Types for corrector.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.analysis cimport Analysis
from ocrfix.correction.annotated_tokens cimport AnnotatedTokens, WordInContext
from ocrfix.correction.words.candidate cimport Candidate
from ocrfix.correction.words.detection cimport is_obviously_fine, needs_candidates
from ocrfix.correction.words.ranker cimport Ranker
from ocrfix.correction.words.sources cimport find_candidates
from ocrfix.lexicon.lexicon cimport Lexicon
from ocrfix.lexicon.word cimport Word
from ocrfix.system.cache cimport Cache
from ocrfix.text.tokens cimport Token

cdef double MIN_CONFIDENCE
cdef Py_ssize_t _CONTEXT_WORDS, _CONTEXT_CHARS, _TOKENS_PER_RESULT

@cython.final
@cython.no_gc  # takes part in no reference cycle
cdef class RelativeEdit:
    cdef readonly Py_ssize_t start
    cdef readonly Py_ssize_t end
    cdef readonly str after
    cdef readonly str kind
    cdef readonly double confidence
    cdef readonly str reason

cdef class WordCorrector:
    cdef readonly Ranker ranker
    cdef readonly frozenset enabled
    cdef Cache _cache
    @cython.locals(edits=list, annotated=AnnotatedTokens, lexicon=Lexicon, starts=list,
                   count=Py_ssize_t, lines=Py_ssize_t, line=Py_ssize_t, first=Py_ssize_t,
                   stop=Py_ssize_t)
    cpdef list propose(self, Analysis analysis)
    @cython.locals(unknown_share=double, index=Py_ssize_t, target=WordInContext, key=tuple,
                   start=Py_ssize_t, end=Py_ssize_t, found=RelativeEdit)
    cdef void _propose_line(self, Analysis analysis, AnnotatedTokens annotated, Py_ssize_t line,
                            Py_ssize_t first, Py_ssize_t stop, list edits) except *
    @cython.locals(annotated=AnnotatedTokens, token=Token, candidates=list, c=Candidate,
                   confidence=double, best=Candidate, enabled=frozenset)
    cdef object _edit_word(self, Analysis analysis, WordInContext target)

cdef object _document_context(Analysis analysis, str text)
@cython.locals(text=str, annotated=AnnotatedTokens, tokens=list, token=Token, first=Py_ssize_t,
               stop=Py_ssize_t, sentence_starts=Py_ssize_t, at=Py_ssize_t, near=Token,
               first_token=Token, last_token=Token, start=Py_ssize_t, word=Word)
cdef object _context(Analysis analysis, Py_ssize_t index)
cdef str _reason(WordInContext target, Candidate best)
cdef str _name_reason(WordInContext target, object match)
