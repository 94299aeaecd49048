/** Names that only the files of a model have. Some are refused later, but as a model and with the reason. */
const WEIGHTS =
  /\.(safetensors|onnx|gguf)\b|\b(pytorch_model|tf_model|flax_model)[\w.-]*\.(bin|h5|msgpack)\b|\btokenizer(_config)?\.json$/;
/** The list of its files stands at the end of an archive, with their names as they are. */
const LIST_BYTES = 65_536;

/** Whether these files, or the archive that is the only one, are a model rather than texts. Only names are looked at. */
export async function holdsModel(files: readonly (readonly [path: string, file: Blob])[]) {
  if (files.some(([path]) => WEIGHTS.test(path))) return true;
  const [only] = files;
  if (files.length !== 1 || !only?.[0].toLowerCase().endsWith('.zip')) return false;
  const list = await only[1].slice(-LIST_BYTES).text();
  // In the list the mark of the next entry may follow a name at once.
  return WEIGHTS.test(list.replaceAll('PK', '\n'));
}
