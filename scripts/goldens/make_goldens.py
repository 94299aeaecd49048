"""Golden values for the model, made by PyTorch and Hugging Face Transformers.

Writes src/model/bert.golden.json (for the tests) and src/model/selfTest.golden.json (ships in the
page). The weights are float32 values; everything computed from them is computed in float64 and
rounded to float32 once, at the end, so that a difference from these values is the engine's own.

Letters: B sentences, T positions, D hidden, H heads, L layers, F intermediate, V vocabulary,
M blanks (positions with a label, in row-major (b, t) order).
"""

import base64
import copy
import json
import math
from pathlib import Path

import numpy as np
import torch
import transformers
from transformers import BertConfig, BertForMaskedLM, get_linear_schedule_with_warmup

MODEL_FOLDER = Path(__file__).resolve().parents[2] / "src" / "model"
CONTEXTS = ("both", "left", "right")
IGNORED = -100
MASK = 4
# The decoder is tied: its two entries are other names of tensors already listed.
TIED = ("cls.predictions.decoder.weight", "cls.predictions.decoder.bias")

ADAMW = {
    "learningRate": 1e-2,
    "warmupSteps": 3,
    "maxSteps": 12,
    "steps": 10,
    "weightDecay": 0.1,
    "beta1": 0.9,
    "beta2": 0.999,
    "epsilon": 1e-8,
    "maxGradNorm": 1.0,
}
# The norms of the batch below stay above 1, so a second run clips its first steps only.
ADAMW_LOOSE = {**ADAMW, "maxGradNorm": 3.0}


# --- Model -----------------------------------------------------------------------------------

def make_config(vocab, hidden, heads, layers, intermediate, positions):
    return BertConfig(
        vocab_size=vocab,
        hidden_size=hidden,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        intermediate_size=intermediate,
        max_position_embeddings=positions,
        type_vocab_size=2,
        hidden_act="gelu",
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        initializer_range=0.2,
        layer_norm_eps=1e-12,
        pad_token_id=0,
        tie_word_embeddings=True,
    )


def parameters(model):
    """The trainable tensors by state-dict name, the tied decoder counted once."""
    return {name: p for name, p in model.named_parameters() if name not in TIED}


def make_model(config, seed):
    """A float64 model that holds float32 weights; no bias is 0 and no LayerNorm weight is 1."""
    rng = np.random.default_rng(seed)
    model = BertForMaskedLM._from_config(config, attn_implementation="eager").double().eval()
    assert model.config._attn_implementation == "eager"
    with torch.no_grad():
        for name, p in parameters(model).items():
            centre = 1.0 if name.endswith("LayerNorm.weight") else 0.0
            values = rng.normal(centre, config.initializer_range, tuple(p.shape))
            p.copy_(torch.from_numpy(values.astype(np.float32).astype(np.float64)))
    embeddings, head = model.bert.embeddings.word_embeddings, model.cls.predictions
    assert head.decoder.weight is embeddings.weight and head.decoder.bias is head.bias
    assert all(p.dtype == torch.float64 for p in model.parameters())
    assert not any("pooler" in name for name in model.state_dict())
    assert set(parameters(model)) == set(model.state_dict()) - set(TIED)
    return model


# --- Batches ---------------------------------------------------------------------------------

def main_batch():
    """Lengths 7, 5, 3. A blank's input is mostly MASK, once another token, once its own."""
    return {
        "input_ids": torch.tensor(
            [[2, 4, 17, 29, 4, 8, 3], [2, 30, 21, 4, 3, 0, 0], [2, 35, 3, 0, 0, 0, 0]]
        ),
        "attention_mask": torch.tensor([[1] * 7, [1] * 5 + [0] * 2, [1] * 3 + [0] * 4]),
        "token_type_ids": torch.tensor([[0, 0, 0, 1, 1, 1, 1], [0] * 7, [0] * 7]),
        # (0, 1) and (0, 4) and (1, 3) hidden; (1, 1) swapped for 30; (2, 1) kept.
        "labels": torch.tensor(
            [
                [IGNORED, 12, IGNORED, IGNORED, 36, IGNORED, IGNORED],
                [IGNORED, 19, IGNORED, 7, IGNORED, IGNORED, IGNORED],
                [IGNORED, 35, IGNORED, IGNORED, IGNORED, IGNORED, IGNORED],
            ]
        ),
    }


def self_test_batch():
    """Lengths 5 and 4."""
    return {
        "input_ids": torch.tensor([[2, 4, 9, 6, 3], [2, 7, 4, 3, 0]]),
        "attention_mask": torch.tensor([[1] * 5, [1] * 4 + [0]]),
        "token_type_ids": torch.tensor([[0, 0, 0, 1, 1], [0] * 5]),
        "labels": torch.tensor(
            [[IGNORED, 5, IGNORED, 6, IGNORED], [IGNORED, IGNORED, 10, IGNORED, IGNORED]]
        ),
    }


# --- Context ---------------------------------------------------------------------------------

def allowed_keys(batch, context):
    """[B, T, T] booleans: may query i attend to key j?"""
    valid = batch["attention_mask"].bool()[:, None, :]
    side = torch.ones(valid.shape[-1], valid.shape[-1], dtype=torch.bool)
    if context == "left":
        side = side.tril()
    if context == "right":
        side = side.triu()
    return valid & side


def forward(model, batch, context, **kwargs):
    """Transformers takes a 4D mask as it is, and eager attention *adds* it to the scores.

    Hence floats, not booleans (True would add 1). A padded query with context "right" has no key
    left; the finite minimum keeps its row from NaN, and nothing that is learned reads that row.
    """
    dtype = model.dtype
    mask = torch.zeros(allowed_keys(batch, context).shape, dtype=dtype)
    mask.masked_fill_(~allowed_keys(batch, context), torch.finfo(dtype).min)
    return model(
        input_ids=batch["input_ids"],
        token_type_ids=batch["token_type_ids"],
        labels=batch["labels"],
        attention_mask=mask[:, None],
        **kwargs,
    )


def blanks(batch):
    return [tuple(pair) for pair in (batch["labels"] != IGNORED).nonzero().tolist()]


def gradients(model, batch, context):
    model.zero_grad(set_to_none=True)
    out = forward(model, batch, context, output_attentions=True)
    out.loss.backward()
    grads = {name: p.grad.detach().clone() for name, p in parameters(model).items()}
    model.zero_grad(set_to_none=True)
    rows = torch.stack([out.logits[b, t].detach() for b, t in blanks(batch)])
    return {
        "loss": out.loss.item(),
        "logits": rows,
        "grads": grads,
        "attention": torch.stack([a.detach() for a in out.attentions]),
    }


# --- Checks ----------------------------------------------------------------------------------

@torch.no_grad()
def check_mask(model, batch, context, vocab):
    """Changing a token changes another position exactly when the mask lets it through.

    One layer decides position by position. In deeper models "left" and "right" are closed under
    composition, and with "both" every real token reaches every other, so one rule serves all.
    """
    allowed = allowed_keys(batch, context)
    before = forward(model, batch, context).logits
    for b, t in blanks(batch):
        for j in range(batch["input_ids"].shape[1]):
            if j == t:
                continue
            changed = {**batch, "input_ids": batch["input_ids"].clone()}
            changed["input_ids"][b, j] = (batch["input_ids"][b, j] + 5) % vocab
            after = forward(model, changed, context).logits
            difference = (after[b, t] - before[b, t]).abs().max().item()
            where = f"{context}: blank ({b}, {t}), token {j}, difference {difference}"
            if allowed[b, t, j]:
                assert difference > 1e-4, where
            else:
                assert difference == 0, where


@torch.no_grad()
def check_padding_mask(model, batch):
    """Context "both" is what Transformers itself makes of a 2D attention_mask."""
    plain = model(**batch, output_attentions=True)
    ours = forward(model, batch, "both", output_attentions=True)
    assert plain.loss.item() == ours.loss.item()
    real = batch["attention_mask"].bool()
    assert torch.equal(plain.logits[real], ours.logits[real])
    for ours_layer, plain_layer in zip(ours.attentions, plain.attentions):
        assert torch.equal(ours_layer, plain_layer)


@torch.no_grad()
def check_gradients(model, batch, context, grads, seed):
    """Central differences at a few entries of every parameter, in float64."""
    rng = np.random.default_rng(seed)
    h, worst = 1e-5, 0.0
    for name, p in parameters(model).items():
        flat = p.view(-1)
        for index in rng.choice(flat.numel(), min(6, flat.numel()), replace=False).tolist():
            kept = flat[index].item()
            flat[index] = kept + h
            up = forward(model, batch, context).loss.item()
            flat[index] = kept - h
            down = forward(model, batch, context).loss.item()
            flat[index] = kept
            error = abs((up - down) / (2 * h) - grads[name].view(-1)[index].item())
            assert error < 1e-8, f"{context} {name}[{index}]: off by {error}"
            worst = max(worst, error)
    return worst


def check_key_bias(grads):
    """A key's bias adds the same to every score of a row, and softmax ignores it: gradient 0."""
    for name, grad in grads.items():
        largest = grad.abs().max().item()
        assert largest < 1e-15 if name.endswith("key.bias") else largest > 1e-4, name


def check_losses(model, batch, results):
    """The loss is the plain mean over the blanks of -log softmax, written out."""
    labels = [batch["labels"][b, t].item() for b, t in blanks(batch)]
    for result in results:
        log_p = torch.log_softmax(result["logits"], -1)
        mean = -sum(log_p[m, label].item() for m, label in enumerate(labels)) / len(labels)
        assert math.isclose(mean, result["loss"], rel_tol=1e-13)


# --- AdamW -----------------------------------------------------------------------------------

def decays(name):
    return not name.endswith("bias") and "LayerNorm" not in name


def train(model, batch, settings):
    """Ten steps of torch.optim.AdamW on one batch, context "both". Leaves `model` as it was."""
    model = copy.deepcopy(model)
    named = parameters(model)
    assert len(named) == len(list(model.parameters()))
    decayed = [p for n, p in named.items() if decays(n)]
    others = [p for n, p in named.items() if not decays(n)]
    groups = [
        {"params": decayed, "weight_decay": settings["weightDecay"]},
        {"params": others, "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(
        groups,
        lr=settings["learningRate"],
        betas=(settings["beta1"], settings["beta2"]),
        eps=settings["epsilon"],
    )
    warmup, total = settings["warmupSteps"], settings["maxSteps"]
    schedule = get_linear_schedule_with_warmup(optimizer, warmup, total)
    losses, rates, norms = [], [], []
    for step in range(settings["steps"]):
        optimizer.zero_grad()
        loss = forward(model, batch, "both").loss
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(model.parameters(), settings["maxGradNorm"])
        rate = optimizer.param_groups[0]["lr"]
        factor = step / warmup if step < warmup else (total - step) / (total - warmup)
        assert math.isclose(rate, settings["learningRate"] * factor, rel_tol=1e-14)
        assert rate == optimizer.param_groups[1]["lr"]
        optimizer.step()
        schedule.step()
        losses.append(loss.item())
        rates.append(rate)
        norms.append(norm.item())
    final = {name: p.detach() for name, p in named.items()}
    return {"losses": losses, "learningRates": rates, "gradNorms": norms, "params": final}


def check_adamw(model, batch, settings, result):
    """The same ten steps with AdamW written out in plain lines from its paper."""
    model = copy.deepcopy(model)
    named = parameters(model)
    m = {n: torch.zeros_like(p) for n, p in named.items()}
    v = {n: torch.zeros_like(p) for n, p in named.items()}
    b1, b2 = settings["beta1"], settings["beta2"]
    for step, rate in enumerate(result["learningRates"], start=1):
        grads = gradients(model, batch, "both")["grads"]
        norm = math.sqrt(sum((g**2).sum().item() for g in grads.values()))
        assert math.isclose(norm, result["gradNorms"][step - 1], rel_tol=1e-9)
        scale = min(1.0, settings["maxGradNorm"] / (norm + 1e-6))
        with torch.no_grad():
            for n, p in named.items():
                g = grads[n] * scale
                m[n] = b1 * m[n] + (1 - b1) * g
                v[n] = b2 * v[n] + (1 - b2) * g * g
                m_hat, v_hat = m[n] / (1 - b1**step), v[n] / (1 - b2**step)
                update = m_hat / (v_hat.sqrt() + settings["epsilon"])
                p -= rate * (update + (settings["weightDecay"] * p if decays(n) else 0))
    for n, p in named.items():
        assert (p - result["params"][n]).abs().max().item() < 1e-9, n


# --- Writing ---------------------------------------------------------------------------------

def tensor(values):
    array = np.ascontiguousarray(values.detach().numpy().astype("<f4"))
    return {
        "shape": list(values.shape),
        "f32": base64.b64encode(array.tobytes()).decode("ascii"),
    }


def tensors(named):
    return {name: tensor(values) for name, values in named.items()}


def json_config(config):
    return {
        "vocabSize": config.vocab_size,
        "hiddenSize": config.hidden_size,
        "numHiddenLayers": config.num_hidden_layers,
        "numAttentionHeads": config.num_attention_heads,
        "intermediateSize": config.intermediate_size,
        "maxPositionEmbeddings": config.max_position_embeddings,
        "typeVocabSize": config.type_vocab_size,
        "layerNormEps": config.layer_norm_eps,
        "tieWordEmbeddings": config.tie_word_embeddings,
    }


def json_batch(batch):
    length = batch["input_ids"].shape[1]
    return {
        "inputIds": batch["input_ids"].tolist(),
        "attentionMask": batch["attention_mask"].tolist(),
        "tokenTypeIds": batch["token_type_ids"].tolist(),
        "labels": batch["labels"].tolist(),
        "blankRows": [b * length + t for b, t in blanks(batch)],
        "blankLabels": [batch["labels"][b, t].item() for b, t in blanks(batch)],
    }


def write(name, content, limit):
    text = json.dumps(content, separators=(",", ":"), allow_nan=False) + "\n"
    assert len(text) < limit, f"{name}: {len(text)} bytes, limit {limit}"
    (MODEL_FOLDER / name).write_text(text, encoding="ascii")
    print(f"{name}: {len(text)} bytes")


def origin():
    """Major and minor numbers only: a rebuild of the same release gives the same file."""
    versions = (torch.__version__, transformers.__version__)
    pytorch, hf = (".".join(v.split(".")[:2]) for v in versions)
    return f"scripts/goldens/make_goldens.py, torch {pytorch}, transformers {hf}"


def make_main():
    config = make_config(vocab=37, hidden=12, heads=3, layers=2, intermediate=20, positions=7)
    model, batch = make_model(config, seed=20261), main_batch()
    check_padding_mask(model, batch)
    results = {context: gradients(model, batch, context) for context in CONTEXTS}
    check_losses(model, batch, results.values())
    for context, result in results.items():
        check_mask(model, batch, context, config.vocab_size)
        check_key_bias(result["grads"])
        worst = check_gradients(model, batch, context, result["grads"], seed=1)
        print(f"{context}: loss {result['loss']:.6f}, finite differences within {worst:.1e}")
    adamw = train(model, batch, ADAMW)
    loose = train(model, batch, ADAMW_LOOSE)
    check_adamw(model, batch, ADAMW, adamw)
    check_adamw(model, batch, ADAMW_LOOSE, loose)
    limit = ADAMW_LOOSE["maxGradNorm"]
    assert max(loose["gradNorms"]) > limit > min(loose["gradNorms"])
    print("adamw losses", [round(x, 4) for x in adamw["losses"]])
    print("adamw norms ", [round(x, 4) for x in adamw["gradNorms"]])
    print("loose norms ", [round(x, 4) for x in loose["gradNorms"]])
    print_float32_distance(model, batch, results, adamw)

    contexts = {}
    for context, result in results.items():
        contexts[context] = {
            "loss": result["loss"],
            "logits": tensor(result["logits"]),
            "grads": tensors(result["grads"]),
        }
    contexts["both"]["attention"] = tensor(results["both"]["attention"])
    content = {
        "origin": origin(),
        "config": json_config(config),
        "batch": json_batch(batch),
        "params": tensors(parameters(model)),
        "contexts": contexts,
        "adamw": {"settings": ADAMW, **adamw, "params": tensors(adamw["params"])},
        "adamwLoose": {"settings": ADAMW_LOOSE, **loose, "params": tensors(loose["params"])},
    }
    write("bert.golden.json", content, limit=250_000)


def make_self_test():
    config = make_config(vocab=11, hidden=8, heads=2, layers=1, intermediate=12, positions=5)
    model, batch = make_model(config, seed=20262), self_test_batch()
    check_padding_mask(model, batch)
    check_mask(model, batch, "both", config.vocab_size)
    result = gradients(model, batch, "both")
    check_losses(model, batch, [result])
    check_gradients(model, batch, "both", result["grads"], seed=2)
    grads = {}
    for name, grad in result["grads"].items():
        first = [float(f"{x:.7g}") for x in grad.reshape(-1)[:4].tolist()]
        grads[name] = {"norm": float(f"{grad.norm().item():.7g}"), "first": first}
    content = {
        "origin": origin(),
        "config": json_config(config),
        "batch": json_batch(batch),
        "params": tensors(parameters(model)),
        "loss": result["loss"],
        "grads": grads,
    }
    write("selfTest.golden.json", content, limit=12_000)


def print_float32_distance(model, batch, results, adamw):
    """How far torch's own float32 is from these values: a floor for an engine's tolerances."""
    single = copy.deepcopy(model).float()
    for context, result in results.items():
        other = gradients(single, batch, context)
        logits = (other["logits"] - result["logits"]).abs().max().item()
        grads = max((other["grads"][n] - g).abs().max().item() for n, g in result["grads"].items())
        print(f"float32 {context}: logits {logits:.1e}, gradients {grads:.1e}")
    trained = train(single, batch, ADAMW)
    far = {n: (trained["params"][n] - p).abs().max().item() for n, p in adamw["params"].items()}
    keys = [n for n in far if n.endswith("key.bias")]
    losses = max(abs(a - b) for a, b in zip(trained["losses"], adamw["losses"]))
    print(f"float32 adamw: losses {losses:.1e}, key.bias {max(far[n] for n in keys):.1e}")
    for name in sorted((n for n in far if n not in keys), key=far.get, reverse=True)[:3]:
        print(f"float32 adamw: {name} {far[name]:.1e}")
    norms = max(abs(a - b) for a, b in zip(trained["gradNorms"], adamw["gradNorms"]))
    print(f"float32 adamw: gradient norms {norms:.1e}")


if __name__ == "__main__":
    torch.set_num_threads(1)
    make_main()
    make_self_test()
