# Types for corrector.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.punctuation.candidates cimport needs_candidates
from ocrfix.correction.punctuation.context cimport AnnotatedGaps
from ocrfix.correction.punctuation.gaps cimport Gap
from ocrfix.correction.punctuation.ranker cimport PunctuationRanker
from ocrfix.correction.punctuation.scorer cimport CandidateScorer
from ocrfix.correction.punctuation.separator cimport common_ends

@cython.locals(gaps=AnnotatedGaps, scorer=CandidateScorer, found=list, number=Py_ssize_t, gap=Gap,
               correction=tuple, printed=str, confidence=double)
cpdef list propose(analysis, PunctuationRanker ranker, kinds, double min_confidence=*)
