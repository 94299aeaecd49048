import { type Direction, directionWithin, textDirection } from '../../corpus/direction';
import { languageOf, type Prepared } from '../../store/playground/prepared';

/** The `lang` and `dir` of every element that shows words of a text. */
export interface TextLook {
  readonly lang: string;
  readonly dir: Direction;
}

const known = new WeakMap<Prepared, TextLook>();

/** How the words of a text that was prepared are marked: by its language, and which way it runs. */
export function textLook(prepared: Prepared): TextLook {
  const found = known.get(prepared);
  if (found) return found;
  const { source } = prepared;
  const lang = languageOf(source, prepared) ?? 'und';
  const look = { lang, dir: textDirection(lang, source.text) };
  known.set(prepared, look);
  return look;
}

/** The same for one sentence beside a text that was prepared, which may run the other way. */
export function sentenceLook(prepared: Prepared, sentence: string): TextLook {
  const { lang, dir } = textLook(prepared);
  return { lang, dir: directionWithin(dir, sentence) };
}
