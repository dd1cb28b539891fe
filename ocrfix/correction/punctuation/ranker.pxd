# Types for ranker.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.system.cache cimport Cache
from ocrfix.correction.punctuation.candidates cimport find_candidates
from ocrfix.correction.punctuation.confusions cimport PunctuationConfusions
from ocrfix.correction.punctuation.context cimport AnnotatedGaps
from ocrfix.correction.punctuation.gaps cimport Gap
from ocrfix.correction.punctuation.measure cimport is_quiet, measure_candidates, measure_trust
from ocrfix.correction.punctuation.scorer cimport CandidateScorer, ScorerWeights
from ocrfix.correction.punctuation.separator cimport GapCandidate

cdef class PunctuationRanker:
    cdef readonly dict weights
    cdef readonly ScorerWeights scorer_weights
    cdef readonly PunctuationConfusions confusions
    cdef Cache _cache
    @cython.locals(gap=Gap, start=Py_ssize_t, around=str, unknown_share=double, key=tuple,
                   found=list, scores=list, probabilities=list, best=Py_ssize_t, other=Py_ssize_t,
                   candidate=GapCandidate)
    cpdef tuple best_correction(self, AnnotatedGaps gaps, Py_ssize_t number, CandidateScorer scorer)
