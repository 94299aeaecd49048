"""What Hugging Face's masking collators do, as proportions: writes src/masking/masking.golden.json.

    pip install torch transformers tokenizers && python scripts/goldens/make_masking.py

One sentence of words of one to three pieces is masked many times over, token by token and by whole words.
"""

import json
from pathlib import Path

import torch
import transformers
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from transformers import DataCollatorForLanguageModeling, PreTrainedTokenizerFast

OUT = Path(__file__).parents[2] / "src/masking/masking.golden.json"
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
PIECES = [chr(97 + i) for i in range(26)] + [f"##{chr(97 + i)}" for i in range(26)]
# Twenty words of one, two and three letters in turn; a letter is a piece.
WORDS = ["".join(chr(97 + (7 * w + i) % 26) for i in range(1 + w % 3)) for w in range(20)]
DRAWS = 20_000
BATCH = 500


def make_tokenizer():
    vocab = {token: i for i, token in enumerate(SPECIAL + PIECES)}
    core = Tokenizer(models.WordPiece(vocab, unk_token="[UNK]"))
    core.pre_tokenizer = pre_tokenizers.Whitespace()
    core.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    names = ["pad", "unk", "cls", "sep", "mask"]
    return PreTrainedTokenizerFast(
        tokenizer_object=core, **{f"{n}_token": t for n, t in zip(names, SPECIAL, strict=True)}
    )


def proportions(tokenizer, whole_word):
    collator = DataCollatorForLanguageModeling(
        tokenizer, mlm_probability=0.15, whole_word_mask=whole_word, seed=1
    )
    encoded = tokenizer(
        " ".join(WORDS), return_offsets_mapping=whole_word, return_special_tokens_mask=True
    )
    ids = torch.tensor(encoded["input_ids"])
    word_ids = encoded.word_ids()
    real = torch.tensor([w is not None for w in word_ids])
    seen = {"tokens": 0, "asked": 0, "hidden": 0, "kept": 0, "words": 0, "touched": 0, "parted": 0}
    for _ in range(DRAWS // BATCH):
        batch = collator([dict(encoded) for _ in range(BATCH)])
        asked = batch["labels"] != -100
        seen["tokens"] += int(real.sum()) * BATCH
        seen["asked"] += int(asked.sum())
        seen["hidden"] += int((asked & (batch["input_ids"] == 4)).sum())
        seen["kept"] += int((asked & (batch["input_ids"] == ids)).sum())
        for w in range(len(WORDS)):
            own = asked[:, [i for i, x in enumerate(word_ids) if x == w]]
            seen["words"] += BATCH
            seen["touched"] += int(own.any(dim=1).sum())
            seen["parted"] += int((own.any(dim=1) & ~own.all(dim=1)).sum())
    return seen


def main():
    tokenizer = make_tokenizer()
    golden = {
        "origin": f"transformers {transformers.__version__}, DataCollatorForLanguageModeling",
        "mlmProbability": 0.15,
        "vocabSize": len(tokenizer),
        "piecesOfWords": [len(word) for word in WORDS],
        "draws": DRAWS,
        "token": proportions(tokenizer, False),
        "word": proportions(tokenizer, True),
    }
    OUT.write_text(json.dumps(golden, indent=2) + "\n")
    print(OUT.read_text())


if __name__ == "__main__":
    main()
