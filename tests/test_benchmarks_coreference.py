"""The measure of who is meant: what it counts as right, open and wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import coreference
from readout.language.read import read

_ROWS = """
1 Prime prime ADJ JJ 2 amod (1-person-new
2 Minister minister PROPN NNP 5 nsubj _
3 Ann Ann PROPN NNP 2 flat _
4 Lindqvist Lindqvist PROPN NNP 2 flat 1)
5 left leave VERB VBD 0 root _
6 Norway Norway PROPN NNP 5 obj (2-place-new)
7 . . PUNCT . 5 punct _

1 She she PRON PRP 2 nsubj (1-person-giv)
2 thanked thank VERB VBD 0 root _
3 its its PRON PRP$ 4 nmod:poss (3-person-new(2-place-giv)
4 hosts host NOUN NNS 2 obj 3)
5 . . PUNCT . 2 punct _
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    lines = ["# newdoc id = GUM_news_made", "# meta::dateCreated = 2015-05-05", "# newpar"]
    for row in _ROWS.strip("\n").split("\n"):
        if not row:
            lines.append("")
            continue
        number, form, lemma, upos, xpos, head, relation, entity = row.split()
        misc = f"Entity={entity}" if entity != "_" else "_"
        lines.append("\t".join((number, form, lemma, upos, xpos, "_", head, relation, "_", misc)))
    file = tmp_path / "made.conllu"
    file.write_text("\n".join([*lines, "", ""]), encoding="utf-8")
    return file


def test_mentions_of_one_entity_share_its_number(bank: Path) -> None:
    (text,) = coreference.texts(bank)
    assert text.name == "news_made"
    told = {text.text[m.start : m.end]: (m.entity, m.form) for m in text.told}
    assert told["She"] == ("1", "pronoun")
    assert told["Minister"] == ("1", "name")
    assert told["Norway"] == ("2", "name")
    assert told["hosts"] == ("3", "noun")


def test_pronouns_are_right_where_they_mean_what_the_name_means_and_open_where_nobody(bank: Path) -> None:
    (text,) = coreference.texts(bank)
    meant = coreference.meanings(read(text.text, text.published, text.blocks), text.told)
    at = {text.text[m.start : m.end]: number for number, m in enumerate(text.told)}
    meant[at["She"]] = meant[at["Minister"]]
    meant[at["its"]] = frozenset()
    verdicts = coreference.verdicts(text, meant)
    assert verdicts[at["She"]] == "right"
    assert verdicts[at["its"]] == "open"
    assert verdicts[at["Norway"]] is None
    meant[at["She"]] = meant[at["Norway"]]
    assert coreference.verdicts(text, meant)[at["She"]] == "wrong"


def test_links_are_all_right_where_the_clusters_agree(bank: Path) -> None:
    (text,) = coreference.texts(bank)
    meant = coreference.meanings(read(text.text, text.published, text.blocks), text.told)
    meant[[m.text for m in text.told].index("She")] = meant[0]
    sums = coreference.links(text, meant)
    assert all(right == pytest.approx(of) for right, of in sums.values())
