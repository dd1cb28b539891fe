# typing_errors.py is compiled as it stands; see hatch_build.py.
