#!/usr/bin/env python3
"""Write what Presidio finds in labelled personal data, as lines of JSON that `score --beside` reads.

The first line names the tool and its CPU time without starting; each further line holds what was found in one record,
in code points. The recognizers and the threshold are Presidio's own defaults for English.
"""

import argparse
import gzip
import importlib.metadata
import json
import logging
import pathlib
import sys
import time


def analyzer(model):
    """Presidio's analyzer over a spaCy model that is installed as a package."""
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    configuration = {"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": model}]}
    engine = NlpEngineProvider(nlp_configuration=configuration).create_engine()
    return AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=pathlib.Path, required=True, help="the directory of labelled examples")
    parser.add_argument("--model", required=True, help="a spaCy model that is installed")
    parser.add_argument("--threshold", type=float, default=0.0, help="findings of a lower score do not count")
    parser.add_argument("--output", type=pathlib.Path, required=True)
    options = parser.parse_args()
    files = sorted((options.corpora / "pii").glob("*.jsonl.gz"))
    if not files:
        sys.exit(f"{options.corpora}/pii holds no *.jsonl.gz")
    # It warns of every entity of the model that it does not map, and of a list of domains that it cannot download; it
    # then takes its own.
    logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
    logging.getLogger("tldextract").setLevel(logging.CRITICAL)
    engine = analyzer(options.model)
    engine.analyze("My name is Ada and my phone is 212-555-0100.", language="en")

    lines, seconds, size = [], 0.0, 0
    for file in files:
        name = file.name.split(".")[0]
        with gzip.open(file, "rt", encoding="utf-8") as records:
            texts = [json.loads(line)["text"] for line in records if line.strip()]
        for index, text in enumerate(texts):
            start = time.process_time()
            found = engine.analyze(text, language="en", score_threshold=options.threshold)
            seconds += time.process_time() - start
            size += len(text.encode())
            spans = [{"start": one.start, "end": one.end, "label": one.entity_type} for one in found]
            lines.append(json.dumps({"file": name, "index": index, "spans": spans}))
        print(f"{name}: {len(texts)} records", file=sys.stderr)
    tool = f"presidio {importlib.metadata.version('presidio-analyzer')}"
    heading = json.dumps({"tool": tool, "seconds": seconds, "bytes": size})
    options.output.write_text("\n".join([heading, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
