# viterbi.py is compiled as it is, without types; see hatch_build.py.
