"""Compares what Transformers, ONNX Runtime and Keras make of a folder with what Cloze makes of it.

    python parity/check.py FOLDER expected.json rows.json

`npm run parity` writes expected.json and prints rows.json.
"""

import importlib.util
import json
import os
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
import numpy as np
import torch
from transformers import AutoModelForMaskedLM, AutoTokenizer, pipeline

folder, expected = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
tokenizer = AutoTokenizer.from_pretrained(folder)
rows = []


def row(consumer, logits, top, encodings=None):
    """Adds a row to the table. `logits` is padded, [B, T, V]; `top` has five ids for each sentence."""
    difference = max(
        float(np.abs(ours - np.array(theirs)).max())
        for ours, theirs in zip((logits[b, : len(ids)] for b, ids in enumerate(expected["ids"])), expected["logits"])
    )
    equal = sum(list(map(int, a)) == b for a, b in zip(top, expected["top"]))
    rows.append({"consumer": consumer, "difference": difference, "top": equal, "encodings": encodings})


def script(name):
    """A script of the folder, as a module."""
    spec = importlib.util.spec_from_file_location(name, folder / f"code/{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def top_of(logits):
    """The five most probable tokens at the [MASK] of each sentence."""
    places = [ids.index(tokenizer.mask_token_id) for ids in expected["ids"]]
    return [np.argsort(-logits[b, t], kind="stable")[:5] for b, t in enumerate(places)]


batch = tokenizer(expected["sentences"], padding=True, return_tensors="np")
for ids, mask, wanted in zip(batch["input_ids"], batch["attention_mask"], expected["ids"]):
    assert ids[mask == 1].tolist() == wanted, f"another encoding: {ids.tolist()} instead of {wanted}"
inputs = {name: np.asarray(batch[name], dtype=np.int64) for name in ("input_ids", "attention_mask", "token_type_ids")}

encodings = tokenizer([s["text"] for s in expected["strings"]], add_special_tokens=False, verbose=False)["input_ids"]
equal = sum(ours == s["ids"] for ours, s in zip(encodings, expected["strings"]))
model = AutoModelForMaskedLM.from_pretrained(folder, dtype="float32").eval()
with torch.no_grad():
    logits = model(**{name: torch.from_numpy(value) for name, value in inputs.items()}).logits.numpy()
fill = pipeline("fill-mask", model=model, tokenizer=tokenizer)
guesses = [[guess["token"] for guess in fill(sentence, top_k=5)] for sentence in expected["sentences"]]
row("Transformers", logits, guesses, [equal, len(encodings)])

if (folder / "onnx/model.onnx").exists():
    logits = script("load_onnx").load_model(folder)(inputs["input_ids"], inputs["attention_mask"])
    row("ONNX Runtime", logits, top_of(logits))

model = script("load_keras").load_model(folder)
logits = np.asarray(model([inputs["input_ids"], inputs["attention_mask"].astype(bool)]))
row("Keras on TensorFlow", logits, top_of(logits))

for path in folder.glob("code/*.py"):
    compile(path.read_text(encoding="utf-8"), path, "exec")
Path(sys.argv[3]).write_text(json.dumps(rows))
