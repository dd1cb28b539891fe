# Types for features.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.candidate cimport Candidate
from ocrfix.correction.context cimport Counted, follows, triples
from ocrfix.correction.dress cimport name_shaped, shape
from ocrfix.correction.place cimport Place, Places
from ocrfix.lexicon.alignment cimport misreadings
from ocrfix.lexicon.confusions cimport Confusions
from ocrfix.lexicon.word cimport Word

cdef double _FLOOR, _COMMON, _RARE
cdef long _PLAIN
cdef tuple _KEPT_FITS

@cython.final
cdef class Surroundings:
    cdef readonly Py_ssize_t capitals
    cdef readonly Py_ssize_t small
    cdef readonly bint beside_capital
    cdef readonly double foreign
    cdef readonly double noise
    cdef readonly bint alone
    cdef readonly double again

@cython.locals(left=str, right=str, capitals=Py_ssize_t, small=Py_ssize_t, kind=str, text=str,
               foreign=Py_ssize_t, again=Py_ssize_t)
cpdef Surroundings surroundings(Places places, Place place)
cpdef list parts_of(Places places, Candidate reading)
@cython.locals(words=list, kind=str, opens=bint, features=dict, first=Word)
cpdef dict of_word(Places places, Place place, Candidate reading)
@cython.locals(total=double, word=Word)
cdef double _likelihood(list words)
@cython.locals(total=double, at=Py_ssize_t)
cdef double _fit_inside(Places places, Counted text, list words)
@cython.locals(word=Word)
cdef bint _capital_inside(list words, str kind, bint opens)
@cython.locals(words=list, first=Word, last=Word, kind=str, features=dict, fitted=Place,
               name=str, kept=str)
cpdef dict of_place(Places places, Place place, Candidate reading, Surroundings around)
cdef Place _before_joined(Places places, Place place)
@cython.locals(flags=long, word=Word)
cdef long _flags(list words)
cdef bint _only_foreign(list words)
@cython.locals(flags=long, word=Word)
cdef void _known(dict features, list words, str kind)
cdef long _of_shape(Word word, str kind)
@cython.locals(text=str, word=Word, size=Py_ssize_t, documents=long)
cdef void _kept(dict features, Places places, Place place, str kind)
@cython.locals(text=str, seen=str, cost=double, size=Py_ssize_t, confusions=Confusions, long=Py_ssize_t)
cdef void _channel(dict features, Places places, Place place, Candidate reading)
@cython.locals(words=list, unknown=long, word=Word)
cdef void _spacing(dict features, Places places, Place place, Candidate reading)
@cython.locals(text=str, start=Py_ssize_t)
cdef str _seen(Places places, Place place, Candidate reading)
@cython.locals(shorter=str, longer=str, size=Py_ssize_t, at=Py_ssize_t)
cpdef object typists_slip(str meant, str seen, keyboard)
@cython.locals(first=Py_ssize_t, second=Py_ssize_t, at=Py_ssize_t)
cdef object _changed(str meant, str seen, keyboard)
