# Types for measure.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.system.cache cimport Cache
from ocrfix.correction.annotated_tokens cimport AnnotatedTokens
from ocrfix.correction.ngram_context cimport bigram_pmi, bigram_pmis
from ocrfix.correction.punctuation.context cimport AnnotatedGaps
from ocrfix.correction.punctuation.gaps cimport Gap, word_after, word_before
from ocrfix.correction.punctuation.position cimport word_kind
from ocrfix.correction.punctuation.scorer cimport CandidateScorer
from ocrfix.correction.punctuation.separator cimport GapCandidate, Separator
from ocrfix.lexicon.lexicon cimport Lexicon
from ocrfix.lexicon.ngrams cimport NgramCounts
from ocrfix.lexicon.word cimport Word

cdef Py_ssize_t _KINDS
cdef double _COMMON, _FREQUENT, _MAX_QUIET_NOISE, _MIN_PMI
cdef list _KINDS_BESIDE, _LOGS
cdef dict _names
cdef str BIGRAM, RELEASE_BIGRAM, COMMAS_NEARBY, CONFUSION_RATE, CURLY_QUOTES, HYPHEN_REMOVED, \
    JOINED_IS_WORD, LEFT_ABBREVIATION, LEFT_CLASS, LEFT_COMMON, LEFT_UNKNOWN, LEFT_WORD, NOISE, \
    OPENING_BIGRAM, OPENING_TRIGRAM, PAIRED_BRACKET_REMOVED, PAIRED_QUOTE_REMOVED, QUIET, \
    QUOTE_REMOVED, RIGHT_CLASS, RIGHT_UNKNOWN, RIGHT_WORD, STOPS_NEARBY, STRAIGHT_QUOTES, TRIGRAMS, \
    TRUST, TRUST_PROBABILITY, TRUST_QUIET, UNCHANGED, UNKNOWN_IN_LINE, UNPAIRED_BRACKET_REMOVED, \
    WORDS_SINCE_STOP

@cython.locals(gap=Gap, separator=Separator, kinds=Py_ssize_t, position=Py_ssize_t, noise=double,
               unknown_share=double, curly=double, straight=double, candidate=GapCandidate,
               symbol=str)
cpdef object measure_candidates(CandidateScorer scorer, AnnotatedGaps gaps, Py_ssize_t number,
                                list candidates, list found)
cdef object _measure_change(CandidateScorer scorer, AnnotatedGaps gaps, Gap gap,
                            GapCandidate candidate, double noise)
@cython.locals(after=Py_ssize_t, before=Py_ssize_t)
cdef bint _is_beside_hyphen(str text, Gap gap)
@cython.locals(gap=Gap)
cdef object _measure_gap(CandidateScorer scorer, AnnotatedGaps gaps, Py_ssize_t number,
                         Py_ssize_t kinds)
@cython.locals(annotated=AnnotatedTokens, ngrams=NgramCounts, text=str, left=Word, right=Word,
               left2=Word, right2=Word, before=Py_ssize_t, after=Py_ssize_t, a=cython.longlong,
               b=cython.longlong, total=double, opening=double, printed=double,
               released=double)
cdef object _measure_ngrams(CandidateScorer scorer, AnnotatedGaps gaps, Gap gap)
@cython.locals(annotated=AnnotatedTokens, right=Word, opening=double)
cdef object _measure_right_word(CandidateScorer scorer, AnnotatedGaps gaps, Gap gap)
@cython.locals(annotated=AnnotatedTokens, left=Word, whole=Word)
cdef object _measure_left_word(CandidateScorer scorer, AnnotatedGaps gaps, Gap gap)
cpdef object measure_trust(CandidateScorer scorer, double probability, bint is_quiet)
cpdef bint is_quiet(AnnotatedGaps gaps, Py_ssize_t number)
@cython.locals(log=double)
cdef double _log_count(Py_ssize_t count)
@cython.locals(names=Cache, name=str)
cdef str _name(str template, str word)
