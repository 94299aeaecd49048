/**
 * Letters of cursive scripts that change their form with their neighbours, and those of them that do not join the
 * letter that follows (Unicode's joining type R, as Arabic alef).
 */
const CURSIVE =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Adlam}\p{Script=Mongolian}\p{Script=Mandaic}\p{Script=Hanifi_Rohingya}]/u;
const ENDS_JOIN =
  /[\u0621-\u0625\u0627\u0629\u062f-\u0632\u0648\u0671-\u0677\u0688-\u0699\u06c0\u06c3-\u06cb\u06cd\u06cf\u06d2\u06d3\u06d5\u06ee\u06ef\u0710\u0715-\u0719\u071e\u0728\u072a\u072c\u072f]/u;
const LAST_LETTER = /(\p{L})\p{M}*$/u;
const FIRST_LETTER = /^\p{M}*(\p{L})/u;

/** Zero-width joiner: the letter beside it takes the form that it has within a word. */
const JOINER = '\u200d';

/**
 * A piece of a word as it looks within the word, for showing it on its own: its outer letters take the form that
 * joins them to the pieces `before` and `after` it (empty at an end of the word). For display only.
 */
export function withJoiners(piece: string, before: string, after: string): string {
  const meets = (left: string, right: string) => {
    const last = LAST_LETTER.exec(left)?.[1] ?? '';
    const first = FIRST_LETTER.exec(right)?.[1] ?? '';
    const areCursive = CURSIVE.test(last) && CURSIVE.test(first);
    return areCursive && !ENDS_JOIN.test(last) && first !== '\u0621';
  };
  const start = meets(before, piece) ? JOINER : '';
  return start + piece + (meets(piece, after) ? JOINER : '');
}
