"""Review: the decisions of a reviewer on changes and suggestions, and their application.

A decision does not contain a position. It contains the text before and after the change and the
words around it, so it remains valid when lines shift, or when the file is cleaned again.
"""
