/** Names that only the weights of a model have. */
const WEIGHTS = /\.safetensors\b|\b(pytorch_model|tf_model|flax_model)[\w.-]*\.(bin|h5|msgpack)\b/;
/** The list of its files stands at the end of an archive, with their names as they are. */
const LIST_BYTES = 65_536;

/** Whether these files, or the archive that is the only one, are a model rather than texts. Only names are looked at. */
export async function holdsModel(files: readonly (readonly [path: string, file: Blob])[]) {
  if (files.some(([path]) => WEIGHTS.test(path))) return true;
  const [only] = files;
  if (files.length !== 1 || !only?.[0].toLowerCase().endsWith('.zip')) return false;
  return WEIGHTS.test(await only[1].slice(-LIST_BYTES).text());
}
