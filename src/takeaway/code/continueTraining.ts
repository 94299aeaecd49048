import { examEvery } from '../../config/moments';
import { blanksBlock, imports, LOSS, textBlock, threads } from './blocks';
import type { CodeFacts } from './facts';
import { boolLiteral, floatLiteral } from './literals';
import { maskingConstants } from './masks';

/** `continue_training.py`: goes on from the folder's weights with PyTorch's own launcher, in one process or many. */
export function continueTraining(facts: CodeFacts): string {
  const { settings, config } = facts;
  return `"""Goes on training this model on a text of your own, with Hugging Face Transformers and PyTorch.

One process:   python code/continue_training.py --train_file my.txt
Four GPUs:     torchrun --nproc_per_node 4 code/continue_training.py --train_file my.txt
Two machines:  torchrun --nnodes 2 --nproc_per_node 4 --rdzv_backend c10d --rdzv_endpoint HOST:29500 \\
                   code/continue_training.py --train_file my.txt          (the same command on both)

Several processes train with DDP: each holds the whole model. --fsdp divides it among the GPUs.
After an interruption, the same command with --resume goes on from the last checkpoint.
"""

${imports(facts)}
from transformers import (
    AutoModelForMaskedLM,
    AutoTokenizer,
    DataCollatorForLanguageModeling,
    Trainer,
    TrainerCallback,
    TrainingArguments,
    default_data_collator,
)

FOLDER = Path(__file__).resolve().parent.parent
SEQUENCE_LENGTH = ${config.maxPositionEmbeddings}
${maskingConstants(settings)}

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--train_file", required=True, help="a text in UTF-8")
parser.add_argument("--output_dir", default="continued", help="on many machines a folder that all of them see")
parser.add_argument("--max_steps", type=int, default=${settings.maxSteps})
parser.add_argument("--save_steps", type=int, default=${examEvery(settings.maxSteps)}, help="steps between two exams, each with a checkpoint")
parser.add_argument("--batch_size", type=int, default=${settings.batchSize}, help="windows in a step of one process")
parser.add_argument("--learning_rate", type=float, default=${floatLiteral(settings.learningRate)})
parser.add_argument("--seed", type=int, default=${settings.seed})
parser.add_argument("--fsdp", action="store_true")
parser.add_argument("--resume", action="store_true")
args = parser.parse_args()

if args.resume and not any(Path(args.output_dir).glob("checkpoint-*")):
    parser.error(f"--resume finds no checkpoint in {args.output_dir}. Name the interrupted run's --output_dir, or leave --resume out.")
if not args.resume and any(Path(args.output_dir).glob("*")):
    parser.error(f"{args.output_dir} is not empty. Name another --output_dir, or go on with the run in it by --resume.")
has_accelerator = torch.accelerator.is_available()${threads(facts)}
if args.fsdp and not has_accelerator:
    parser.error("--fsdp divides the model among GPUs, and here is none. Leave it out.")
tokenizer = AutoTokenizer.from_pretrained(FOLDER)

${textBlock(settings)}${blanksBlock(settings)}

class Collator(TrainerCallback):
    """Windows to train on get new blanks in each epoch. These depend only on the seed, the epoch and the windows, so that a
    run that was interrupted goes on as if it had not been."""

    epoch = 0

    def on_epoch_begin(self, arguments, state, control, **kwargs):
        self.epoch = int(state.epoch)

    def __call__(self, rows):
        if "labels" in rows[0]:
            return default_data_collator(rows)  # the exam
        generator = torch.Generator().manual_seed(args.seed + self.epoch * len(train) + rows[0]["number"])
        return masked([row["window"] for row in rows], generator)
${LOSS}


# 4. Training
collator = Collator()
model = AutoModelForMaskedLM.from_pretrained(FOLDER, dtype="float32")
if args.fsdp:  # else Accelerate puts weights that embeddings and output share into a group apart, and FSDP refuses that
    model.get_input_embeddings = model.get_output_embeddings = lambda: None
trainer = Trainer(
    model=model,
    args=TrainingArguments(
        output_dir=args.output_dir,
        max_steps=args.max_steps,
        per_device_train_batch_size=args.batch_size,
        optim="adamw_torch",
        learning_rate=args.learning_rate,
        lr_scheduler_type="linear",
        warmup_steps=args.max_steps // 10,
        weight_decay=${floatLiteral(settings.weightDecay)},  # the Trainer spares biases and LayerNorm
        max_grad_norm=${floatLiteral(settings.maxGradNorm)},
        seed=args.seed,
        eval_on_start=True,
        eval_strategy="steps",
        eval_steps=args.save_steps,
        save_steps=args.save_steps,
        logging_steps=args.save_steps,
        save_total_limit=2,
        load_best_model_at_end=${boolLiteral(settings.loadBestModelAtEnd)},
        metric_for_best_model="loss",
        remove_unused_columns=False,
        dataloader_pin_memory=has_accelerator,
        ddp_find_unused_parameters=False,
        use_cpu=not has_accelerator,  # without it, processes on a CPU would train a model each
        fsdp=args.fsdp,
        fsdp_config={"transformer_layer_cls_to_wrap": ["BertLayer"]} if args.fsdp else None,
    ),
    train_dataset=[{"number": number, "window": window} for number, window in enumerate(train)],
    eval_dataset=exam,
    data_collator=collator,
    callbacks=[collator],
    processing_class=tokenizer,
    compute_loss_func=loss_of,
    preprocess_logits_for_metrics=score,
    compute_metrics=mean_over_blanks,
)
trainer.train(resume_from_checkpoint=args.resume)
trainer.save_model()
if trainer.is_world_process_zero():
    report()
`;
}
