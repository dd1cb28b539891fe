# Types for features.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.words.candidate cimport Candidate
from ocrfix.correction.ngram_context cimport NgramCorpus, bigram_pmi, trigram_score
from ocrfix.lexicon.casing cimport name_shaped, shape
from ocrfix.correction.annotated_tokens cimport WordInContext, AnnotatedTokens
from ocrfix.correction.words.linear_scorer cimport Scales
from ocrfix.lexicon.alignment cimport misreadings
from ocrfix.lexicon.confusions cimport Confusions
from ocrfix.lexicon.lexicon cimport Lexicon
from ocrfix.lexicon.word cimport Word

cdef double _FLOOR, _COMMON, _RARE
cdef dict _KINDS, _SLIPS
cdef Py_ssize_t _LIKELIHOOD, _FITS_INSIDE_DIPLOMATIC, _FITS_INSIDE_COLLECTION, \
    _MIXED_CASE, _SMALL_CAPITAL_IN_PRINT, _SMALL_OPENS_SENTENCE, \
    _CAPITAL_INSIDE_SMALL_IN_PRINT, _CAPITAL_INSIDE_COMMON_WORD, _FITS_LEFT_DIPLOMATIC, \
    _FITS_RIGHT_DIPLOMATIC, _FITS_LEFT_COLLECTION, _FITS_RIGHT_COLLECTION, \
    _TRIPLES, _CAPITALS_AMONG_SMALL, _CAPITALS_AMONG_CAPITALS, \
    _SMALL_AMONG_CAPITALS, _CAPITALISED_AMONG_CAPITALS, _CAPITAL_INSIDE_BESIDE_CAPITAL, \
    _ONLY_FOREIGN_AMONG_FOREIGN_WORDS, _KEEP_NOISE_AROUND, _KEEP_AMONG_FOREIGN_WORDS, \
    _KEEP_KNOWN_NOISE_AROUND, _KEEP_UNKNOWN_LINE_IN_DOUBT, _KEEP_UNKNOWN_AGAIN_IN_TEXT, \
    _KEEP_UNKNOWN_ALONE, _NOT_DIPLOMATIC_ENGLISH, _NOT_ENGLISH, \
    _ONLY_A_NAME, _ONLY_A_NAME_SMALL, _ONLY_FOREIGN, \
    _PEOPLE, _DOCUMENTS, _DOCUMENTS_OF_THIS_SHAPE, \
    _KEEP, _KEEP_KNOWN, _KEEP_KNOWN_GENERAL_ENGLISH_ONLY, \
    _KEEP_KNOWN_RARE, _KEEP_KNOWN_SHORT, _KEEP_UNKNOWN_ANYWHERE, \
    _KEEP_UNKNOWN_LETTERS, _KEEP_UNKNOWN_SHORT, _KEEP_UNKNOWN_CAPITALISED, \
    _KEEP_UNKNOWN_CAPITALISED_INSIDE, _KEEP_UNKNOWN_CAPITALS, _KEEP_UNKNOWN_DOCUMENTS_OF_THIS_SHAPE, \
    _KEEP_RARE_ENGLISH, _KEEP_UNKNOWN_DERIVED, _KEEP_ABBREVIATION, \
    _KEEP_ABBREVIATION_CAPITALS, _KEEP_UNKNOWN_NO_VOWEL, _KEEP_UNKNOWN_ACCENTS, \
    _KEEP_UNKNOWN_SIGNS_OR_DIGITS, _MISREADING, _MISREADING_BY_LETTER, \
    _FIRST_LETTER_CHANGES, _TO_2_LETTERS, _TO_3_LETTERS, \
    _TO_4_OR_5_LETTERS, _LENGTH_CHANGES, _CAPITALISED_IS_CHANGED, \
    _NAME_INSIDE_RUNS_CHANGED, _TYPIST_IN_CAPITALS, _CLIPPED_LETTERS, \
    _CLIPPED_SHARE_OF_COMPLETIONS, _CLIPPED_IN_FRONT, _PARTS_A_WORD, \
    _PARTS_A_WORD_2_LETTERS_OR_1, _PARTS_A_WORD_BOTH_COMMON, _JOINS_HALVES_UNKNOWN, \
    _JOINS_LIKELIHOOD_OF_HALVES, _KIND_CLIPPED, _KIND_CASE, \
    _KIND_DIGITS, _KIND_SPACING, _KIND_MISREAD, \
    _KEEP_FITS_LEFT_DIPLOMATIC, _KEEP_FITS_RIGHT_DIPLOMATIC, _KEEP_FITS_LEFT_COLLECTION, \
    _KEEP_FITS_RIGHT_COLLECTION, _KEEP_TRIPLES, _TYPIST_LETTERS_CHANGE_PLACES, \
    _TYPIST_A_LETTER_TWICE, _TYPIST_ONE_OF_TWO_LETTERS_LEFT_OUT, _TYPIST_A_LETTER_LEFT_OUT, \
    _TYPIST_A_KEY_BESIDE

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
cpdef Surroundings surroundings(AnnotatedTokens annotated, WordInContext target)
@cython.locals(words=list)
cpdef list parts_of(AnnotatedTokens annotated, Candidate candidate)
@cython.locals(words=list, kind=str, opens=bint, first=Word)
cpdef void of_word(Scales scales, AnnotatedTokens annotated, WordInContext target, Candidate candidate) except *
@cython.locals(total=double, word=Word)
cdef double _likelihood(list words)
@cython.locals(total=double, at=Py_ssize_t)
cdef double _fit_inside(AnnotatedTokens annotated, NgramCorpus text, list words)
@cython.locals(word=Word)
cdef bint _capital_inside(list words, str kind, bint opens)
@cython.locals(words=list, first=Word, last=Word, kind=str, fitted=WordInContext, lexicon=Lexicon, left=double,
               right=double, left_collected=double, right_collected=double, counted=double)
cpdef void of_place(Scales scales, AnnotatedTokens annotated, WordInContext target, Candidate candidate, Surroundings around) except *
cdef WordInContext _before_joined(AnnotatedTokens annotated, WordInContext target)
@cython.locals(flags=long, word=Word)
cdef long _flags(list words)
cdef bint _only_foreign(list words)
@cython.locals(flags=long, word=Word)
cdef void _known(Scales scales, list words, str kind) except *
cdef long _of_shape(Word word, str kind)
@cython.locals(text=str, word=Word, size=Py_ssize_t, documents=long)
cdef void _kept(Scales scales, AnnotatedTokens annotated, WordInContext target, str kind) except *
@cython.locals(text=str, seen=str, cost=double, size=Py_ssize_t, confusions=Confusions, long=Py_ssize_t)
cdef void _channel(Scales scales, AnnotatedTokens annotated, WordInContext target, Candidate candidate) except *
@cython.locals(words=list, unknown=long, word=Word)
cdef void _spacing(Scales scales, AnnotatedTokens annotated, WordInContext target, Candidate candidate) except *
@cython.locals(text=str, start=Py_ssize_t)
cdef str _seen(AnnotatedTokens annotated, WordInContext target, Candidate candidate)
@cython.locals(shorter=str, longer=str, size=Py_ssize_t, at=Py_ssize_t)
cpdef object typists_slip(str meant, str seen, keyboard)
@cython.locals(first=Py_ssize_t, second=Py_ssize_t, at=Py_ssize_t)
cdef object _changed(str meant, str seen, keyboard)
