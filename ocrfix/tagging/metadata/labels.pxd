# labels.py is compiled without types; see hatch_build.py.
