# Types for error_model.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.annotated_tokens cimport AnnotatedTokens, WordInContext
from ocrfix.correction.words.candidate cimport Candidate
from ocrfix.correction.words.features.lexical cimport log_probability
from ocrfix.correction.words.features.typing_errors cimport add_typing_error_features
from ocrfix.correction.words.linear_scorer cimport LinearScorer
from ocrfix.lexicon.alignment cimport misreadings
from ocrfix.text.casing cimport is_name_shaped
from ocrfix.lexicon.confusions cimport Confusions
from ocrfix.lexicon.word cimport Word

cdef double _COMMON_PART
cdef dict _KINDS
cdef Py_ssize_t _SHORT_PART
cdef Py_ssize_t _MISREADING, _MISREADING_BY_LENGTH, _FIRST_LETTER, _TO_2_LETTERS, _TO_3_LETTERS, \
    _TO_5_LETTERS, _LENGTH_DIFFERENCE, _NAME_CHANGED, _NAME_RUNS_CHANGED, _LETTERS_LOST, \
    _COMPLETION_SHARE, _CLIPPED_AT_START, _SPLIT, _SPLIT_SHORT, _SPLIT_COMMON, _UNKNOWN_HALVES, \
    _HALVES_LOG_PROBABILITY, _JOIN_MISREAD

@cython.locals(after=str, seen=str, log_likelihood=double)
cpdef void add_error_features(LinearScorer scorer, AnnotatedTokens annotated,
                              WordInContext target, Candidate candidate) except *
@cython.locals(size=Py_ssize_t)
cdef void _add_misread(LinearScorer scorer, AnnotatedTokens annotated, WordInContext target,
                       str after, str seen) except *
@cython.locals(words=list, unknown=long, word=Word, joined=str, log_likelihood=double)
cdef void _add_spacing(LinearScorer scorer, AnnotatedTokens annotated, WordInContext target,
                       Candidate candidate) except *
@cython.locals(text=str, start=Py_ssize_t)
cdef str _replaced_text(AnnotatedTokens annotated, WordInContext target, Candidate candidate)
