"""Hugging Face's Rust tokenizers on one text: how long it takes to learn a vocabulary, and to encode.

Called by parity.ts with a JSON object of settings; prints another.
"""

import json
import os
import sys
import time

import tokenizers
from tokenizers import BertWordPieceTokenizer

given = json.loads(sys.argv[1])
with open(given["file"], encoding="utf-8", newline="") as file:
    parts = file.read().split("\n")


def learn():
    started = time.perf_counter()
    tokenizer = BertWordPieceTokenizer(lowercase=True, strip_accents=False)
    tokenizer.train_from_iterator(
        parts,
        vocab_size=given["vocabSize"],
        min_frequency=given["minFrequency"],
        show_progress=False,
    )
    return time.perf_counter() - started, tokenizer


def encode(tokenizer):
    started = time.perf_counter()
    encodings = tokenizer.encode_batch(parts, add_special_tokens=False)
    return time.perf_counter() - started, sum(len(encoding) for encoding in encodings)


learned = [learn() for _ in range(given["rounds"])]
encoded = [encode(learned[-1][1]) for _ in range(given["rounds"])]
print(
    json.dumps(
        {
            "version": tokenizers.__version__,
            "threads": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
            "learnSeconds": [seconds for seconds, _ in learned],
            "encodeSeconds": [seconds for seconds, _ in encoded],
            "encodedTokens": encoded[-1][1],
            # The library breaks ties by hash order: two runs learn not quite the same.
            "vocabularies": [sorted(t.get_vocab(), key=t.get_vocab().get) for _, t in learned[:2]],
        }
    )
)
