"""Legibility of pages: noise is hopeless, and what only looks odd is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocrfix
from ocrfix.dictionaries.store import ensure_compiled
from ocrfix.lexicon import Lexicon, tables
from ocrfix.lexicon.legibility import (
    FRAGMENT,
    GARBLED,
    KINDS,
    MIN_PIECES,
    NEUTRAL,
    SYMBOLS,
    UNKNOWN,
    WORD,
    LegibilityScorer,
    hopeless_pages,
    read_table,
)

TEXT = (
    "The Under Secretary told the Ambassador this morning that his Government attached great "
    "importance to the matter, and hoped for an early reply to the note of last November. "
)
NOISE = (
    "1416(11 (109.9 (I1t9 - :. I ••• •• __4. •♦ .1 .ii..-146— a M/MO wpm) :23 i6 .Yt7 It6 "
    "3 / 1 .•55 "
    "S. .. : tIt .S .54 r), .0) Pi kaA M-bA 'Ylet * ji iiintswett $.qu.st.d ▪ 44 4 S7 Q; f*x. {l "
    "~. ti tq e. J'I l.O r.O •S j* %4 n( e ;: S. '' Os\":\" ;j .;. .- /fy ?o1 x_ -_ =a \\c "
    "'j ... "
)

OTHER = {
    "Serbian": "Predsednik je primio ambasadora i rekao da njegova vlada ne moze da "
    "prihvati predlog "
    "koji je podnet na sednici u Zenevi. Ministar spoljnih poslova je izjavio da su "
    "razgovori bili "
    "korisni i da ce se nastaviti sledece nedelje u Beogradu.",
    "Polish": "Minister spraw zagranicznych oświadczył, że rząd nie może przyjąć propozycji "
    "przedstawionej podczas wczorajszego spotkania w Genewie. Rozmowy będą kontynuowane w "
    "przyszłym "
    "tygodniu, a delegacja powróci do Warszawy we wtorek po południu.",
    "Spanish": "El Ministro de Relaciones Exteriores dijo que el Gobierno no podía aceptar la "
    "propuesta presentada ayer en Ginebra. Las conversaciones continuarán la próxima semana.",
    "Indonesian": "Menteri Luar Negeri mengatakan bahwa pemerintah tidak dapat menerima "
    "usulan yang "
    "disampaikan kemarin di Jenewa. Pembicaraan akan dilanjutkan minggu depan di Jakarta dan "
    "delegasi akan kembali pada hari Selasa sore.",
    "Pinyin": "Zhonggong zhongyang zongshuji zai Beijing huijian le Meiguo daibiaotuan, "
    "shuangfang "
    "jiu liangguo guanxi jinxing le youhao de tanhua, bing biaoshi yuanyi jixu fazhan shuangbian "
    "hezuo, weile shijie heping zuochu gongxian.",
    "Russian": "Министр иностранных дел заявил, что правительство не может принять предложение, "
    "представленное вчера в Женеве. Переговоры продолжатся на следующей неделе в Москве. " * 2,
    "a telegram": "PAGE 01 STATE 321944\nORIGIN PA-02\nINFO LOG-00 COPY-01 ADS-00 SS-00 "
    "SSO-00 /003 "
    "R\nDRAFTED BY: PA/PC/SPS:JBARBOUR\nAPPROVED BY: PA:MAYODEN\nS/S-O: RMBISHOP\nO "
    "130100Z OCT 86 "
    "ZFF4\nFM SECSTATE WASHDC\nTO USDEL SECRETARY NIACT IMMEDIATE\nUNCLAS STATE 321944 TOSEC "
    "190125\nE.O. 12356: N/A\nTAGS: PARM, UR, US, OPRC\nSUBJECT: WIRELESS FILE\n",
    "a distribution list": "ACTION EUR-12 INFO OCT-01 ARA-11 EA-10 ADS-00 COM-02 INT-05 "
    "GSA-02 CIAE-00 "
    "INR-10 NSAE-00 DODE-00 AID-05 FRB-03 ICA-11 TRSE-00 XMB-02 OPIC-07 SP-02 LAB-04 H-01 SIL-01 "
    "OMB-01 EB-08 NEA-07 PM-05 L-03 SS-15 NSC-05 USIA-06 ACDA-12 MC-01 /098 W\n",
    "a table": "".join(
        f"{name:<12}{number:>9,}{number / 7:>9.1f} %  ........ {number % 9}\n"
        for number, name in enumerate(["Tin", "Copper", "Zinc", "Lead", "Rubber"] * 6, 999)
    ),
    "a word list": "\n".join(["abacus", "abbot", "abdicate", "abeyance", "abjure"] * 6),
    "a list of names": "\n".join((
        "Karvelashvili", "Dzhugashvili", "Mertens", "Kolgrims", "Owokoniran", "Kristofova",
        "Mierzwiak", "Heczko", "Wojtyna", "Khaemba", "Hadjadj", "Veturliis",
        "Hirschmann", "Lepsikova", "Kuningas", "Mmboga", "Akinwale", "Krotak",
        "Zarins", "Belov", "Gizs", "Kalekye", "Thaman", "Musi",
        "Coret", "Hanko", "Rahmatullayev", "Vykhodtsev",
    )),
    "initials": "Present: W. J. Smith, A. B. Jones, C. D. Brown, E. F. White, G. H. Black, "
    "I. K. Green, "
    "L. M. Gray, N. O. Hall, P. Q. King, R. S. Wood, T. U. Hill, V. W. Lake, X. Y. Ford, "
    "and Z. A. "
    "Lane; for the Embassy B. C. Moss, D. E. Rush, and F. G. Reed.",
    "a list of points": "".join(f"({letter}) the draft text;\n" for letter in "abcdefghijklmn"),
    "addresses": "From: Abedin, Huma <AbedinH@state.gov>\nTo: 'abc.def@state.gov'; Mills, "
    "Cheryl D "
    "<MillsCD@state.gov>\nSubject: Re: call list for tomorrow morning\nThanks, we will add "
    "him to it "
    "and send the schedule tonight. See http://www.state.gov/r/pa/prs/ps/2010/index.htm "
    "for it.\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def scorer() -> LegibilityScorer:
    return LegibilityScorer.load(Lexicon(ensure_compiled()))


def test_text_is_legible_and_noise_is_not(scorer):
    assert scorer.score(TEXT) > 0.9
    assert scorer.is_hopeless(scorer.score(NOISE))


@pytest.mark.parametrize("name", OTHER)
def test_what_only_looks_odd_is_not_hopeless(scorer, name):
    assert not scorer.is_hopeless(scorer.score(OTHER[name]))


def test_letter_spaced_text_is_not_hopeless_after_correction():
    spaced = "\n".join(" ".join(word) for word in TEXT.split())
    lines = "  ".join(" ".join(word) for word in TEXT.split())
    for text in (spaced, lines):
        assert text.count(" ") > 40
    scorer = LegibilityScorer.load(Lexicon(ensure_compiled()))
    assert not scorer.is_hopeless(scorer.score(ocrfix.correct(lines).clean))


def test_noise_beside_text_lowers_the_score(scorer):
    scores = [scorer.score(TEXT * 2 + NOISE * n) for n in range(4)]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[-1]


@pytest.mark.parametrize(
    "page", ["", "Page 2", "\n\n", "1 2 3 " * 50, "----- ..... " * 50, "Да " * 90]
)
def test_a_page_with_too_little_text_has_no_score(scorer, page):
    assert scorer.score(page) is None
    assert not scorer.is_hopeless(None)


def test_pages_are_separated_by_form_feeds(scorer):
    scores = scorer.pages(f"{TEXT}\f{NOISE}\fPage 3\n\f")
    assert len(scores) == 3
    assert scores[2] is None
    assert hopeless_pages(scorer, scores) == [2]
    assert scorer.pages(TEXT) == (scorer.score(TEXT),)
    assert scorer.pages("") == (None,)


@pytest.mark.parametrize(
    ("piece", "kind"),
    [
        ("Government,", WORD), ("(Government)", WORD), ("a", WORD), ("don't", WORD),
        ("l’Europe", WORD),
        ("vis-a-vis", WORD), ("Ginebra", WORD), ("Mierzwiak", UNKNOWN), ("qx", FRAGMENT),
        ("j", FRAGMENT), ("f*x", GARBLED), ("gOveRnxQt", GARBLED), ("b3tweqn", GARBLED),
        ("{•", SYMBOLS), ("4.;", NEUTRAL), ("1986", NEUTRAL), ("$3.5", NEUTRAL), ("W.", NEUTRAL),
        ("(b)", NEUTRAL), ("-----", NEUTRAL), ("•", NEUTRAL),
        ("Женева", NEUTRAL), ("được", NEUTRAL),
        ("x" * 80, NEUTRAL), ("ab" * 80, GARBLED),
    ],
)  # fmt: skip
def test_kinds_of_pieces(scorer, piece, kind):
    assert scorer.kind_of(piece) == kind


@given(st.text(max_size=300))
def test_a_score_is_a_share(text):
    scorer = LegibilityScorer(Lexicon(ensure_compiled()), dict.fromkeys((*KINDS, "threshold"), 0.5))
    for score in scorer.pages(text):
        assert score is None or score == 0.5
    assert scorer.count(text).total <= len(text.split())


def test_the_table_is_in_order(scorer):
    shares = [scorer.shares[kind] for kind in KINDS]
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] < scorer.threshold < shares[0]


@pytest.mark.parametrize("rows", ["word\t1\n", "word\tmany\n", "word\n"])
def test_a_broken_table_is_refused(tmp_path, rows):
    path = tmp_path / "legibility.tsv"
    path.write_text(rows, encoding="utf-8")
    with pytest.raises(tables.TableError):
        read_table(path)


class TestRecord:
    def test_it_has_the_legibility_of_each_page_if_asked(self):
        text = f"{TEXT}\f{NOISE}"
        document = ocrfix.clean(text, legibility=True)
        assert len(document.legibility) == 2
        assert '"legibility":[0.9' in document.to_json()

    def test_otherwise_it_is_as_before(self):
        assert "legibility" not in ocrfix.clean(TEXT).to_json()

    def test_fewer_pieces_than_needed_have_none(self):
        document = ocrfix.clean("the " * (MIN_PIECES - 1), legibility=True)
        assert document.legibility == (None,)
