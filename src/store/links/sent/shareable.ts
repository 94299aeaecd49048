import type { Source } from '../../../protocol/texts';
import { canDeflate } from './inflate';
import { packText, unpackText } from './sentText';

/** What a link can hold of a text: its name suffices; nothing is there; or all of it, if the person wants that. */
export type Holds = 'name' | 'nothing' | 'text';

export const holdsOf = ({ builtIn, text, grammar }: Source): Holds => {
  if (builtIn !== undefined) return 'name';
  return (grammar ?? text).trim() === '' ? 'nothing' : 'text';
};

/** Why a text cannot be put into a link: it is a long file, the browser cannot pack it, or it would not arrive as it is. */
export type NotPacked = 'file' | 'cannot' | 'changed';

/**
 * A person's own text, or grammar, as a part of a link. It is unpacked once, so that what is offered to others is known to
 * arrive.
 */
export async function packed(source: Source): Promise<{ readonly own: string } | NotPacked> {
  if (source.stored && source.grammar === undefined) return 'file';
  if (!canDeflate()) return 'cannot';
  const own = await packText(source);
  const back = await unpackText(own, Number.POSITIVE_INFINITY);
  if ('why' in back) return 'changed';
  return (back.grammar ?? back.whole) === (source.grammar ?? source.text) ? { own } : 'changed';
}

/** Parts of a link's hash, joined. */
export const joined = (...parts: readonly string[]): string =>
  parts.filter((part) => part !== '').join('&');
