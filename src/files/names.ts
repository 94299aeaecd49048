import type { FileKind } from './types';

const KINDS: Readonly<Record<string, FileKind>> = {
  txt: 'text',
  text: 'text',
  md: 'text',
  markdown: 'text',
  csv: 'csv',
  tsv: 'tsv',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  html: 'html',
  htm: 'html',
  docx: 'docx',
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

/** Whether a file of a folder is worth looking at; the others are passed over without a word. */
export const isReadable = (name: string): boolean => kindByName(name) !== undefined;

/** For `<input type="file" accept>` */
export const ACCEPT = Object.keys(KINDS)
  .map((extension) => `.${extension}`)
  .join(',');
