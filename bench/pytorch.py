"""The same training step in plain PyTorch, for `npm run bench`.

Takes {"sizes": [{name, V, D, L, H, F, T, B, M}], "rounds": n} as JSON in its argument; prints
{"device", "steps": [{name, mode, wall}]} as JSON. With --serve it takes {"size", "threads"} instead, runs on the
CPU, prints {"device", "loss"} after its first step, {"wall", "loss"} for each number of steps that it reads, and
{"look"}, the ms of a forward pass of one sentence, for each "look". Post-LayerNorm BERT, exact GELU, decoder tied to the
word embeddings, logits at the M blanks only, norm clipped to 1, AdamW. float32 throughout: TF32 is off.
"""

import json
import sys
import time
from statistics import median

import torch
from torch import nn
from torch.nn import functional as F

TARGET_S = 1.0  # a round
MAX_STEPS = 32
CUDA = torch.cuda.is_available() and "--serve" not in sys.argv
DEVICE = torch.device("cuda" if CUDA else "cpu")


class Layer(nn.Module):
    def __init__(self, size):
        super().__init__()
        D = size["D"]
        self.heads = size["H"]
        self.qkv = nn.Linear(D, 3 * D)
        self.attention_output = nn.Linear(D, D)
        self.attention_norm = nn.LayerNorm(D, eps=1e-12)
        self.intermediate = nn.Linear(D, size["F"])
        self.output = nn.Linear(size["F"], D)
        self.output_norm = nn.LayerNorm(D, eps=1e-12)

    def forward(self, x, mask):
        B, T, D = x.shape
        q, k, v = self.qkv(x).view(B, T, 3, self.heads, D // self.heads).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        joined = mixed.transpose(1, 2).reshape(B, T, D)
        x = self.attention_norm(self.attention_output(joined) + x)
        return self.output_norm(self.output(F.gelu(self.intermediate(x))) + x)


class Bert(nn.Module):
    def __init__(self, size):
        super().__init__()
        V, D = size["V"], size["D"]
        self.words = nn.Embedding(V, D)
        self.positions = nn.Parameter(torch.zeros(size["T"], D))
        self.types = nn.Parameter(torch.zeros(2, D))
        self.norm = nn.LayerNorm(D, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size) for _ in range(size["L"]))
        self.transform = nn.Linear(D, D)
        self.transform_norm = nn.LayerNorm(D, eps=1e-12)
        self.bias = nn.Parameter(torch.zeros(V))
        for parameter in self.parameters():
            if parameter.dim() > 1:
                nn.init.normal_(parameter, std=0.02)

    def forward(self, ids, mask, places, labels):
        x = self.norm(self.words(ids) + self.positions + self.types[0])
        for layer in self.layers:
            x = layer(x, mask)
        rows = x.view(-1, x.shape[-1])[places]
        h = self.transform_norm(F.gelu(self.transform(rows)))
        return F.cross_entropy(F.linear(h, self.words.weight, self.bias), labels)


def synchronize():
    if CUDA:
        torch.cuda.synchronize()


def random_batch(size):
    B, T, V, M = (size[letter] for letter in "BTVM")
    ids = torch.randint(5, V, (B, T), device=DEVICE)
    mask = torch.ones(B, 1, 1, T, dtype=torch.bool, device=DEVICE)
    places = torch.randperm(B * T, device=DEVICE)[:M].sort().values
    return ids, mask, places, ids.view(-1)[places].clone()


def stepper(size, compiled):
    """A function that queues one step on batches in rotation and returns the loss."""
    torch.manual_seed(1)
    model = Bert(size).to(DEVICE)
    run = torch.compile(model) if compiled else model
    flat = [p for p in model.parameters() if p.dim() == 1]
    wide = [p for p in model.parameters() if p.dim() > 1]
    groups = [{"params": wide, "weight_decay": 0.01}, {"params": flat, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=1e-3, fused=True)
    batches = [random_batch(size) for _ in range(4)]
    taken = 0

    def step():
        nonlocal taken
        loss = run(*batches[taken % len(batches)])
        taken += 1
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0, foreach=True)
        optimizer.step()
        return loss

    def look():
        ids, mask, places, labels = batches[0]
        T = size["T"]
        own = places < T
        with torch.no_grad():
            return model(ids[:1], mask[:1], places[own], labels[own])

    return step, look


def time_round(step, count):
    """ms a step, one wait for the device and the loss read at the end."""
    synchronize()
    began = time.perf_counter()
    for _ in range(count):
        loss = step()
    loss.item()
    synchronize()
    return (time.perf_counter() - began) / count * 1000


def measure(size, rounds):
    """Eager and compiled take turns."""
    modes = {}
    failed = []
    for mode in ("eager", "compile"):
        print(f"bench: {size['name']} in PyTorch, {mode} …", file=sys.stderr)
        try:
            step, _ = stepper(size, mode == "compile")
            for _ in range(3):
                warm = time_round(step, 1)
            count = max(1, min(MAX_STEPS, round(TARGET_S * 1000 / warm)))
            modes[mode] = (step, count, [])
        except Exception as error:  # torch.compile wants a C++ compiler or Triton
            reason = f"{type(error).__name__}: {error}".split("\n")[0][:120]
            failed.append({"name": size["name"], "mode": mode, "notMeasured": reason})
    for _ in range(rounds):
        for step, count, walls in modes.values():
            walls.append(time_round(step, count))
    measured = [
        {"name": size["name"], "mode": mode, "wall": median(walls)}
        for mode, (_, _, walls) in modes.items()
    ]
    return measured + failed


def serve(asked):
    """Rounds on request, so that others can take theirs in between."""
    torch.set_num_threads(asked["threads"])
    step, look = stepper(asked["size"], False)
    print(json.dumps({"device": f"{torch.__version__} CPU", "loss": step().item()}), flush=True)
    for line in sys.stdin:
        if line.strip() == "look":
            look()
            times = []
            for _ in range(5):
                began = time.perf_counter()
                look()
                times.append((time.perf_counter() - began) * 1000)
            print(json.dumps({"look": median(times)}), flush=True)
            continue
        count = int(line)
        began = time.perf_counter()
        for _ in range(count):
            loss = step()
        loss = loss.item()
        wall = (time.perf_counter() - began) / count * 1000
        print(json.dumps({"wall": wall, "loss": loss}), flush=True)


def main():
    if sys.argv[1] == "--serve":
        serve(json.loads(sys.argv[2]))
        return
    asked = json.loads(sys.argv[1])
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.allow_tf32 = False
    if CUDA:
        where = f"{torch.cuda.get_device_name()}, float32, TF32 off"
    else:
        where = f"no CUDA here, so on the CPU with {torch.get_num_threads()} threads, float32"
    steps = [row for size in asked["sizes"] for row in measure(size, asked["rounds"])]
    print(json.dumps({"device": f"{torch.__version__} on {where}", "steps": steps}))


if __name__ == "__main__":
    main()
