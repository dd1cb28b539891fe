# Types for judge.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.ngram_context cimport bigram_pmi
from ocrfix.correction.punctuation.gaps cimport Gap, folded, word_after, word_before
from ocrfix.correction.annotated_tokens cimport AnnotatedTokens
from ocrfix.correction.punctuation.context cimport Page, in_doubt
from ocrfix.correction.punctuation.confusions cimport Reading, Run, Sightings, differ, kind_beside
from ocrfix.correction.punctuation.linear_scorer cimport Scale, Tally
from ocrfix.lexicon.ngrams cimport NgramCounts
from ocrfix.lexicon.word cimport Word

cdef Py_ssize_t _SEEN, _MANY
cdef double _COMMON, _QUIET, _TELLING
cdef list _BETWEEN, _LOGS

@cython.locals(gap=Gap, run=Run, annotated=AnnotatedTokens, left_kind=Py_ssize_t, right_kind=Py_ssize_t,
               around=Py_ssize_t, there=Py_ssize_t, noise=double, doubt=double, text=str,
               curly=double, straight=double, after=Py_ssize_t, before=Py_ssize_t, chained=bint,
               reading=Reading, sign=str, paired=bint)
cdef object _measured(Tally tally, Page page, Py_ssize_t number, list offered, list found)
@cython.locals(text=str, at=Py_ssize_t, straight=str)
cdef bint _paired(Page page, Gap gap)
@cython.locals(annotated=AnnotatedTokens, counted=NgramCounts, left=Word, right=Word, sentence=Word,
               a=cython.longlong, b=cython.longlong, text=str, before=Py_ssize_t,
               after=Py_ssize_t, first=Word, last=Word, joint=double, opened=double,
               opens=double, whole=Word)
cdef object _share_words(Tally tally, Page page, Gap gap)
@cython.locals(found=double)
cdef double _log_of(Py_ssize_t count)
@cython.locals(names=dict)
cdef str _with_word(str side, str word)

cdef class Judge:
    cdef readonly dict weights
    cdef readonly Scale scale
    cdef readonly Sightings sightings
    cdef dict _kept
    @cython.locals(gap=Gap, start=Py_ssize_t, around=str, key=tuple, offered=list, scores=list,
                   shares=list, best=Py_ssize_t, other=Py_ssize_t, reading=Reading)
    cpdef tuple mend(self, Page page, Py_ssize_t number, Tally tally)

cdef object _trusted(Tally tally, double share, bint quiet)
@cython.locals(page=Page, tally=Tally, found=list, number=Py_ssize_t, gap=Gap, mend=tuple,
               meant=str, confidence=double)
cpdef list propose(analysis, Judge judge, kinds, double least=*)
