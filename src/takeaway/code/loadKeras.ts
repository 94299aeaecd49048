import type { CodeFacts } from './facts';
import { pythonConstants, pythonMain } from './fill';

/** In Python: which places each place may look at, [B, T, T]. */
const MASKS = {
  both: 'mask[:, None, :]',
  left: 'keras.ops.logical_and(mask[:, None, :], places[:, None, :] <= places[:, :, None])',
  right: 'keras.ops.logical_and(mask[:, None, :], places[:, None, :] >= places[:, :, None])',
} as const;

const NOTES = {
  both: '',
  left: '  # the run saw only what stands before a token',
  right: '  # the run saw only what stands after a token',
} as const;

/** `load_keras.py`: the model in Keras layers on TensorFlow, as Transformers 5 has no TensorFlow classes. */
export const loadKeras = (facts: CodeFacts): string =>
  `"""The model in Keras layers on TensorFlow. Fills the blank of a sentence:

    python code/load_keras.py ${'"The sentence with a [MASK] in it."'}
"""

import json
import os
import sys
from pathlib import Path

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ |= {"TF_CPP_MIN_LOG_LEVEL": "2", "TF_ENABLE_ONEDNN_OPTS": "0"}  # else TensorFlow warns of what does no harm
import keras
import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer

${pythonConstants(facts)}


def load_model(folder=FOLDER):
    """A Keras model from token ids and their mask, both [B, T], to logits [B, T, V]."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    weights = {name: value.astype("float32") for name, value in load_file(folder / "model.safetensors").items()}
    hidden, heads = config["hidden_size"], config["num_attention_heads"]
    size = hidden // heads

    def apply(layer, values, *inputs, **options):
        outputs = layer(*inputs, **options)
        layer.set_weights(values)
        return outputs

    def linear(x, name, activation=None):
        kernel, bias = weights[name + ".weight"], weights[name + ".bias"]  # the kernel is [out, in]
        return apply(keras.layers.Dense(len(bias), activation), [kernel.T, bias], x)

    def norm(x, name):
        layer = keras.layers.LayerNormalization(epsilon=config["layer_norm_eps"])
        return apply(layer, [weights[name + ".weight"], weights[name + ".bias"]], x)

    def attention(x, allowed, name):
        values = []
        for part in ("query", "key", "value"):
            kernel, bias = weights[f"{name}.self.{part}.weight"], weights[f"{name}.self.{part}.bias"]
            values += [kernel.T.reshape(hidden, heads, size), bias.reshape(heads, size)]
        kernel, bias = weights[name + ".output.dense.weight"], weights[name + ".output.dense.bias"]
        values += [kernel.T.reshape(heads, size, hidden), bias]
        layer = keras.layers.MultiHeadAttention(heads, size)
        return apply(layer, values, x, x, attention_mask=allowed)

    def gelu(x):
        return keras.ops.gelu(x, approximate=False)

    ids = keras.Input((None,), dtype="int32")
    mask = keras.Input((None,), dtype="bool")
    places = keras.ops.cumsum(keras.ops.ones_like(ids), axis=1) - 1
    allowed = ${MASKS[facts.settings.context]}${NOTES[facts.settings.context]}

    name = "bert.embeddings"
    words = weights[name + ".word_embeddings.weight"]
    positions = weights[name + ".position_embeddings.weight"]
    x = apply(keras.layers.Embedding(*words.shape), [words], ids)
    x = x + apply(keras.layers.Embedding(*positions.shape), [positions], places)
    x = x + weights[name + ".token_type_embeddings.weight"][0]
    x = norm(x, name + ".LayerNorm")

    for n in range(config["num_hidden_layers"]):
        name = f"bert.encoder.layer.{n}"
        x = norm(x + attention(x, allowed, name + ".attention"), name + ".attention.output.LayerNorm")
        inner = linear(x, name + ".intermediate.dense", gelu)
        x = norm(x + linear(inner, name + ".output.dense"), name + ".output.LayerNorm")

    name = "cls.predictions"
    x = norm(linear(x, name + ".transform.dense", gelu), name + ".transform.LayerNorm")
    # The embeddings of the words serve as the output layer too, unless it has rows of its own.
    rows = weights.get(name + ".decoder.weight", words)
    logits = keras.ops.matmul(x, rows.T) + weights[name + ".bias"]
    return keras.Model([ids, mask], logits)


${pythonMain(facts, 'np.array(load_model()([ids, np.ones_like(ids, dtype=bool)]))[0]')}`;
