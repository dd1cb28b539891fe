# document_kind.py is compiled without types; see hatch_build.py.
