# Types for context.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.annotated_tokens cimport AnnotatedTokens, WordInContext
from ocrfix.correction.ngram_context cimport pmi_of_pair, trigram_score
from ocrfix.correction.words.candidate cimport Candidate, candidate_words
from ocrfix.correction.words.features.lexical cimport is_foreign_only, is_unusual_capital
from ocrfix.correction.words.linear_scorer cimport LinearScorer
from ocrfix.text.casing cimport case_number, case_shape
from ocrfix.lexicon.lexicon cimport Lexicon
from ocrfix.lexicon.ngrams cimport NgramCounts
from ocrfix.lexicon.word cimport Word

cdef Py_ssize_t _LEFT_PMI, _RIGHT_PMI, _LEFT_PMI_RELEASES, _RIGHT_PMI_RELEASES, _TRIGRAMS, \
    _UPPER_AMONG_LOWER, _UPPER_AMONG_UPPER, _LOWER_AMONG_UPPER, _TITLE_AMONG_UPPER, \
    _TITLE_BESIDE_TITLE, _FOREIGN_AMONG_FOREIGN, _KEEP_LEFT_PMI, _KEEP_RIGHT_PMI, \
    _KEEP_LEFT_PMI_RELEASES, _KEEP_RIGHT_PMI_RELEASES, _KEEP_TRIGRAMS, _KEEP_NOISE, \
    _KEEP_FOREIGN, _KEEP_KNOWN_NOISE, _KEEP_UNKNOWN_LINE, \
    _KEEP_UNKNOWN_ISOLATED, _LEFT_CASE, _LEFT_CASE_COUNT, _RIGHT_CASE, _RIGHT_CASE_COUNT

cdef double _CASE_PRIOR

@cython.final
cdef class Surroundings:
    cdef readonly Py_ssize_t upper_neighbors
    cdef readonly Py_ssize_t lower_neighbors
    cdef readonly bint capital_neighbor
    cdef readonly double log_foreign
    cdef readonly double root_noise
    cdef readonly bint is_isolated
    cdef readonly Py_ssize_t left_case
    cdef readonly Py_ssize_t right_case

@cython.locals(left=str, right=str, upper=Py_ssize_t, lower=Py_ssize_t, case=str, text=str,
               foreign=Py_ssize_t)
cpdef Surroundings surroundings(AnnotatedTokens annotated, WordInContext target)
@cython.locals(words=list, first=Word, last=Word, context=WordInContext, lexicon=Lexicon,
               left=double, right=double, left_releases=double, right_releases=double,
               trigrams=double, counted=NgramCounts, before=Word, after=Word,
               left_pair=Py_ssize_t, right_pair=Py_ssize_t, right_case=Py_ssize_t)
cpdef void add_context_features(LinearScorer scorer, AnnotatedTokens annotated,
                                WordInContext target, Candidate candidate,
                                Surroundings around) except *
cdef void _add_case(LinearScorer scorer, list words, str case, bint sentence_start,
                    Surroundings around) except *
@cython.locals(pairs=double, cased=double)
cdef void _add_cased_pair(LinearScorer scorer, Py_ssize_t share, Py_ssize_t count, NgramCounts counted,
                          Py_ssize_t pair, Word first, Py_ssize_t first_case, Word second,
                          Py_ssize_t second_case) except *
cdef void _add_keep(LinearScorer scorer, WordInContext target, bint known,
                    Surroundings around) except *
