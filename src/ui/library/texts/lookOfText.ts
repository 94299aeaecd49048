import { type Direction, textDirection } from '../../../corpus/direction';
import { detectLanguage } from '../../../corpus/language';
import { languageName } from '../../../corpus/languageTags';
import type { Source } from '../../../protocol/texts';

export interface LookOfText {
  readonly lang: string;
  readonly dir: Direction;
  /** The name of its language, or what it is instead; undefined where it is not known */
  readonly language: string | undefined;
}

/** UTF-16 units by which the language is told: the beginning of a text is enough, and quick. */
const SAMPLE = 10_000;

const known = new WeakMap<Source, LookOfText>();
/** React's keys; a text is known by its identity */
const keys = new WeakMap<Source, number>();
let last = 0;

/** The language of a text, chosen or detected, and which way it runs. */
export function lookOfText(source: Source): LookOfText {
  const found = known.get(source);
  if (found) return found;
  const { grammar, text } = source;
  const lang =
    grammar === undefined ? (source.language ?? detectLanguage(text.slice(0, SAMPLE))) : 'und';
  const isKnown = !lang.startsWith('und');
  const language = isKnown ? languageName(lang) : undefined;
  const look = {
    ...{ lang, dir: textDirection(lang, text) },
    language: grammar === undefined ? language : 'artificial',
  };
  known.set(source, look);
  return look;
}

/** The same number for the same text, also once it has another name. */
export function keyOfText(source: Source): number {
  const found = keys.get(source) ?? ++last;
  keys.set(source, found);
  return found;
}
