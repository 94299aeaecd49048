import type { CodeFacts } from './facts';
import { pythonConstants, pythonMain } from './fill';
import { VERSIONS } from './versions';

/** `load_onnx.py`: the model in ONNX Runtime, with nothing but a tokenizer beside it. */
export const loadOnnx = (facts: CodeFacts): string =>
  `"""The model in ONNX Runtime. Fills the blank of a sentence:

    pip install onnxruntime==${VERSIONS.onnxruntime} tokenizers==${VERSIONS.tokenizers} numpy==${VERSIONS.numpy}
    python code/load_onnx.py "The sentence with a [MASK] in it."
"""

import sys
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

${pythonConstants(facts)}


def load_model(folder=FOLDER):
    """A function from token ids and their mask, both int64 [B, T], to logits [B, T, V]."""
    session = onnxruntime.InferenceSession(folder / "onnx" / "model.onnx")

    def logits_of(ids, mask):
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        return session.run(["logits"], inputs)[0]

    return logits_of


${pythonMain(facts, 'load_model()(ids, np.ones_like(ids))[0]')}`;
