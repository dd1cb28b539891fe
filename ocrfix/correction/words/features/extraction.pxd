# Types for extraction.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.annotated_tokens cimport AnnotatedTokens, WordInContext
from ocrfix.correction.words.candidate cimport Candidate, candidate_words
from ocrfix.correction.words.features.context cimport add_context_features, surroundings
from ocrfix.correction.words.features.error_model cimport add_error_features
from ocrfix.correction.words.features.keep cimport add_keep_features
from ocrfix.correction.words.features.lexical cimport add_lexical_features
from ocrfix.correction.words.linear_scorer cimport LinearScorer
from ocrfix.text.casing cimport case_shape

@cython.locals(words=list, case=str)
cpdef void add_word_features(LinearScorer scorer, AnnotatedTokens annotated, WordInContext target,
                             Candidate candidate) except *
