# Types for page.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.ngram_context cimport bigram_pmi
from ocrfix.correction.punctuation.gaps cimport Gap, folded, gaps
from ocrfix.correction.annotated_tokens cimport AnnotatedTokens
from ocrfix.correction.punctuation.confusions cimport (
    Reading, Run, Sightings, change, kind_beside, place_of)
from ocrfix.lexicon.ngrams cimport NgramCounts
from ocrfix.lexicon.word cimport Word

cdef Py_ssize_t _AROUND, _FEWEST_WORDS
cdef double _GRAINS, _HOPELESS, _SURE, _QUIET, _LOUD, _ODD, _OFTEN
cdef str _BOUND

@cython.final
cdef class Page:
    cdef readonly AnnotatedTokens annotated
    cdef readonly Sightings sightings
    cdef readonly str text
    cdef readonly list gaps
    cdef readonly list runs
    cdef readonly list lines
    cdef readonly list first_token
    cdef readonly NgramCounts counted
    cdef readonly dict grammar
    cdef readonly object own
    cdef readonly Word sentence
    cdef readonly Word nothing
    cdef double[::1] _doubts
    cdef double[::1] _odd
    cdef long long[::1] _stops
    cdef long long[::1] _commas
    cdef long long[::1] _first
    cdef long long[::1] _last
    cdef long long[::1] _stop
    cdef long long[::1] _there
    cdef bint _marked
    cdef list _straight, _curly, _opens, _closes, _opens_double, _closes_double
    @cython.locals(found=list, many=Py_ssize_t, first=Py_ssize_t, last=Py_ssize_t,
                   stop=Py_ssize_t, doubts=double, odd=double, doubt=double, number=Py_ssize_t,
                   gap=Gap, other=Gap, run=Run, start=Py_ssize_t, there=Py_ssize_t)
    cdef object _sum_up(self)
    cdef Py_ssize_t where(self, Py_ssize_t number)
    cpdef double noise(self, Py_ssize_t number)
    cpdef double odd(self, Py_ssize_t number)
    @cython.locals(gap=Gap, at=Py_ssize_t, since=Py_ssize_t)
    cdef Py_ssize_t since_stop(self, Py_ssize_t number)
    @cython.locals(run=Run)
    cdef Py_ssize_t stops(self, Py_ssize_t number)
    @cython.locals(run=Run)
    cdef Py_ssize_t commas(self, Py_ssize_t number)
    @cython.locals(gap=Gap, at=Py_ssize_t)
    cdef Py_ssize_t curly(self, Py_ssize_t number)
    @cython.locals(gap=Gap, at=Py_ssize_t)
    cdef Py_ssize_t straight(self, Py_ssize_t number)
    @cython.locals(text=str, size=Py_ssize_t, number=Py_ssize_t, run=Run, gap=Gap, at=Py_ssize_t,
                   sign=str, straight=str, after=bint, before=bint, places=list)
    cdef object _mark(self)
    @cython.locals(left=Word, right=Word)
    cdef bint parts_words(self, Gap gap)
    @cython.locals(run=Run, gap=Gap, text=str, size=Py_ssize_t, found=Py_ssize_t, at=Py_ssize_t,
                   sign=str, place=Py_ssize_t, quote=bint, closing=str, opening=str)
    cdef Py_ssize_t bound(self, Py_ssize_t number)
    @cython.locals(text=str, closes=bint, start=Py_ssize_t, end=Py_ssize_t, more=Py_ssize_t,
                   at=Py_ssize_t)
    cdef bint bracketed(self, Gap gap, str sign)
    @cython.locals(text=str, opens=list, closes=list, found=Py_ssize_t, place=Py_ssize_t,
                   following=Py_ssize_t, other=Py_ssize_t, earlier=Py_ssize_t)
    cdef bint partner(self, Py_ssize_t at)
    @cython.locals(gap=Gap, run=Run, bound=Py_ssize_t, small=bint, parts=bint, edge=Py_ssize_t,
                   key=Py_ssize_t, found=list)
    cpdef list offers(self, Py_ssize_t number)

@cython.locals(low=Py_ssize_t, high=Py_ssize_t, middle=Py_ssize_t, place=Py_ssize_t)
cdef Py_ssize_t _up_to(list places, Py_ssize_t at)
cdef list _offers(Sightings sightings, Gap gap, Run run, Py_ssize_t bound, bint parts)
cdef bint _possible(Gap gap, str meant)
@cython.locals(gap=Gap, run=Run, annotated=AnnotatedTokens, text=str, left=str, right=str, figure=bint,
               words=list, line=Py_ssize_t, stop=Py_ssize_t, first=Py_ssize_t, whole=Word,
               start=Py_ssize_t, at=Py_ssize_t, weak=bint)
cpdef bint in_doubt(Page page, Py_ssize_t number)
@cython.locals(before=Py_ssize_t, after=Py_ssize_t)
cdef bint _in_chain(str text, Gap gap)
@cython.locals(left=Word, right=Word)
cdef bint _together(AnnotatedTokens annotated, Gap gap)
