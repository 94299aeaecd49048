import { withoutForms } from '../corpus/forms';

/**
 * Hebrew and Arabic run from right to left; some files hold their letters as they stand on the page, from left to
 * right. Here such text is known by what no word of these languages does, and turned round.
 */

const RTL =
  '\\p{Script=Hebrew}\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Thaana}\\p{Script=Nko}';
const WORD = new RegExp(`[${RTL}\\p{Mn}]{2,}`, 'gu');
const RTL_LETTERS = new RegExp(`[${RTL}]`, 'gu');
const OTHER_LETTERS = new RegExp(`(?![${RTL}])\\p{L}`, 'gu');
const MARKS = /\p{M}/gu;

/** Letters that only end a word: of Hebrew, of Arabic, of Urdu. */
const FINAL = 'ךםןףץةىےں';
const ARTICLE = 'ال';
const turnedArticle = [...ARTICLE].reverse().join('');
/** The commonest words of Persian, which has no such letters; turned round they are none. */
const PERSIAN = new Set(['است', 'این', 'که', 'از', 'را', 'برای', 'های']);
const turnedPersian = new Set([...PERSIAN].map((word) => [...word].reverse().join('')));
const STOP_AFTER = new RegExp(`[${RTL}][.,:;!?،؛؟]+(?=\\s|$)`, 'gu');
const STOP_BEFORE = new RegExp(`(?<=\\s|^)[.,:;!?،؛؟]+[${RTL}]`, 'gu');

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

export const hasRightToLeft = (text: string): boolean => text.search(RTL_LETTERS) >= 0;

/** Whether most letters of a text run from right to left. */
export const isRightToLeft = (text: string): boolean =>
  count(text, RTL_LETTERS) > count(text, OTHER_LETTERS);

/** Signs that the letters come from the left, and that they come as they are read. */
export interface Signs {
  readonly turned: number;
  readonly right: number;
}

export function signsOfOrder(text: string): Signs {
  const plain = withoutForms(text);
  let turned = count(plain, STOP_BEFORE);
  let right = count(plain, STOP_AFTER);
  for (const [found] of plain.matchAll(WORD)) {
    const word = found.replace(MARKS, '');
    if (word.length < 2) continue;
    const long = word.length > 4;
    if (FINAL.includes(word[0]!) || turnedPersian.has(word)) turned++;
    else if (long && word.endsWith(turnedArticle)) turned++;
    if (FINAL.includes(word.at(-1)!) || PERSIAN.has(word)) right++;
    else if (long && word.startsWith(ARTICLE)) right++;
  }
  return { turned, right };
}

/** Undefined where the signs do not tell. */
export function isTurned({ turned, right }: Signs): boolean | undefined {
  if (turned > 2 * right) return true;
  return right > 2 * turned ? false : undefined;
}

// What runs from left to right all the same, here from its end: words of other scripts with what stands between them
// and a number behind, and numbers with their signs. Stretches are looked at one by one, so that none is searched twice.
const STRETCH = new RegExp(`[^${RTL}\\n]+`, 'gu');
const LAST_LETTER = /\p{L}(?=\P{L}*$)/u;
const SIGNED = '[#$%€£°]+\\p{Nd}+(?:[.,:/+-]\\p{Nd}+)*[#$%€£°]*';
const FROM_LATIN = new RegExp(`(?<![#$%€£°])${SIGNED}|[\\p{L}\\p{Nd}].*$`, 'gsu');
const NUMBERS = /(?:(?<![#$%€£°])[#$%€£°]+)?\p{Nd}+(?:[.,:/+-]\p{Nd}+)*[#$%€£°]*/gu;
const turn = (text: string) => [...text].reverse().join('');

function keptInOrder(stretch: string): string {
  const last = LAST_LETTER.exec(stretch);
  const end = last ? last.index + last[0].length : 0;
  return (
    stretch.slice(0, end).replace(FROM_LATIN, turn) + stretch.slice(end).replace(NUMBERS, turn)
  );
}

/** A line of turned text from its right end on. */
export const turnRound = (line: string): string => turn(line).replace(STRETCH, keptInOrder);

const OPENING = '([{«';
const CLOSING = ')]}»';
const BRACKETS = /[()[\]{}«»]/g;

/**
 * Brackets that open where they should close, as of a line whose letters were put in order and whose brackets were
 * taken for their shapes.
 */
export function withBrackets(line: string): string {
  let open = 0;
  let wrong = 0;
  let right = 0;
  for (const [bracket] of line.matchAll(BRACKETS)) {
    if (OPENING.includes(bracket)) open++;
    else if (open > 0) {
      open--;
      right++;
    } else wrong++;
  }
  if (wrong === 0 || right > 0 || open !== wrong) return line;
  return line.replace(
    BRACKETS,
    (bracket) => (OPENING + CLOSING)[(CLOSING + OPENING).indexOf(bracket)]!,
  );
}

/** Of a part of a file, so much is looked at, and with fewer signs nothing is turned. */
const LOOKED_AT = 16_384;
const ENOUGH = 3;

const inOrder = (text: string) =>
  text.replace(/.+/g, (line) => (isRightToLeft(line) ? withBrackets(turnRound(line)) : line));

/**
 * Judges the parts of a text one after the other: one that does not tell is like the one before.
 *
 * @param least with fewer signs than these a part does not tell
 */
export function createOrder(onNote: (note: string) => void, least = ENOUGH) {
  let turned = false;
  let hasTurned = false;
  let isDoubtful = false;
  return {
    /** Whether the letters of this part come from the left. */
    look(text: string): boolean {
      const signs = signsOfOrder(text);
      if (signs.turned + signs.right >= least) {
        const found = isTurned(signs);
        isDoubtful ||= found === undefined;
        turned = found ?? turned;
      }
      hasTurned ||= turned;
      return turned;
    },
    /** Says what was done, once all parts are read. */
    tell() {
      if (hasTurned) onNote(TURNED);
      else if (isDoubtful) onNote(IN_DOUBT);
    },
  };
}

export const TURNED =
  'Its letters came backwards, from left to right. They were put in the order in which they are read.';
export const IN_DOUBT = 'Some of its words may be backwards. Check them before you train.';

/**
 * Plain text in the order in which it is read: old files in Hebrew ("visual" ISO-8859-8) are not.
 *
 * @param onNote told where the text was turned round, or where the signs do not tell whether it should be
 */
export async function* inReadingOrder(
  parts: AsyncIterable<string>,
  onNote: (note: string) => void = () => {},
): AsyncGenerator<string> {
  const order = createOrder(onNote);
  let turned = false;
  let rest = '';
  let held: string[] = []; // joined once: a line may come in many parts
  for await (const part of parts) {
    held.push(part);
    if (turned && !part.includes('\n')) continue;
    const text = rest + held.join('');
    held = [];
    const sample = text.slice(0, LOOKED_AT);
    if (hasRightToLeft(sample)) turned = order.look(sample);
    const end = turned ? text.lastIndexOf('\n') + 1 : text.length;
    rest = text.slice(end);
    if (end > 0) yield turned ? inOrder(text.slice(0, end)) : text;
  }
  rest += held.join('');
  if (rest !== '') yield inOrder(rest);
  order.tell();
}
