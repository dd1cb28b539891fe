"""Files in the XML page formats for tests, made of words by page and line."""

from __future__ import annotations

from html import escape

from ocrfix.pages.changes import Lines


def hocr(pages: Lines, quote: str = "'") -> str:
    """Return an hOCR file as Tesseract writes it."""
    q = quote
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"\n'
        '    "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">\n'
        ' <head>\n  <title></title>\n  <meta name="ocr-system" content="tesseract" />\n </head>\n'
        " <body>\n"
    ]
    for p, page in enumerate(pages):
        parts.append(f"  <div class={q}ocr_page{q} id={q}p{p}{q} title='bbox 0 0 600 800'>\n")
        for row, line in enumerate(page):
            parts.append(f"   <span class={q}ocr_line{q} id={q}l{p}_{row}{q}>\n")
            for k, word in enumerate(line):
                x, y = 60 * k, 20 * row
                parts.append(
                    f"    <span class={q}ocrx_word{q} id={q}w{p}_{row}_{k}{q} "
                    f"title={q}bbox {x} {y} {x + 50} {y + 12}; x_wconf 9{k % 10}{q}>"
                    f"{'<strong>' * (k % 2)}{escape(word)}{'</strong>' * (k % 2)}</span>\n"
                )
            parts.append("   </span>\n")
        parts.append("  </div>\n")
    return "".join([*parts, " </body>\n</html>\n"])


def alto(pages: Lines, version: int = 3, prefix: str = "", hyphens: bool = False) -> str:
    """Return an ALTO file.

    Args:
        pages: its words.
        version: the version of the format.
        prefix: the prefix of its namespace.
        hyphens: whether a hyphen at the end of a line is an element of its own.
    """
    n = prefix and f"{prefix}:"
    uri = f"http://www.loc.gov/standards/alto/ns-v{version}#"
    xmlns = f'xmlns{prefix and ":" + prefix}="{uri}"' if version > 1 else ""
    parts = [
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{n}alto {xmlns}>\n<{n}Description>'
        f"<{n}MeasurementUnit>pixel</{n}MeasurementUnit></{n}Description>\n<{n}Layout>\n"
    ]
    for p, page in enumerate(pages):
        size = 'WIDTH="600" HEIGHT="800"'
        box = f'HPOS="0" VPOS="0" {size}'
        parts.append(f'<{n}Page ID="p{p}" PHYSICAL_IMG_NR="{p}" {size}><{n}PrintSpace {box}>\n')
        parts.append(f'<{n}TextBlock ID="b{p}" {box}>\n' if page else "")
        for row, line in enumerate(page):
            y = 20 * row
            box = f'HPOS="0" VPOS="{y}" WIDTH="600" HEIGHT="12"'
            parts.append(f'<{n}TextLine ID="l{p}_{row}" {box}>')
            for k, word in enumerate(line):
                x = 60 * k
                if k:
                    parts.append(f'<{n}SP WIDTH="10" VPOS="{y}" HPOS="{x - 10}"/>')
                cut = (
                    hyphens
                    and k + 1 == len(line)
                    and word.endswith("-")
                    and word[-2:-1] not in ("", "-")
                )
                content = escape(word[:-1] if cut else word)
                parts.append(
                    f'<{n}String ID="s{p}_{row}_{k}" HPOS="{x}" VPOS="{y}" WIDTH="50" HEIGHT="12" '
                    f'WC="0.9" CONTENT="{content}"/>\n'
                )
                if cut:
                    parts.append(f'<{n}HYP WIDTH="5" HPOS="{x + 50}" VPOS="{y}" CONTENT="-"/>')
            parts.append(f"</{n}TextLine>\n")
        parts.append(f"</{n}TextBlock>\n" if page else "")
        parts.append(f"</{n}PrintSpace></{n}Page>\n")
    return "".join([*parts, f"</{n}Layout>\n</{n}alto>\n"])


def page_xml(
    pages: Lines, date: str = "2019-07-15", prefix: str = "", levels: str = "word line region"
) -> str:
    """Return a PAGE file, which has one page.

    Args:
        pages: its words.
        date: the date of its schema.
        prefix: the prefix of its namespace.
        levels: the elements that state their text.
    """
    n = prefix and f"{prefix}:"
    uri = f"http://schema.primaresearch.org/PAGE/gts/pagecontent/{date}"
    lines = pages[0]

    def stated(level: str, text: str) -> str:
        if level not in levels.split():
            return ""
        unicode = f"<{n}Unicode>{escape(text, quote=False)}</{n}Unicode>"
        return f'<{n}TextEquiv conf="0.8">{unicode}</{n}TextEquiv>'

    def coords(x: int, y: int, right: int) -> str:
        points = f"{x},{y} {right},{y} {right},{y + 12} {x},{y + 12}"
        return f'<{n}Coords points="{points}"/>'

    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<{n}PcGts xmlns{prefix and ":" + prefix}="{uri}">\n'
        f"<{n}Metadata><{n}Creator>x</{n}Creator><{n}Created>2020-01-01T00:00:00</{n}Created>"
        f"<{n}LastChange>2020-01-01T00:00:00</{n}LastChange></{n}Metadata>\n"
        f'<{n}Page imageFilename="x.png" imageWidth="600" imageHeight="800">\n'
        f'<{n}TextRegion id="r">{coords(0, 0, 600)}\n'
    ]
    for row, line in enumerate(lines if levels != "region" else []):
        parts.append(f'<{n}TextLine id="l{row}">{coords(0, 20 * row, 600)}\n')
        if "word" in levels:
            for k, word in enumerate(line):
                box = coords(60 * k, 20 * row, 60 * k + 50)
                parts.append(f'<{n}Word id="w{row}_{k}">{box}{stated("word", word)}</{n}Word>\n')
        parts.append(f"{stated('line', ' '.join(line))}</{n}TextLine>\n")
    parts.append(stated("region", "\n".join(" ".join(line) for line in lines)))
    return "".join([*parts, f"</{n}TextRegion>\n</{n}Page>\n</{n}PcGts>\n"])
