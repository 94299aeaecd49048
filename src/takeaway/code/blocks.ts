import type { Context, Settings } from '../../config/settings';
import type { CodeFacts } from './facts';
import { maskedFunction } from './masks';

/** What the two scripts for training share, in Python. */

/**
 * Below this hidden size one thread takes about a quarter longer on an idle machine, and where the cores are busy a second
 * one costs several times over: 20 steps took 34 s with two, and 5 s with one.
 */
const MANY_THREADS_FROM = 256;

export const imports = (facts: CodeFacts): string => `import argparse
import json
${isSmall(facts) ? 'import os\n' : ''}import random
import re
from pathlib import Path
from zlib import crc32

import torch
from torch.nn.functional import cross_entropy`;

const isSmall = ({ config }: CodeFacts) => config.hiddenSize < MANY_THREADS_FROM;

/** How many threads a process computes in. */
export const threads = (facts: CodeFacts): string =>
  isSmall(facts)
    ? `
if not has_accelerator and "OMP_NUM_THREADS" not in os.environ:
    torch.set_num_threads(1)  # more gain so small a model little, and slow it down where other programs need the cores`
    : '';

const PACKED = `def windows_of(is_held_out):
    """[CLS] text [SEP]. Neighbouring sentences share a window while they fit."""
    windows = [[]]
    for sentence in sentences:
        if (sentence in held_out) != is_held_out:
            windows.append([])
            continue
        for part in parts_of(encoded[sentence]):
            if len(windows[-1]) + len(part) > SEQUENCE_LENGTH - 2:
                windows.append([])
            windows[-1] += part
    return [[tokenizer.cls_token_id, *ids, tokenizer.sep_token_id] for ids in windows if ids]`;

const ALONE = `def windows_of(is_held_out):
    """[CLS] sentence [SEP]"""
    chosen = [s for s in sentences if (s in held_out) == is_held_out]
    windows = [part for s in chosen for part in parts_of(encoded[s]) if part]
    return [[tokenizer.cls_token_id, *ids, tokenizer.sep_token_id] for ids in windows]`;

/** `sentences`, which of them are held out, and `windows_of` a part. */
export const textBlock = ({ packSentences }: Settings): string => String.raw`
# 1. The text. Cloze finds sentences with more care, and keeps near repeats on one side too.
text = Path(args.train_file).read_text(encoding="utf-8")
breaks = r"""(?:(?<=[.!?…])|(?<=[.!?…][”“’"')»]))\s+(?![a-zß-ÿ])|(?<=[。！？])|\n+"""
sentences = [s.strip() for s in re.split(breaks, text) if s.strip()]
encoded = {s: tokenizer.encode(s, add_special_tokens=False, verbose=False) for s in sentences}
if len(encoded) < 2:
    parser.error("The text needs two sentences: one to learn from, and one for the exam.")
continues_word = torch.tensor([t.startswith("##") for t in tokenizer.convert_ids_to_tokens(range(len(tokenizer)))])

# What Cloze held out stays held out: cloze.json has hashes of it. There the special tokens come first.
special = tokenizer.convert_tokens_to_ids(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"])
cloze_ids = {i: str(n) for n, i in enumerate(dict.fromkeys([*special, *range(len(tokenizer))]))}


def hash_of(ids):
    return crc32(" ".join(cloze_ids[i] for i in ids).encode())


facts = FOLDER / "cloze.json"
in_cloze = json.loads(facts.read_text(encoding="utf-8"))["exam"].get("heldOut", {}) if facts.exists() else {}
hashes = set(in_cloze.get("sentences", []))
held_out = {s for s in encoded if hash_of(encoded[s]) in hashes}
is_same_text = 2 * len(held_out) > len(hashes)
if not is_same_text:
    held_out = set(random.Random(1).sample(sorted(encoded), max(1, len(encoded) // 10)))


def parts_of(ids):
    """A sentence that is too long is cut before a word, if that leaves the part at least half full."""
    room = SEQUENCE_LENGTH - 2
    while len(ids) > room:
        ends = [end for end in range((room + 1) // 2, room + 1) if not continues_word[ids[end]]]
        end = ends[-1] if ends else room
        yield ids[:end]
        ids = ids[end:]
    yield ids


${packSentences ? PACKED : ALONE}
`;

/** In Python: `SIDE`, for a model that may look at one side only. */
function sideConstant(context: Context): string {
  if (context === 'both') return '';
  const [where, triangle] = context === 'left' ? ['before', 'tril'] : ['after', 'triu'];
  return `
# The run saw only what stands ${where} a token. Transformers' BERT sees both sides unless its mask is 4-D, as this one is.
SIDE = torch.ones(SEQUENCE_LENGTH, SEQUENCE_LENGTH, dtype=torch.bool).${triangle}()
`;
}

/** The windows to train on, `masked`, and the exam. */
export const blanksBlock = (settings: Settings): string => `

# 2. The blanks
train = windows_of(False)
${sideConstant(settings.context)}${maskedFunction(settings)}


# The exam: 15 % of each held-out window, again and again with other blanks. On the run's own text they are Cloze's.
windows = {hash_of(window): window for window in windows_of(True)}
asked = [(windows[number], places) for number, *places in in_cloze["exam"] if number in windows] if is_same_text else []
whose = "Cloze's exam" if len(asked) == len(in_cloze.get("exam", [])) else "a part of Cloze's exam"
if not asked:
    whose = "an exam of this text"
    draw = random.Random(1)
    for window in (8 * list(windows.values()))[:200]:
        places = [t for t, i in enumerate(window) if i not in tokenizer.all_special_ids]
        if places:
            asked.append((window, draw.sample(places, max(1, round(0.15 * len(places))))))
ids, seen = padded([window for window, _ in asked])
labels = torch.full_like(ids, -100)
for row, (_, places) in enumerate(asked):
    labels[row, places] = ids[row, places]
hidden = ids.masked_fill(labels != -100, tokenizer.mask_token_id)
exam = [dict(zip(("input_ids", "attention_mask", "labels"), row)) for row in zip(hidden, seen, labels)]
`;

/** The loss in training and in the exam. */
export const LOSS = `

# 3. The loss: the mean over all blanks, in however many batches and processes they are
def loss_of(outputs, labels, num_items_in_batch):
    total = cross_entropy(outputs.logits.transpose(1, 2), labels, reduction="sum")
    return total / torch.as_tensor(num_items_in_batch).clamp(min=1)


def score(logits, labels):
    """The loss of each token, and whether the first guess is right."""
    losses = cross_entropy(logits.transpose(1, 2), labels, reduction="none")
    return torch.stack([losses, logits.argmax(-1) == labels], dim=-1)


def mean_over_blanks(results):
    loss, accuracy = results.predictions[results.label_ids != -100].mean(axis=0)
    return {"loss": float(loss), "accuracy": float(accuracy)}


def report():
    """Prints how the exam went on the way, and which step the model is of."""
    state = trainer.state
    exams = [entry for entry in state.log_history if "eval_loss" in entry]
    best = min(exams, key=lambda exam: exam["eval_loss"])
    print(f"Held-out loss in {whose}:")
    for moment, exam in (("start", exams[0]), ("best", best), ("end", exams[-1])):
        loss, right = exam["eval_loss"], exam["eval_accuracy"]
        print(f"  {moment:5}  step {exam['step']:<6} {loss:.3f} nats, {right:.1%} right")
    if best["step"] == 0:
        print("No step was better than the start: this text has taught the model what it can. More text helps most.")
    elif best["step"] < state.global_step:
        print("The best came before the end: a smaller --max_steps would do.")
    step = state.best_global_step if trainer.args.load_best_model_at_end else state.global_step
    print(f"The model of step {step} is in {args.output_dir}.")`;
