import type { Settings } from '../../config/settings';
import type { BertConfig } from '../../model/config';
import { blanksBlock, imports, LOSS, textBlock, threads } from './blocks';
import type { CodeFacts } from './facts';
import { boolLiteral, floatLiteral, textLiteral } from './literals';
import { maskingConstants } from './masks';

/** In Python: a warm-up as long as the run is cut to a tenth of it, as in `train/schedule.ts`. */
const warmup = ({ warmupSteps }: Settings) =>
  `${warmupSteps} if ${warmupSteps} < args.max_steps else args.max_steps // 10`;

/** What few models have otherwise than BERT */
const extras = ({ layerNormEps, tieWordEmbeddings }: BertConfig) =>
  (layerNormEps === 1e-12 ? '' : `        layer_norm_eps=${floatLiteral(layerNormEps)},\n`) +
  (tieWordEmbeddings ? '' : '        tie_word_embeddings=False,\n');

/** `train_from_scratch.py`: this run from its first step, in Hugging Face Transformers and PyTorch. */
export function trainFromScratch(facts: CodeFacts): string {
  const { settings, config, text } = facts;
  const beginning =
    settings.beginFrom === 'nothing'
      ? ''
      : `\n# The run began from ${settings.beginFrom === 'starter' ? 'a small pretrained model of Cloze' : 'a model that was opened from its files'}, which is not in this folder. This script begins from nothing.`;
  return `"""Trains a model like this one from random weights, with Hugging Face Transformers and PyTorch.

    python code/train_from_scratch.py --train_file my.txt

It has the settings of the run and its tokenizer. Cloze draws other random numbers and splits the text with more care, so
the results are alike, not equal.
"""

${imports(facts)}
from transformers import (
    AutoTokenizer,
    BertConfig,
    BertForMaskedLM,
    DataCollatorForLanguageModeling,
    Trainer,
    TrainingArguments,
    default_data_collator,
    set_seed,
)

FOLDER = Path(__file__).resolve().parent.parent
SEQUENCE_LENGTH = ${config.maxPositionEmbeddings}
SEED = ${settings.seed}
${maskingConstants(settings)}

# The run's text was ${textLiteral(text)}.
parser = argparse.ArgumentParser()
parser.add_argument("--train_file", required=True, help="a text in UTF-8")
parser.add_argument("--output_dir", default="from_scratch")
parser.add_argument("--max_steps", type=int, default=${settings.maxSteps})
args = parser.parse_args()
if any(Path(args.output_dir).glob("*")):
    parser.error(f"{args.output_dir} is not empty. Name another --output_dir.")

has_accelerator = torch.accelerator.is_available()${threads(facts)}
every = max(5, round(args.max_steps / 40))  # steps between two exams, each with a checkpoint
set_seed(SEED)
tokenizer = AutoTokenizer.from_pretrained(FOLDER)

${textBlock(settings)}${blanksBlock(settings)}
generator = torch.Generator().manual_seed(SEED)


def collate(rows):
    """Windows to train on get new blanks each time. Those of the exam have theirs."""
    return default_data_collator(rows) if isinstance(rows[0], dict) else masked(rows, generator)
${LOSS}


# 4. The model${beginning}
model = BertForMaskedLM(
    BertConfig(
        vocab_size=len(tokenizer),  # ${config.vocabSize}
        hidden_size=${config.hiddenSize},
        num_hidden_layers=${config.numHiddenLayers},
        num_attention_heads=${config.numAttentionHeads},
        intermediate_size=${config.intermediateSize},
        max_position_embeddings=${config.maxPositionEmbeddings},
        hidden_dropout_prob=${floatLiteral(settings.hiddenDropoutProb)},
        attention_probs_dropout_prob=${floatLiteral(settings.attentionProbsDropoutProb)},
        initializer_range=${floatLiteral(config.initializerRange)},
        pad_token_id=tokenizer.pad_token_id,
${extras(config)}    )
)

# 5. Training
trainer = Trainer(
    model=model,
    args=TrainingArguments(
        output_dir=args.output_dir,
        max_steps=args.max_steps,
        per_device_train_batch_size=${settings.batchSize},
        optim="adamw_torch",
        learning_rate=${floatLiteral(settings.learningRate)},
        lr_scheduler_type="linear",
        warmup_steps=${warmup(settings)},
        weight_decay=${floatLiteral(settings.weightDecay)},  # the Trainer spares biases and LayerNorm
        max_grad_norm=${floatLiteral(settings.maxGradNorm)},
        seed=SEED,
        eval_on_start=True,
        eval_strategy="steps",
        eval_steps=every,
        save_steps=every,
        logging_steps=every,
        save_total_limit=2,
        load_best_model_at_end=${boolLiteral(settings.loadBestModelAtEnd)},
        metric_for_best_model="loss",
        remove_unused_columns=False,
        dataloader_pin_memory=has_accelerator,
    ),
    train_dataset=train,
    eval_dataset=exam,
    data_collator=collate,
    processing_class=tokenizer,
    compute_loss_func=loss_of,
    preprocess_logits_for_metrics=score,
    compute_metrics=mean_over_blanks,
)
trainer.train()
trainer.save_model()
report()
`;
}
