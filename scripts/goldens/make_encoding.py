"""How Hugging Face's Rust library encodes, ids and offsets: writes src/tokenizer/rustLibrary.golden.json.

    pip install tokenizers && python scripts/goldens/make_encoding.py

It reads the tokenizer.json that the page exports (encoding_cases.mjs), encodes strings that are hard to, and
says what it takes every code point for.
"""

import json
import subprocess
from pathlib import Path

import tokenizers
from tokenizers import Tokenizer, normalizers, pre_tokenizers

ROOT = Path(__file__).parents[2]
OUT = ROOT / "src/tokenizer/rustLibrary.golden.json"


def utf16_offsets(text):
    """Offset in UTF-16 units of each code point of the text, and of its end."""
    at = [0]
    for char in text:
        at.append(at[-1] + (2 if ord(char) > 0xFFFF else 1))
    return at


def encode(tokenizer, text):
    """Flat: id, start and end of each token."""
    at = utf16_offsets(text)
    encoding = tokenizer.encode(text, add_special_tokens=False)
    flat = []
    for token, (start, end) in zip(encoding.ids, encoding.offsets, strict=True):
        flat += [token, at[start], at[end]]
    return flat


def classes():
    """Runs of code points of one class: the first of each and the class, as encoding.test.ts names them."""
    split = pre_tokenizers.BertPreTokenizer()
    kept = normalizers.BertNormalizer(strip_accents=False, lowercase=False)
    stripped = normalizers.BertNormalizer(strip_accents=True, lowercase=False)

    def kind(code):
        text = f"a{chr(code)}b"
        words = [word for word, _ in split.pre_tokenize_str(kept.normalize_str(text))]
        if words == ["ab"]:
            return "removed"
        if len(words) > 1:
            return "space" if len(words) == 2 else "alone"
        return "mark" if stripped.normalize_str(text) == "ab" else "other"

    runs = []
    for code in range(0x110000):
        if 0xD800 <= code < 0xE000:
            continue
        found = kind(code)
        if not runs or runs[-1][1] != found:
            runs.append([code, found])
    return runs


def main():
    out = subprocess.run(
        ["node", "scripts/goldens/encoding_cases.mjs"], cwd=ROOT, check=True, capture_output=True
    )
    cases = json.loads(out.stdout)
    for case in cases:
        tokenizer = Tokenizer.from_str(case.pop("tokenizerJson"))
        case["encodings"] = [encode(tokenizer, text) for text in case["strings"]]
    golden = {
        "origin": f"tokenizers {tokenizers.__version__}",
        "classes": classes(),
        "cases": cases,
    }
    OUT.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
    print(f"{OUT.name}: {OUT.stat().st_size} bytes, {sum(len(c['strings']) for c in cases)} strings")


if __name__ == "__main__":
    main()
