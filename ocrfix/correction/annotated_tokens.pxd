# Types for place.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.lexicon.casing cimport shape
from ocrfix.system.cache cimport Cache
from ocrfix.lexicon.lexicon cimport Lexicon
from ocrfix.lexicon.word cimport Word
from ocrfix.text.tokens cimport Scan, Token

cdef long _PLAIN
cdef Py_ssize_t _NEAR, _BESIDE
cdef double _STEPS

@cython.final
@cython.no_gc  # no circle goes through it
cdef class Place:
    cdef readonly Token token
    cdef readonly Py_ssize_t number
    cdef readonly Word word
    cdef readonly Word left2
    cdef readonly Word left
    cdef readonly Word right
    cdef readonly Word right2
    cdef readonly str left_text
    cdef readonly str right_text
    cdef readonly double doubt
    cpdef Place before(self, Place other)

cdef class Places:
    cdef readonly Scan scan
    cdef readonly Lexicon lexicon
    cdef readonly list tokens
    cdef readonly list words
    cdef double[::1] _doubt
    cdef long long[::1] _noise
    cdef long long[::1] _tongues
    @cython.locals(cache=Cache, token=Token, found=list)
    cdef list _looked_up(self)
    @cython.locals(cache=Cache, word=Word)
    cpdef Word look_up(self, str text)
    @cython.locals(starts=list, after=Py_ssize_t)
    cpdef list words_of_line(self, Py_ssize_t number)
    @cython.locals(tokens=list, words=list, token=Token, left=Word, left2=Word, right=Word,
                   right2=Word, left_text=str, right_text=str, before=Token, after=Token,
                   beyond=Token)
    cpdef Place at(self, Py_ssize_t number)
    cpdef double doubt(self, Py_ssize_t line)
    @cython.locals(known=double, unknown=double, starts=list, stop=Py_ssize_t,
                   number=Py_ssize_t, word=Word, token=Token)
    cdef double _doubted(self, Py_ssize_t line)
    @cython.locals(noisy="long long[::1]", token=Token, starts=list, line=Py_ssize_t, stop=Py_ssize_t,
                   first=Py_ssize_t, count=Py_ssize_t)
    cpdef double noise(self, Py_ssize_t number)
    @cython.locals(foreign="long long[::1]", last=Py_ssize_t, count=Py_ssize_t, word=Word)
    cpdef Py_ssize_t foreign(self, Py_ssize_t number)
    @cython.locals(found="long long[::1]", count=Py_ssize_t, number=Py_ssize_t, word=Word, token=Token,
                   text=str)
    cdef long long[::1] _noisy(self)
    @cython.locals(found="long long[::1]", count=Py_ssize_t, number=Py_ssize_t, word=Word, token=Token,
                   small=dict, flags=long)
    cdef long long[::1] _foreign(self)
