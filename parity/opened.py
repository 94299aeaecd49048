"""Makes a random BERT with Transformers, and compares what Cloze made of it.

    python parity/opened.py make mini|base FOLDER    the model, its logits, ten steps of training, its logits again
    python parity/opened.py check FOLDER EXPORTED    the model that Cloze wrote after the same ten steps

`npm run parity` runs both, and Cloze between them.
"""

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")
import numpy as np
import torch
from transformers import AutoTokenizer, BertConfig, BertForMaskedLM, BertTokenizerFast

SIZES = {
    "mini": dict(hidden_size=256, num_hidden_layers=4, num_attention_heads=4, intermediate_size=1024),
    "base": dict(hidden_size=768, num_hidden_layers=12, num_attention_heads=12, intermediate_size=3072),
}
VOCABULARY, STEPS, B, T = 30_522, 10, 2, 16
RATE, DECAY, NORM = 1e-4, 0.01, 1.0


def logits_of(model, batch):
    with torch.no_grad():
        output = model(torch.tensor(batch["inputIds"]), torch.tensor(batch["attentionMask"])).logits
    return output[torch.tensor(batch["labels"]) != -100].numpy()


def make(size, folder):
    torch.manual_seed(18)
    folder.mkdir(parents=True)
    special = {0: "[PAD]", 100: "[UNK]", 101: "[CLS]", 102: "[SEP]", 103: "[MASK]"}  # where published models have them
    tokens = [special.get(i, f"w{i}") for i in range(VOCABULARY)]
    (folder / "vocab.txt").write_text("\n".join(tokens) + "\n")
    BertTokenizerFast(vocab=str(folder / "vocab.txt")).save_pretrained(folder)
    model = BertForMaskedLM(BertConfig(vocab_size=VOCABULARY, attn_implementation="eager", **SIZES[size]))
    for name, parameter in model.named_parameters():
        if name.endswith("bias"):  # those of a new model are 0, and would hide that one is left out
            torch.nn.init.normal_(parameter, std=0.02)
    model.save_pretrained(folder)

    draw = np.random.default_rng(18)
    batches = []
    for step in range(STEPS):
        ids = draw.integers(104, VOCABULARY, (B, T))
        mask = np.ones((B, T), dtype=int)
        mask[1, T - step % 5 :] = 0  # ragged
        labels = np.full((B, T), -100)
        for b in range(B):
            for t in draw.choice(mask[b].sum(), 3, replace=False):
                labels[b, t], ids[b, t] = ids[b, t], 103
        batches.append({"inputIds": ids.tolist(), "attentionMask": mask.tolist(), "labels": labels.tolist()})

    before = logits_of(model.eval(), batches[0])  # no dropout, in training either
    spared = lambda name: name.endswith("bias") or "LayerNorm" in name
    groups = [
        {"params": [p for n, p in model.named_parameters() if spared(n)], "weight_decay": 0.0},
        {"params": [p for n, p in model.named_parameters() if not spared(n)], "weight_decay": DECAY},
    ]
    optimizer = torch.optim.AdamW(groups, lr=RATE)
    losses = []
    for batch in batches:
        tensors = [torch.tensor(batch[name]) for name in ("inputIds", "attentionMask", "labels")]
        loss = model(tensors[0], tensors[1], labels=tensors[2]).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), NORM)
        optimizer.step()
        optimizer.zero_grad()
        losses.append(loss.item())
    after = logits_of(model, batches[0])
    expected = {"learningRate": RATE, "weightDecay": DECAY, "maxGradNorm": NORM, "batches": batches}
    (folder / "steps.json").write_text(json.dumps({**expected, "losses": losses, "logits": before.tolist()}))
    np.save(folder / "after.npy", after)


def check(folder, exported):
    steps = json.loads((folder / "steps.json").read_text())
    model = BertForMaskedLM.from_pretrained(exported, attn_implementation="eager").eval()
    assert len(AutoTokenizer.from_pretrained(exported)) == VOCABULARY
    wanted = np.load(folder / "after.npy")
    ours = logits_of(model, steps["batches"][0])
    equal = sum(np.array_equal(np.argsort(-a)[:5], np.argsort(-b)[:5]) for a, b in zip(ours, wanted))
    print(f"  exported after {STEPS} steps: logits within {np.abs(ours - wanted).max():.1e}, top five equal at {equal} of {len(ours)} blanks")
    # In float32 Adam turns noise in a gradient into steps of up to the learning rate.
    if np.abs(ours - wanted).max() > 1e-3 or equal < len(ours):
        sys.exit("The exported model differs.")


if sys.argv[1] == "make":
    make(sys.argv[2], Path(sys.argv[3]))
else:
    check(Path(sys.argv[2]), Path(sys.argv[3]))
