import * as v from 'valibot';
import { EDITABLE_CHARACTERS } from '../../../config/textLimits';
import { UNNAMED } from '../../../config/unnamed';
import { withoutForms } from '../../../corpus/forms';
import { LANGUAGE_TAGS } from '../../../corpus/languageTags';
import type { Source } from '../../../protocol/texts';
import type { SavedText } from '../../../storage/keptRun';
import { textHash } from '../../../storage/textHash';
import { shown } from '../linkTexts';
import { unwrap, wrap } from './envelope';
import { canDeflate, deflate, inflate } from './inflate';
import { MAX_LINK } from './limits';
import type { SentProblem } from './problems';

/** What a text in a link begins with, in a line of JSON. */
const HeadSchema = v.object({
  name: v.string(),
  /** BCP 47, where the sender had chosen one */
  language: v.optional(v.picklist(LANGUAGE_TAGS)),
  /** Whether what follows is a grammar, whose sentences the receiver draws */
  isGrammar: v.optional(v.boolean()),
});

const HEAD_CHARACTERS = 1000;
/** A character of UTF-16 takes at most three bytes. */
const MOST_BYTES = 3 * (EDITABLE_CHARACTERS + HEAD_CHARACTERS);

/** Control characters that no text has: all but the tab and what ends lines and pages. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is these that are looked for
const NO_TEXT = /[\u0000-\u0008\u000e-\u001f]/;

/** The name that a text gets here: what a link says is shown as one short line. */
const nameOf = (raw: string): string =>
  raw.trim() === '' || raw === UNNAMED ? 'Text from a link' : shown(raw);

/** A text, or a grammar, as a part of a link. */
export async function packText({
  name,
  language,
  grammar,
  text,
}: Pick<Source, 'name' | 'language' | 'grammar' | 'text'>): Promise<string> {
  const isGrammar = grammar !== undefined || undefined;
  const head = JSON.stringify({ name: name.slice(0, 100), language, isGrammar });
  return wrap(await deflate(new TextEncoder().encode(`${head}\n${grammar ?? text}`)));
}

/**
 * The text that `packText` packed, or why there is none. Never throws; what is packed in `most` characters takes a megabyte
 * at most.
 */
export async function unpackText(raw: string, most = MAX_LINK): Promise<SavedText | SentProblem> {
  const refuse = (why: SentProblem['why']): SentProblem => ({ kind: 'own', why }) as SentProblem;
  if (!canDeflate()) return refuse('cannot');
  const packed = unwrap(raw, most);
  if (typeof packed === 'string') return refuse(packed);
  const bytes = await inflate(packed, MOST_BYTES);
  if (typeof bytes === 'string') return refuse(bytes);
  try {
    const all = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const end = all.indexOf('\n');
    const { name, language, isGrammar } = v.parse(HeadSchema, JSON.parse(all.slice(0, end)));
    const written = all.slice(end + 1).replaceAll(/\r\n?/g, '\n');
    const text = isGrammar ? written : withoutForms(written);
    if (text.trim() === '' || NO_TEXT.test(text)) return refuse('noText');
    if (text.length > EDITABLE_CHARACTERS) return refuse('long');
    return {
      ...{ name: nameOf(name), builtIn: undefined, language },
      ...{ characters: text.length, hash: textHash(text) },
      ...(isGrammar ? { grammar: text } : { whole: text }),
    };
  } catch {
    return refuse('noText');
  }
}
