/** Strings, also one that never ends, and what programs write outside of them that JSON does not allow. */
const LENIENT =
  /"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?$)|,(?=\s*[}\]])|-?\b(?:NaN|Infinity|undefined)\b/gs;
const CONTROL = /\p{Cc}/gu;

function repair(piece: string): string {
  if (piece === ',') return '';
  if (!piece.startsWith('"')) return 'null';
  return piece.replace(CONTROL, (char) => JSON.stringify(char).slice(1, -1));
}

/**
 * The value that a text stands for, or undefined if it is no JSON. Takes what real writers get wrong: `NaN` and
 * `Infinity` (Python), `undefined` (JavaScript), a comma too many, line ends and tabs within strings.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    try {
      return JSON.parse(text.replace(LENIENT, repair));
    } catch {
      return undefined;
    }
  }
}
