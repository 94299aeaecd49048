/** The quotation marks that may close what each opens. */
const CLOSERS: Readonly<Record<string, string>> = {
  '„': '“”"',
  '‚': '‘’',
  '“': '”"',
  '‘': '’',
  '”': '”',
  '’': '’',
  '«': '»',
  '»': '«»',
  '‹': '›',
  '›': '‹›',
  '"': '"”',
  "'": "'",
};

const QUOTE = /["'\p{Pi}\p{Pf}„‚]/gu;
const OPENS = /[\p{Pi}„‚]/u;
const LETTER = /[\p{L}\p{M}\p{N}]/u;
const OPEN_AFTER = /^$|[\s\p{Ps}\p{Pd}\p{Pi}]/u;
const CLOSED_BEFORE = /^$|[\s\p{Pe}\p{Pf},;:]/u;

/** Languages in which the same mark opens and closes, and those in which the marks point inwards: »so«. */
const SAME_BOTH_WAYS = new Set(['sv', 'fi']);
const POINT_INWARDS = new Set(['de', 'da', 'cs', 'sk', 'sl', 'hr', 'hu', 'pl']);

function opensAlone(mark: string, language: string): boolean {
  if (mark === '"' || mark === "'") return true;
  if (SAME_BOTH_WAYS.has(language)) return true;
  if (POINT_INWARDS.has(language)) return /[„‚»›]/.test(mark);
  return OPENS.test(mark);
}

/**
 * Tells which quotation marks of a piece of text open and which close. The spaces around a mark decide; if they do not,
 * an open mark that it can close does; if there is none, the custom of the language. Ask about places in order.
 */
export function createQuotes(text: string, language: string): (at: number) => boolean {
  const open: string[] = [];
  let next = 0;
  let role = false;

  const read = (at: number, mark: string): boolean => {
    const left = text.charAt(at - 1);
    const right = text.charAt(at + 1);
    const isApostrophe = (mark === "'" || mark === '’') && LETTER.test(left);
    if (isApostrophe) return false;
    const opens = OPEN_AFTER.test(left);
    const closes = CLOSED_BEFORE.test(right);
    const pending = open.findLastIndex((opener) => CLOSERS[opener]?.includes(mark));
    if (opens !== closes ? opens : pending < 0 && opensAlone(mark, language)) {
      if (open.length > 8) open.length = 0; // a text that never closes them
      open.push(mark);
      return true;
    }
    if (pending >= 0) open.length = pending;
    return false;
  };

  return (at) => {
    QUOTE.lastIndex = next;
    for (let found = QUOTE.exec(text); found && found.index <= at; found = QUOTE.exec(text)) {
      role = read(found.index, found[0]);
      next = found.index + 1;
    }
    return role;
  };
}
