import { countedFirst } from '../base/words';
import { DELETED, READINGS } from './leftOut';
import { createParser } from './markup';
import { createNestedText } from './nestedText';
import { parsedText } from './parsedText';

/** Letters of the font Symbol from U+F041 on, as Adobe published its encoding */
const SYMBOL_FONT = 'ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ';
/** What stands before a part of a formula, written on one line */
const BEFORE: ReadonlyMap<string, string> = new Map([
  ['den', '/'],
  ['sup', '^'],
  ['sub', '_'],
  ['rad', '√'],
  ['mr', ' '],
]);

/** What a document holds and text cannot show. */
function createCounts() {
  const counts = { readings: 0, deleted: 0, formulas: 0, drawn: 0, symbols: 0, parts: 0 };
  return {
    counts,
    notes(): string[] {
      const { readings, deleted, formulas, drawn, symbols, parts } = counts;
      const notes: string[] = [];
      if (readings) notes.push(READINGS);
      if (deleted) notes.push(DELETED);
      if (formulas) {
        const were = countedFirst(formulas, 'formula was', 'formulas were');
        notes.push(`${were} written out on one line.`);
      }
      if (drawn) {
        const what = countedFirst(drawn, 'chart or diagram', 'charts or diagrams');
        notes.push(`${what} could not be read.`);
      }
      if (symbols) {
        notes.push(`${countedFirst(symbols, 'symbol')} from picture fonts could not be read.`);
      }
      if (parts) {
        notes.push(`${countedFirst(parts, 'part')} taken from other files could not be read.`);
      }
      return notes;
    },
  };
}

/**
 * The text of a part of a Word document (ECMA-376, WordprocessingML), paragraph by paragraph. Text is read wherever it
 * stands, in whatever element, known or not, but for what is known not to be text: deletions, readings above words,
 * the code of fields, and the second form of what stands there in two (text boxes).
 */
export async function createWordReader() {
  const { Parser } = await import('htmlparser2');
  const text = createNestedText();
  const { counts, notes } = createCounts();
  /** Open elements of which nothing is read */
  let dropped = 0;
  let inText = 0;
  let inProperties = 0;
  /** Whether the paragraph's own end is deleted, so that the next one goes on */
  let endDeleted = false;
  let goesOn = false;
  /** Whether the content control that begins here is empty, and only asks to be filled */
  let isPrompt = false;
  /** Of each place with several forms: whether one was taken */
  const forms: boolean[] = [];
  /** Of each pair of brackets in a formula: its end, and its beginning while that is to come */
  const brackets: { begin: string | undefined; end: string }[] = [];
  let sum: string | undefined;

  const isDropped = (name: string): boolean => {
    if (name === 'sdtContent') {
      const asks = isPrompt;
      isPrompt = false;
      return asks;
    }
    if (name === 'rt') counts.readings++;
    else if (name === 'del') counts.deleted++;
    else if (name === 'Choice' || name === 'Fallback') {
      if (forms.at(-1)) return true;
      if (forms.length > 0) forms[forms.length - 1] = true;
      return false;
    } else if (name !== 'moveFrom') return false;
    return true;
  };

  const symbol = (font = '', char = '') => {
    const code = Number.parseInt(char, 16) & 0xff;
    const letter = font === 'Symbol' ? SYMBOL_FONT[code - 0x41] : undefined;
    if (letter) text.flow(letter);
    else counts.symbols++;
  };

  const opened = (name: string, value: (attribute: string) => string | undefined) => {
    switch (name) {
      case 'p':
        if (!goesOn) text.open();
        goesOn = false;
        endDeleted = false;
        break;
      case 't':
        inText++;
        break;
      case 'br':
      case 'cr':
        text.breakLine();
        break;
      case 'tab':
        text.flow(' ');
        break;
      case 'noBreakHyphen':
        text.flow('-');
        break;
      case 'sym':
        symbol(value('font'), value('char'));
        break;
      case 'AlternateContent':
        forms.push(false);
        break;
      case 'oMath':
        counts.formulas++;
        break;
      case 'naryPr':
        sum = '∫';
        break;
      case 'chr':
        if (sum !== undefined) sum = value('val') ?? sum;
        break;
      case 'd':
        brackets.push({ begin: '(', end: ')' });
        break;
      case 'begChr':
      case 'endChr': {
        const pair = brackets.at(-1);
        if (pair) pair[name === 'begChr' ? 'begin' : 'end'] = value('val') ?? '';
        break;
      }
      case 'e': {
        const pair = brackets.at(-1);
        if (pair?.begin !== undefined) text.flow(pair.begin);
        if (pair) pair.begin = undefined;
        break;
      }
      case 'chart':
      case 'relIds':
        counts.drawn++;
        break;
      case 'altChunk':
      case 'subDoc':
        counts.parts++;
        break;
      default: {
        const before = BEFORE.get(name);
        if (before) text.flow(before);
      }
    }
  };

  const closed = (name: string) => {
    if (name === 'p') {
      goesOn = endDeleted;
      endDeleted = false;
      if (!goesOn) text.close();
    } else if (name === 't') inText--;
    else if (name === 'AlternateContent') forms.pop();
    else if (name === 'd') text.flow(brackets.pop()?.end ?? '');
    else if (name === 'naryPr') {
      text.flow(sum ?? '');
      sum = undefined;
    }
  };

  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  const isProperties = (name: string) => /^(?:p|r|tr|tc|tbl|sect|ruby|sdt)Pr$/.test(name);

  const read = (parts: AsyncIterable<string>): AsyncGenerator<string> => {
    const parser = createParser(
      Parser,
      {
        onopentag(full, attributes) {
          const name = local(full);
          if (isProperties(name)) inProperties++;
          else if (inProperties > 0) {
            endDeleted ||= name === 'del';
            isPrompt ||= name === 'showingPlcHdr';
          } else if (dropped > 0 || isDropped(name)) dropped++;
          else {
            opened(name, (attribute) => {
              const key = Object.keys(attributes).find((own) => local(own) === attribute);
              return key === undefined ? undefined : attributes[key];
            });
          }
        },
        onclosetag(full) {
          const name = local(full);
          if (isProperties(name)) inProperties--;
          else if (inProperties > 0) return;
          else if (dropped > 0) dropped--;
          else closed(name);
        },
        ontext(data) {
          if (inText > 0 && dropped === 0) text.flow(data);
        },
      },
      { xmlMode: true },
    );
    return parsedText(parts, {
      write: (part) => parser.write(part),
      end() {
        parser.end();
        text.close(); // a last paragraph whose end is deleted
        goesOn = false;
      },
      take: text.take,
    });
  };
  return { read, notes };
}
