import type { FileKind } from './types';

/** Kinds that only the name tells apart. Other files are text, or what their content says. */
const KINDS: Readonly<Record<string, FileKind>> = {
  csv: 'csv',
  tsv: 'tsv',
  tab: 'tsv',
  json: 'json',
  jsonl: 'json',
  ndjson: 'json',
  geojson: 'json',
  ipynb: 'json',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  xml: 'xml',
  srt: 'subtitles',
  vtt: 'subtitles',
  ass: 'subtitles',
  ssa: 'subtitles',
  sbv: 'subtitles',
  lrc: 'subtitles',
  docx: 'docx',
  odt: 'odt',
  epub: 'epub',
  pdf: 'pdf',
};

/** The part of a name after its last dot, in small letters; empty if there is none. */
export const extensionOf = (name: string): string =>
  /[^/\\]\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** What a file's name says it is; undefined if it says nothing. */
export function kindByName(name: string): FileKind | undefined {
  const extension = extensionOf(name);
  return Object.hasOwn(KINDS, extension) ? KINDS[extension] : undefined;
}

/** A file or folder of the operating system's among a person's own; it is skipped silently. */
export const isHidden = (name: string): boolean =>
  /^(?:\.|__MACOSX$|Thumbs\.db$|desktop\.ini$)/i.test(name);
