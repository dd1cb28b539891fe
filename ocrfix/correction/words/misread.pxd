# Types for misread.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.annotated_tokens cimport AnnotatedTokens, WordInContext
from ocrfix.correction.words.candidate cimport Candidate
from ocrfix.correction.words.shortlist cimport Shortlist, floored, prescore
from ocrfix.lexicon.recase cimport recase, cased_forms
from ocrfix.text.casing cimport is_name_shaped, case_shape
from ocrfix.lexicon.confusions cimport Confusions
from ocrfix.lexicon.lexicon cimport Lexicon
from ocrfix.lexicon.word cimport Word
from ocrfix.text.tokens cimport Token

cdef Py_ssize_t _MIN_LENGTH_ANCHORED, _MIN_LENGTH_TWO_EDITS, _MIN_LENGTH_RARE, \
    _MIN_LENGTH_POSSESSIVE

@cython.locals(token=Token, text=str, word=str, lexicon=Lexicon, confusions=Confusions,
               spellings=dict, case=str, is_name_like=bint, is_short=bint, has_accents=bint, shortlist=Shortlist,
               edits=Py_ssize_t, found=str, log_probability=double, base=double, flags=long,
               after=str, score=double, stem=str, least=double)
cpdef list find_candidates(AnnotatedTokens annotated, WordInContext target)
cdef bint _may_be_accented(Word plain, Word accented, bint is_name_like)
@cython.locals(is_anchored=bint)
cdef list _neighbors(Lexicon lexicon, str word, Word known, double least)
@cython.locals(meant=str, seen=str, at=Py_ssize_t, variants=list)
cdef list _with_lookalikes(Lexicon lexicon, str word)
@cython.locals(found=str)
cdef list _lookalikes(Lexicon lexicon, str word)
cdef double _MIN_LOG_PROBABILITY
cdef Py_ssize_t _MAX_NEIGHBORS

cdef Candidate _candidate(str text, str after, double score)
