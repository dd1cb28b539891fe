# Types for lexical.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.annotated_tokens cimport AnnotatedTokens
from ocrfix.correction.ngram_context cimport NgramCorpus, bigram_pmi
from ocrfix.correction.words.linear_scorer cimport LinearScorer
from ocrfix.lexicon.word cimport Word

cdef double _MIN_LOG_PROBABILITY, _COMMON
cdef Py_ssize_t _LOG_PROBABILITY, _INNER_PMI, _INNER_PMI_RELEASES, _MIXED_CASE, \
    _LOWER_FOR_TITLE, _LOWER_AT_SENTENCE_START, _TITLE_FOR_LOWER, _TITLE_FOR_COMMON, \
    _NOT_DIPLOMATIC, _NOT_ENGLISH, _NAME_ONLY, _NAME_ONLY_LOWER, _FOREIGN_ONLY, \
    _PERSON_REFERENCES, _DOCUMENTS, _DOCUMENTS_IN_CASE

@cython.locals(word=Word, flags=long)
cpdef void add_lexical_features(LinearScorer scorer, AnnotatedTokens annotated, list words,
                                str case, bint sentence_start) except *
@cython.locals(total=double, word=Word)
cpdef double log_probability(list words)
@cython.locals(word=Word)
cpdef bint is_unusual_capital(list words, str case, bint sentence_start)
cpdef bint is_foreign_only(list words)
cpdef long documents_in_case(Word word, str case)
@cython.locals(total=double, at=Py_ssize_t)
cdef double _inner_pmi(AnnotatedTokens annotated, NgramCorpus corpus, list words)
@cython.locals(flags=long, word=Word)
cdef long _shared_flags(list words)
