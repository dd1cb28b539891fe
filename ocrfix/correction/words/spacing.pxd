# Types for spacing.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.annotated_tokens cimport AnnotatedTokens, WordInContext
from ocrfix.correction.words.candidate cimport Candidate
from ocrfix.correction.words.shortlist cimport prescore
from ocrfix.text.casing cimport case_shape
from ocrfix.lexicon.lexicon cimport Lexicon
from ocrfix.lexicon.word cimport Word
from ocrfix.text.tokens cimport Token

cdef Py_ssize_t _MIN_LENGTH_SPLIT, _MAX_LENGTH_SPLIT, _MAX_SPLITS, _MAX_PARTS, \
    _MIN_LENGTH_THREE_PARTS, _MAX_SEGMENTATIONS, _MAX_GAP_CHARS, _MAX_LENGTH_UNJOINED, \
    _MIN_PIECE_CHARS, _MIN_PIECES_CHARS
cdef double _RARE, _RAREST_WHOLE

@cython.locals(candidates=list, text=str, found=list, cut=Py_ssize_t, left=str, right=str,
               splits=list, after=str)
cpdef list find_splits(AnnotatedTokens annotated, WordInContext target)
@cython.locals(lower=str, word=str)
cdef list _cuts(Lexicon lexicon, str text)
cdef bint _may_be_split(str text, Word word)
@cython.locals(total=double, part=str, known=Word)
cdef object _log_probability(Lexicon lexicon, str left, str right)
@cython.locals(tokens=list, token=Token, after=Token, gap=str)
cdef bint _may_join(AnnotatedTokens annotated, WordInContext target)
@cython.locals(candidates=list, token=Token, after=Token, next_word=Word, joined=str, known=Word,
               end=Py_ssize_t, is_pair=bint, wholes=list, whole=str, candidate=Candidate)
cpdef list find_joins(AnnotatedTokens annotated, WordInContext target)
@cython.locals(key=tuple, known=list, found=list, lower_left=str, lower_right=str, rarer=double,
               letter=str, word=Word)
cpdef list with_lost_letter(Lexicon lexicon, str left, str right)
