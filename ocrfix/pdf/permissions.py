"""Permissions of a PDF: whether it may be changed, and in which way it can be saved."""

from __future__ import annotations

from typing import Any

import pikepdf

from ocrfix.pages.file import PageFormatError

_HAS_SIGNATURES = 1  # the lowest of the signature flags of a form
_MAX_FIELDS = 10_000  # of a form, to be looked at for signatures


def refusal(pdf: pikepdf.Pdf) -> PageFormatError | None:
    """Return why a PDF may not be changed; ``None`` if it may."""
    if is_signed(pdf):
        return PageFormatError(
            "the PDF is signed, and any change breaks the signature",
            "remove the signature or correct the unsigned original",
        )
    if pdf.is_encrypted and not pdf.owner_password_matched and not pdf.allow.modify_other:
        return PageFormatError(
            "the owner of the encrypted PDF does not permit changes", "give the owner's password"
        )
    return None


def is_signed(pdf: pikepdf.Pdf) -> bool:
    """Return whether a PDF has a digital signature."""
    if "/Perms" in pdf.Root:
        return True
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary):
        return False
    flags = form.get("/SigFlags", 0)
    if isinstance(flags, int) and flags & _HAS_SIGNATURES:
        return True
    fields = form.get("/Fields")
    pending: list[Any] = []
    if isinstance(fields, pikepdf.Array):
        pending += list(fields.as_list())
    for _ in range(_MAX_FIELDS):
        if not pending:
            return False
        field = pending.pop()
        if not isinstance(field, pikepdf.Dictionary):
            continue
        if field.get("/FT") == "/Sig" and "/V" in field:
            return True
        children = field.get("/Kids")
        if isinstance(children, pikepdf.Array):
            pending += list(children.as_list())
    return True  # more fields than can be looked at
