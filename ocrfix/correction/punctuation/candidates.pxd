# Types for candidates.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.annotated_tokens cimport AnnotatedTokens
from ocrfix.correction.ngram_context cimport bigram_pmi
from ocrfix.correction.punctuation.confusions cimport PunctuationConfusions
from ocrfix.correction.punctuation.context cimport AnnotatedGaps
from ocrfix.correction.punctuation.gaps cimport Gap, straighten_quotes
from ocrfix.correction.punctuation.separator cimport GapCandidate, Separator, difference
from ocrfix.lexicon.word cimport Word

cdef Py_ssize_t _MIN_LINE_WORDS, _MAX_ELISION_CHARS
cdef double _MIN_ERROR_RATE, _MAX_UNKNOWN_SHARE, _MIN_PMI, _MAX_QUIET_NOISE

@cython.locals(gap=Gap, separator=Separator, paired=Py_ssize_t, before_lower=bint,
               may_be_space=bint, edge=Py_ssize_t, key=Py_ssize_t, found=list)
cpdef list find_candidates(AnnotatedGaps gaps, Py_ssize_t number)
@cython.locals(annotated=AnnotatedTokens, left=Word, right=Word)
cdef bint _is_between_words(AnnotatedGaps gaps, Gap gap)
cdef list _generate(PunctuationConfusions confusions, Gap gap, Separator separator,
                    Py_ssize_t paired, bint may_be_space)
cdef bint _fits_line(Gap gap, str text)
@cython.locals(gap=Gap, separator=Separator, rate=double, annotated=AnnotatedTokens, text=str,
               left=str, right=str, before_digit=bint, first_token=list, line=Py_ssize_t,
               stop=Py_ssize_t, first=Py_ssize_t, whole=Word)
cpdef bint needs_candidates(AnnotatedGaps gaps, Py_ssize_t number)
@cython.locals(line=Py_ssize_t, start=Py_ssize_t, at=Py_ssize_t)
cdef bint _sets_off(AnnotatedGaps gaps, Gap gap, Separator separator)
@cython.locals(before=Py_ssize_t, after=Py_ssize_t)
cdef bint _is_in_chain(str text, Gap gap)
@cython.locals(left=Word, right=Word)
cdef bint _is_collocation(AnnotatedTokens annotated, Gap gap)
