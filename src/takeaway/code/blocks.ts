import type { Context, Settings } from '../../config/settings';
import { maskedFunction } from './masks';

/** What the two scripts for training share, in Python. */

export const IMPORTS = `import argparse
import random
import re
from pathlib import Path

import torch
from torch.nn.functional import cross_entropy`;

const PACKED = `def windows_of(is_held_out):
    """[CLS] text [SEP]. Neighbouring sentences share a window while they fit."""
    room = SEQUENCE_LENGTH - 2
    windows = [[]]
    for sentence in sentences:
        if (sentence in held_out) != is_held_out:
            windows.append([])
            continue
        ids = tokenizer.encode(sentence, add_special_tokens=False, verbose=False)
        for start in range(0, len(ids), room):
            part = ids[start : start + room]
            if len(windows[-1]) + len(part) > room:
                windows.append([])
            windows[-1] += part
    return [[tokenizer.cls_token_id, *ids, tokenizer.sep_token_id] for ids in windows if ids]`;

const ALONE = `def windows_of(is_held_out):
    """[CLS] sentence [SEP]. A sentence that is too long is cut."""
    room = SEQUENCE_LENGTH - 2
    windows = []
    for sentence in sentences:
        if (sentence in held_out) == is_held_out:
            ids = tokenizer.encode(sentence, add_special_tokens=False, verbose=False)
            windows += [ids[start : start + room] for start in range(0, len(ids), room)]
    return [[tokenizer.cls_token_id, *ids, tokenizer.sep_token_id] for ids in windows]`;

/** `sentences`, which of them are held out, and `windows_of` a part. */
export const textBlock = ({ packSentences }: Settings): string => String.raw`
# 1. The text. Cloze finds sentences with more care, and keeps near repeats on one side too.
text = Path(args.train_file).read_text(encoding="utf-8")
sentences = [s.strip() for s in re.split(r"(?<=[.!?…])\s+|(?<=[。！？])|\n+", text) if s.strip()]
distinct = sorted(set(sentences))
held_out = set(random.Random(1).sample(distinct, max(1, len(distinct) // 10)))


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


# The exam asks each held-out window several times, with different blanks. They stay the same from exam to exam.
exam = masked((8 * windows_of(True))[:200], EXAM_MASKING, torch.Generator().manual_seed(1))
exam = [dict(zip(exam, row)) for row in zip(*exam.values())]
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
    return {"loss": float(loss), "accuracy": float(accuracy)}`;
