"""Cards of the kinds of document in the collections: what each says, and what it leaves empty."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ocrfix.tagging.metadata.card import CardReader
from ocrfix.tagging.rules.schema import RuleSet
from ocrfix.tagging.tagger import Tagger

TABLE = Path(__file__).with_name("cards.toml")
CARDS = tomllib.loads(TABLE.read_text(encoding="utf-8"))["card"]


@pytest.fixture(scope="module")
def reader(rules: RuleSet) -> CardReader:
    return CardReader(rules.card, rules.outcomes)


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card["about"])
def test_card(card: dict[str, Any], reader: CardReader, tagger: Tagger) -> None:
    text = card["text"]
    read = msgspec.to_builtins(reader.read(text, tagger.tag(text)))
    fields = card.get("fields", {})
    assert {field: read[field] for field in fields} == fields
    assert {field: read[field] for field in card.get("empty", ())} == dict.fromkeys(
        card.get("empty", ())
    )
