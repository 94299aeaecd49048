import type { FileKind } from './types';

/** A name tells apart what the content cannot. Others are text, or what their content says. */
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

/** A file or folder that a system keeps for itself among a person's: it is passed over without a word. */
export const isHidden = (name: string): boolean =>
  /^(?:\.|__MACOSX$|Thumbs\.db$|desktop\.ini$)/i.test(name);
