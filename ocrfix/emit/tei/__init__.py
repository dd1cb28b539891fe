"""TEI format: the text with its changes and markers, in the XML of TEI P5.

The encoding, with the chapter of the TEI Guidelines that recommends it:

- a change is ``<choice><sic>…</sic><corr cert="…" resp="#ocrfix">…</corr></choice>`` (3.5.1);
  a deletion is ``<surplus>``, an insertion ``<supplied>`` (11.3.3.1);
- a stamp is ``<stamp>`` (10.3.3), a page number ``<fw>`` (11.6), any other marker ``<seg>`` (16.3);
  where text was withheld, a ``<gap reason="FOIA:b1"/>`` (3.5.3) precedes its words;
- pages and lines begin at ``<pb/>`` and ``<lb/>`` (3.11.3), in addition to the line ends;
- a character that XML 1.0 cannot hold, such as a form feed, is ``<g/>`` (5);
- details for which there is no element (kinds, reasons, exact confidences, fields) are feature
  structures (18) in ``<standOff>`` (16.10), to which ``ana`` points;
- suggestions, and markers that overlap a change, are ``<span>`` elements (17.3) there, between two
  ``<anchor/>``: no program takes them for changes.

No XML library is needed: writing takes a few lines, and Python's own parser reads the result, with
document types and so all entities rejected (:mod:`ocrfix.read.tei`).
"""

from __future__ import annotations

from ocrfix.records import Record

OPTIONS: frozenset[str] = frozenset()


def render(document: Record) -> str:
    """Return ``document`` as a TEI P5 document, valid against ``tei_all``.

    Args:
        document: any document.

    >>> import ocrfix
    >>> xml = render(ocrfix.correct("Washington, Decembe 12"))
    >>> xml[xml.index("<sic>"):xml.index("</choice>")]
    '<sic>Decembe</sic><corr type="misread" cert="medium" resp="#ocrfix">December</corr>'
    """
    from ocrfix.emit.tei.body import body
    from ocrfix.emit.tei.features import stand_off
    from ocrfix.emit.tei.header import header
    from ocrfix.text.xml_chars import NAMESPACE, declarations

    text, loose = body(document)
    rest = stand_off(document, loose)
    head = header(document)
    head = head.replace("</encodingDesc>", declarations(head, text, rest) + "</encodingDesc>", 1)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<TEI xmlns="{NAMESPACE}">\n{head}<text>\n<body>\n{text}\n</body>\n</text>\n{rest}</TEI>\n'
    )
