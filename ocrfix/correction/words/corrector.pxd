# Types for corrector.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.analysis cimport Analysis
from ocrfix.correction.annotated_tokens cimport AnnotatedTokens, WordInContext
from ocrfix.correction.document_evidence cimport DocumentEvidence
from ocrfix.correction.words.candidate cimport Candidate
from ocrfix.correction.words.detection cimport is_obviously_fine, needs_candidates
from ocrfix.correction.words.ranker cimport Ranker, best_change
from ocrfix.correction.words.sources cimport find_candidates
from ocrfix.lexicon.lexicon cimport Lexicon
from ocrfix.lexicon.word cimport Word
from ocrfix.system.cache cimport Cache
from ocrfix.text.casing cimport case_shape, is_name_shaped
from ocrfix.text.tokens cimport Token

cdef double _LIKELY, _SURE, _SURE_OF_NAME, _LOOKALIKE, _MAX_LEAD
cdef Py_ssize_t _CONTEXT_WORDS, _CONTEXT_CHARS, _TOKENS_PER_RESULT

@cython.final
@cython.no_gc  # takes part in no reference cycle
cdef class ScoredCandidates:
    cdef readonly list candidates
    cdef readonly list scores
    cdef readonly list texts
    cdef readonly bint may_change

@cython.final
cdef class DoubtfulWord:
    cdef public WordInContext target
    cdef readonly tuple key
    cdef public ScoredCandidates scored
    cdef public double confidence
    cdef public Candidate best

cdef class WordCorrector:
    cdef readonly Ranker ranker
    cdef readonly object _trees
    cdef readonly frozenset enabled
    cdef Cache _cache
    @cython.locals(edits=list, annotated=AnnotatedTokens, lexicon=Lexicon, count=Py_ssize_t,
                   evidence=DocumentEvidence, doubtful=list, corrected=dict, word=DoubtfulWord)
    cpdef list propose(self, Analysis analysis)
    @cython.locals(found=list, starts=list, count=Py_ssize_t, lines=Py_ssize_t, line=Py_ssize_t,
                   first=Py_ssize_t, stop=Py_ssize_t, unknown_share=double, index=Py_ssize_t,
                   target=WordInContext, key=tuple)
    cdef list _find_doubtful(self, Analysis analysis, AnnotatedTokens annotated)
    @cython.locals(scored=ScoredCandidates, candidates=list, candidate=Candidate, scores=list)
    cdef ScoredCandidates _score(self, AnnotatedTokens annotated, WordInContext target, tuple key)
    @cython.locals(scored=ScoredCandidates, probabilities=list, confidence=double,
                   best=Py_ssize_t)
    cdef void _choose(self, AnnotatedTokens annotated, DoubtfulWord word,
                      DocumentEvidence evidence) except *
    @cython.locals(index=Py_ssize_t, left2=str, left=str, right=str, right2=str, key=tuple,
                   target=WordInContext)
    cdef void _reconsider(self, AnnotatedTokens annotated, DoubtfulWord word, dict corrected,
                          DocumentEvidence evidence) except *
    @cython.locals(annotated=AnnotatedTokens, target=WordInContext, token=Token, best=Candidate,
                   enabled=frozenset, confidence=double, start=Py_ssize_t, end=Py_ssize_t, evidence=DocumentEvidence)
    cdef object _edit(self, Analysis analysis, DoubtfulWord word)

@cython.locals(word=Word, misreading=double, seen=str)
cdef bint _may_be_a_name(AnnotatedTokens annotated, WordInContext target, Candidate best,
                         DocumentEvidence evidence)
cdef bint _loses_capital(WordInContext target, Candidate best)
cdef bint _is_other_name(AnnotatedTokens annotated, WordInContext target, Candidate best,
                         DocumentEvidence evidence)
cdef bint _replaces_one_word(Candidate candidate)
@cython.locals(words=list, index=Py_ssize_t, left=Word, left2=Word, right=Word, right2=Word,
               before=str, after=str)
cdef WordInContext _between(AnnotatedTokens annotated, WordInContext target, str left2_text,
                            str left_text, str right_text, str right2_text)
@cython.locals(text=str, annotated=AnnotatedTokens, tokens=list, token=Token, first=Py_ssize_t,
               stop=Py_ssize_t, sentence_starts=Py_ssize_t, at=Py_ssize_t, near=Token,
               first_token=Token, last_token=Token, start=Py_ssize_t)
cdef object _context(Analysis analysis, Py_ssize_t index)
cdef str _reason(WordInContext target, Candidate best)
cdef str _name_reason(WordInContext target, object match)
