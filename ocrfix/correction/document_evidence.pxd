# Types for document_evidence.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.annotated_tokens cimport AnnotatedTokens, WordInContext
from ocrfix.correction.document_names cimport DocumentNames
from ocrfix.correction.ngram_context cimport fit_between
from ocrfix.correction.words.candidate cimport Candidate, candidate_words
from ocrfix.correction.words.sources cimport find_candidates
from ocrfix.lexicon.alignment cimport misreadings
from ocrfix.lexicon.word cimport Word
from ocrfix.text.casing cimport case_shape
from ocrfix.text.tokens cimport Token

cdef Py_ssize_t _MIN_EVIDENT, _MAX_EVIDENT, _MAX_RUN, _MAX_OCCURRENCES
cdef double _MIN_LEAD, _MIN_BURST, _MAX_BURST, _HALF

cdef class DocumentEvidence:
    cdef AnnotatedTokens _annotated
    cdef readonly object word_counts
    cdef readonly DocumentNames names
    cdef dict _counts
    cdef dict _folded
    cdef Py_ssize_t _total
    cdef readonly double noise
    cdef dict _positions
    cdef dict _misread
    cdef dict _fits
    @cython.locals(count=object)
    cpdef Py_ssize_t count_of(self, str text)
    cpdef Py_ssize_t folded_count_of(self, str folded)
    @cython.locals(expected=double, ratio=double)
    cpdef double burst(self, str folded, double log_probability)
    @cython.locals(misread=dict, least=Py_ssize_t, folded=str, run=tuple, forms=set,
                   count=Py_ssize_t)
    cpdef Py_ssize_t misread_elsewhere(self, Candidate candidate, str seen)
    @cython.locals(fit=object)
    cpdef double fit_elsewhere(self, Candidate candidate, str seen)
    @cython.locals(places=list, words=list, total=double, index=Py_ssize_t)
    cdef double _compute_fit(self, Candidate candidate, str seen)
    @cython.locals(target=WordInContext)
    cdef double _fit_at(self, Py_ssize_t index, Word word)
    @cython.locals(annotated=AnnotatedTokens, found=dict, tried=set, index=Py_ssize_t, word=Word,
                   token=Token, text=str)
    cdef dict _find_misread(self)

@cython.locals(seen=str, best=Candidate, candidate=Candidate)
cdef list _evident_runs(AnnotatedTokens annotated, WordInContext target)
@cython.locals(runs=list)
cdef list _runs(Candidate candidate, str seen)
@cython.locals(words=Py_ssize_t, noise=Py_ssize_t, index=Py_ssize_t, word=Word, token=Token)
cdef double _noise(AnnotatedTokens annotated)
@cython.locals(found=dict, index=Py_ssize_t, token=Token, places=list)
cdef dict _positions(AnnotatedTokens annotated)
