"""Generated documents for property tests, similar to real ones, with difficult input."""

from __future__ import annotations

from hypothesis import strategies as st

SENTENCES = [
    "The Ambassador told the Minister that our position on the treaty had not changed.",
    "He added that the Govermment would study tho proposal and reply in Decembe",
    "Embassy offficers reported that COmmittee members were not consulted.",
    "The President of Norland. Anders Vike. Since then nothing was heard.",
    "We arrive on Tuesday. March 4 and leave ofthe next day.",
    "PARTICIPANTS AGREED THAT THE MINISTRY OF FOREIGN AFFAIRS WOULD BE INFOFMED.",
    "1t 1s our judgment that the matter should be dropped.",
    "Subject met AMLASH/2 in the safehouse on 14 May 1963 (see para. 3).",
    "‘the delegation left for New York with Mr, Hale and Dear-Mr. Smith.",
    "T h e A m b a s s a d o r l e f t N o r l a n d i n 1 9 6 4 .",
    "T h e  t a l k s  w i t h  V i k e  w e n t  w e l l .",
    "Summary o f the t a l k s i n S E C R E T with A B C",
    "civilianofficialof the ministry and themeetingwith him, interna-",
    "tionai in the inter-",
    "naticnal law",
    "recom-",
    "mendations of the group are attached.",
    "El Gobierno no tiene comentarios.",
    "Bundeskanzler Adenauer sagte, daß die Frage offen sei.",
    "The cafÃ© was closed; he saidâ€™ so.",
]
FURNITURE = [
    "SECRET",
    "S E C R E T",
    "SEGRET",
    "CONFIDENTIAL",
    "RELEASEDUNCLASSIFIED",
    "B1,A5",
    "**B**1",
    "(b)(1)",
    "1.4(D)",
    "NODIS 9031177",
    "RELEASE IN PART B6",
    "CTION MEMORANDUMBP 3/14 REDIST 3/1",
    "epartment of State",
    "United States Department of State Review Authority JSMITH Date 06/12/96 Case ID: 9400123A",
    "UNCLASSIFIED U.S. Department of State Case No. F-2011-01234 Doc No. C05512345 Date: 4/2/2013",
    "-2-",
    "Page 3 of 9",
    "[1 line not declassified]",
    "XXXXXXXXXX",
    "grefs -",
    "€..:",
    "#### ISSUE FOR DECISION",
    "Clearances: EUR/NE: PHolm)",
    "P:PHolm H:WReed",
    "RECEIVED MAR 14 1990",
    "[[page: 2]]",
    "[[exemption FOIA:b1: B1]]",
    "[[ stamp ]] [[",
]
NASTY = [
    "",
    " ",
    "\t",
    "|",
    "_ _",
    "]] [[",
    "\u202etxet",
    "e\u0301",
    "\x00",
    "\u200b",
    "ﬁne",
    "((((",
    "a" * 60,
    "<!-- ocrfix: ignore -->",
    "[ocrfix: ignore]",
    "[ocrfix: off]",
    "[ocrfix: on]",
]

pieces = st.one_of(
    st.sampled_from(SENTENCES),
    st.sampled_from(FURNITURE),
    st.sampled_from(NASTY),
    st.text(max_size=12),
)
ends = st.sampled_from(["\n", "\n\n", "\r\n", "\f", " ", "  ", "\r", ""])


@st.composite
def documents(draw: st.DrawFn, most: int = 9) -> str:
    """A document of up to ``most`` pieces, with line ends of every kind between them."""
    parts = draw(st.lists(st.tuples(pieces, ends), max_size=most))
    return "".join(piece + end for piece, end in parts)
