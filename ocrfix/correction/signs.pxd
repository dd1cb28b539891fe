# Types for signs.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.context cimport follows
from ocrfix.correction.dress cimport shape
from ocrfix.correction.gaps cimport Gap, folded, gaps, word_after, word_before
from ocrfix.correction.place cimport Places
from ocrfix.lexicon.counts cimport SideBySide
from ocrfix.lexicon.word cimport Word

cdef Py_ssize_t _AROUND, _SEEN, _MANY, _FEWEST_WORDS, _SMALL
cdef double _UNASKED, _GRAINS, _HOPELESS, _COMMON, _SURE, _QUIET, _LOUD, _ODD, _OFTEN, _TELLING
cdef long _PLAIN
cdef str _BOUND
cdef list _BETWEEN, _LOGS
cdef tuple _WHERE
cdef dict _names, _kinds

@cython.final
cdef class Reading:
    cdef readonly str meant
    cdef readonly bint stands
    cdef readonly list signs
    cdef readonly str layout
    cdef list _between
    cdef double[::1] rates
    cdef readonly str read
    cdef readonly str noise
    cdef readonly str front
    cdef readonly str back
    cdef readonly str inside
    cdef readonly str quiet
    cdef readonly str bracket
    cdef readonly bint hyphen
    cdef readonly bint quote
    @cython.locals(found=str)
    cdef str between(self, Py_ssize_t around)

@cython.final
cdef class Run:
    cdef readonly str seen
    cdef readonly list meant
    cdef readonly bint parts, bullet, dash, colon, link, dots, apostrophe, money, hyphen
    cdef readonly bint stop, comma, quoted, binds
    cdef double[::1] doubts
    cdef dict _readings
    cdef readonly dict offers
    @cython.locals(found=Reading)
    cpdef Reading reading(self, str meant)

@cython.final
cdef class Sightings:
    cdef dict _at
    cdef dict _anywhere
    cdef dict _specks
    cdef dict _runs
    cpdef double speck(self, str sign)
    @cython.locals(run=Run)
    cpdef Run run(self, str seen)
    @cython.locals(doubt=double)
    cdef double doubt(self, Run run, Py_ssize_t there)
    @cython.locals(rate=double)
    cdef double rate(self, Run run, Reading reading, Py_ssize_t there)
    @cython.locals(guess=double)
    cdef double _rate(self, str there, str seen, str meant)

cpdef str where(Gap gap)
cdef Py_ssize_t _where(Gap gap, Py_ssize_t right_kind)

@cython.final
cdef class Page:
    cdef readonly Places places
    cdef readonly Sightings sightings
    cdef readonly str text
    cdef readonly list gaps
    cdef readonly list runs
    cdef readonly list lines
    cdef readonly list first_token
    cdef readonly SideBySide counted
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

@cython.final
cdef class Column:
    cdef double own
    cdef double[::1] weights
    cpdef weigh(self, Py_ssize_t number, double weight)

@cython.final
cdef class Scale:
    cdef readonly dict weights
    cdef readonly dict numbers
    cdef readonly dict columns

@cython.final
cdef class Tally:
    cdef readonly bint adds
    cdef readonly double score
    cdef readonly dict features
    cdef dict _shared
    cdef Py_ssize_t _many
    cdef dict _weights
    cdef dict _numbers
    cdef dict _columns
    cdef long long[::1] _which
    cdef double[::1] _values
    cdef object clear(self)
    @cython.locals(which=Py_ssize_t, at=Py_ssize_t)
    cdef object share(self, str name, double value)
    cdef object begin(self)
    cdef object sign(self, str sign)
    @cython.locals(score=double, at=Py_ssize_t)
    cdef object _add(self, Column column)
    @cython.locals(by=double)
    cdef object put(self, str name, double value)

@cython.locals(gap=Gap, run=Run, places=Places, left_kind=Py_ssize_t, right_kind=Py_ssize_t,
               around=Py_ssize_t, there=Py_ssize_t, noise=double, doubt=double, text=str,
               curly=double, straight=double, after=Py_ssize_t, before=Py_ssize_t, chained=bint,
               reading=Reading, sign=str, paired=bint)
cdef object _measured(Tally tally, Page page, Py_ssize_t number, list offered, list found)
@cython.locals(text=str, at=Py_ssize_t, straight=str)
cdef bint _paired(Page page, Gap gap)
@cython.locals(places=Places, counted=SideBySide, left=Word, right=Word, sentence=Word,
               a=cython.longlong, b=cython.longlong, text=str, before=Py_ssize_t,
               after=Py_ssize_t, first=Word, last=Word, joint=double, opened=double,
               opens=double, whole=Word)
cdef object _share_words(Tally tally, Page page, Gap gap)
@cython.locals(found=double)
cdef double _log_of(Py_ssize_t count)
cdef dict _names_of(str sign)
cdef str _name(dict names, str sign, str name)
@cython.locals(names=dict)
cdef str _with_word(str side, str word)
@cython.locals(names=dict)
cdef str _with_kind(str side, str kind)
cpdef tuple change(str seen, str meant)
@cython.locals(straight=str, start=Py_ssize_t, end=Py_ssize_t, least=Py_ssize_t)
cdef tuple _differ(str seen, str meant)
@cython.locals(found=Py_ssize_t, at=Py_ssize_t, size=Py_ssize_t)
cdef Py_ssize_t _kind(str text)
cdef str _kind_of(str text)
@cython.locals(gap=Gap, run=Run, places=Places, text=str, left=str, right=str, figure=bint,
               words=list, line=Py_ssize_t, stop=Py_ssize_t, first=Py_ssize_t, whole=Word,
               start=Py_ssize_t, at=Py_ssize_t, weak=bint)
cpdef bint in_doubt(Page page, Py_ssize_t number)
@cython.locals(before=Py_ssize_t, after=Py_ssize_t)
cdef bint _in_chain(str text, Gap gap)
@cython.locals(left=Word, right=Word)
cdef bint _together(Places places, Gap gap)

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
cpdef list propose(proof, Judge judge, kinds, double least=*)
