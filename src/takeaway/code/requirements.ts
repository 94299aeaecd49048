import { VERSIONS } from './versions';

/** `requirements.txt`: the packages that the scripts and the README use, with exact versions. */
export const requirements = (): string => `# pip install -r code/requirements.txt

# train_from_scratch.py, continue_training.py
torch==${VERSIONS.torch}
transformers==${VERSIONS.transformers}
accelerate==${VERSIONS.accelerate}

# load_keras.py; load_onnx.py needs the last two of them
tensorflow==${VERSIONS.tensorflow}
keras==${VERSIONS.keras}
safetensors==${VERSIONS.safetensors}
tokenizers==${VERSIONS.tokenizers}
numpy==${VERSIONS.numpy}

# load_onnx.py
onnxruntime==${VERSIONS.onnxruntime}
`;
