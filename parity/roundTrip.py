"""Goes on training a folder in two processes, as its README says: once straight through, once killed and resumed.

    python parity/roundTrip.py FOLDER TEXT WORK
"""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

folder, text, work = map(Path, sys.argv[1:])
STEPS, SAVE = 60, 20


def start(name, *more):
    command = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc_per_node", "2"]
    command += [folder / "code/continue_training.py", "--train_file", text, "--output_dir", work / name]
    command += ["--max_steps", str(STEPS), "--save_steps", str(SAVE), *more]
    environment = {"HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1", **os.environ}
    with (work / f"{name}.log").open("a") as log:
        return subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)


def finish(process, name):
    if process.wait() != 0:
        sys.exit((work / f"{name}.log").read_text()[-3000:])


finish(start("straight"), "straight")
process = start("resumed")
while process.poll() is None and not (work / f"resumed/checkpoint-{SAVE}/trainer_state.json").exists():
    time.sleep(0.05)
os.killpg(process.pid, signal.SIGKILL)
process.wait()
finish(start("resumed", "--resume"), "resumed")

history = json.loads((work / f"straight/checkpoint-{STEPS}/trainer_state.json").read_text())["log_history"]
losses = [entry["eval_loss"] for entry in history if "eval_loss" in entry]
exam = json.loads((folder / "cloze.json").read_text(encoding="utf-8"))["exam"]["loss"]
print(f"held-out loss: {exam:.4f} in Cloze, {losses[0]:.4f} before the script's first step, {losses[-1]:.4f} after its last")
straight, resumed = (load_file(work / name / "model.safetensors") for name in ("straight", "resumed"))
difference = max(float(np.abs(straight[name] - resumed[name]).max()) for name in straight)
print(f"weights, killed and resumed against straight through: {difference} at most")
sys.exit(0 if abs(losses[0] - exam) < 1e-3 and losses[-1] < losses[0] and difference == 0 else 1)
