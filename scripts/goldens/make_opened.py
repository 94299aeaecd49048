"""
Tiny BERTs as Transformers makes them, with random weights, for src/interop/opening/opening.test.ts: files that people
open, and the logits that Transformers computes with them.

    python scripts/goldens/make_opened.py src/interop/opening/testModels
"""

import json
import shutil
import sys
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from transformers import BertConfig, BertForMaskedLM, BertForPreTraining, BertTokenizerFast

OUT = Path(sys.argv[1])
SENTENCE = "The cat saw a [MASK] near the old [MASK] ."


def vocabulary(cased: bool) -> list[str]:
    """As published BERTs have it: [PAD], many [unused], then the other special tokens."""
    words = "the a cat dog saw near old house . , ran see ##s ##ing über cafe café".split()
    if cased:
        words = ["The", "Cat", "Über", *words]
    letters = [*"abcdefghijklmnopqrstuvwxyz"] + ["##" + c for c in "abcdefghijklmnopqrstuvwxyz"]
    unused = [f"[unused{i}]" for i in range(99)]
    return ["[PAD]", *unused, "[UNK]", "[CLS]", "[SEP]", "[MASK]", *words, *letters]


def make(name: str, cased: bool, kind, dtype: torch.dtype, rename, config_extras: dict):
    torch.manual_seed(len(name))
    tokens = vocabulary(cased)
    config = BertConfig(
        vocab_size=len(tokens) + 3,  # published models pad to a round number
        hidden_size=24,
        num_hidden_layers=2,
        num_attention_heads=3,
        intermediate_size=40,
        max_position_embeddings=20,
        **config_extras,
    )
    model = kind(config).eval()
    with torch.no_grad():  # biases and norms of 0 and 1 would hide mistakes
        for parameter in model.parameters():
            parameter.add_(0.1 * torch.randn_like(parameter))
        for parameter in model.parameters():
            parameter.copy_(parameter.to(dtype).float())
    folder = OUT / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "vocab.txt").write_text("\n".join(tokens) + "\n")
    tokenizer = BertTokenizerFast(vocab=str(folder / "vocab.txt"), do_lower_case=not cased)
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)
    state = load_file(folder / "model.safetensors")
    state = {rename(key): value.to(dtype).contiguous() for key, value in state.items()}
    if kind is BertForPreTraining:
        state["bert.embeddings.position_ids"] = torch.arange(20).unsqueeze(0)
        state["cls.predictions.decoder.weight"] = state[
            rename("bert.embeddings.word_embeddings.weight")
        ].clone()
        state["cls.predictions.decoder.bias"] = state["cls.predictions.bias"].clone()
    save_file(state, folder / "model.safetensors", {"format": "pt"})
    # “a” is there twice, as a word and as a letter: the last one counts.
    framed = tokenizer(SENTENCE)["input_ids"]
    with torch.no_grad():
        output = model(torch.tensor([framed]))
        logits = output.prediction_logits if kind is BertForPreTraining else output.logits
    places = [i for i, t in enumerate(framed) if t == tokens.index("[MASK]")]
    golden = {
        "tokens": [tokens[i] for i in framed],
        "places": places,
        "logits": [[round(x, 6) for x in row] for row in logits[0, places].tolist()],
    }
    (OUT / f"{name}.golden.json").write_text(json.dumps(golden))
    for extra in folder.iterdir():
        if extra.name not in {"config.json", "model.safetensors", "tokenizer_config.json"} | (
            {"vocab.txt"} if cased else {"tokenizer.json"}
        ):
            extra.unlink()


def old_names(key: str) -> str:
    return key.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta")


make("uncased", False, BertForPreTraining, torch.float32, old_names, {})
make("cased", True, BertForMaskedLM, torch.bfloat16, lambda key: key, {"type_vocab_size": 1})
make("epsilon", False, BertForMaskedLM, torch.float16, lambda key: key, {"layer_norm_eps": 1e-3})
make("untied", False, BertForMaskedLM, torch.float16, lambda key: key, {"tie_word_embeddings": False})
