"""Texts of JSON on standard input; what Presidio finds in each, and how long its processor took, as JSON on standard output.

Its models for names and places are not on Python's package index, so spaCy stands there empty: its patterns and
checksums speak, and nothing that needs a model does.
"""

import json
import sys
import time

import spacy
import tldextract
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import SpacyNlpEngine

# The list of domains that it brings, not one from the network.
tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())


class WithoutModel(SpacyNlpEngine):
    def __init__(self):
        super().__init__()
        self.nlp = {"en": spacy.blank("en")}


texts = json.load(sys.stdin)
analyzer = AnalyzerEngine(nlp_engine=WithoutModel(), supported_languages=["en"])
analyzer.analyze("warm", language="en")
before = time.process_time()
found = [analyzer.analyze(text, language="en") for text in texts]
seconds = time.process_time() - before
# Places of Python are code points.
json.dump({"seconds": seconds, "found": [[[one.start, one.end, one.score] for one in each] for each in found]}, sys.stdout)
