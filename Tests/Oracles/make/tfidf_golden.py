#!/usr/bin/env python3
"""Writes Tests/LinearModelTests/Fixtures/tfidf.json: what scikit-learn's TfidfVectorizer weighs words and characters of some texts.

Run with the interpreter of the `ref` oracle environment: python Tests/Oracles/make/tfidf_golden.py
"""
import json, pathlib
import sklearn
from sklearn.feature_extraction.text import TfidfVectorizer

TARGET = pathlib.Path(__file__).parents[2] / "LinearModelTests" / "Fixtures" / "tfidf.json"
TEXTS = [
    "Where is my card? My card is lost.", "The card was lost on Monday, the 2nd", "I_want  a\tnew CARD now!",
    "Über-Straße: größer als ÉCOLE", "カードを なくしました card", "a b c", "", "e-mail me at the école naïve 🙂 ok",
    "the the the the card card", "Ⅷ ² ½ x2 x² card",
]
words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True).fit(TEXTS)
characters = TfidfVectorizer(ngram_range=(2, 5), analyzer="char_wb", sublinear_tf=True, min_df=2).fit(TEXTS)
rows = lambda v: [sorted(round(float(x), 7) for x in r.data) for r in v.transform(TEXTS)]
TARGET.parent.mkdir(exist_ok=True)
TARGET.write_text(json.dumps({
    "producer": f"Tests/Oracles/make/tfidf_golden.py, scikit-learn {sklearn.__version__}",
    "texts": TEXTS, "words": rows(words), "characters": rows(characters)}, ensure_ascii=False) + "\n")
