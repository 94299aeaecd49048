import { hash32 } from '../../src/base/random';

/** Texts of one size that strain memory in different ways, each made anew from a seed. */
export interface StrainText {
  readonly name: string;
  /** What it strains */
  readonly what: string;
  readonly extension: 'txt' | 'csv';
  /** Parts of it, without end; a line each, or in one line a few words */
  readonly parts: () => Generator<string, never, undefined>;
}

/** Random integers, uniform in [0, below). */
function draws(seed: number) {
  let counter = hash32(seed);
  return (below: number) => Math.floor((hash32(counter++ >>> 0) / 2 ** 32) * below);
}

type Draw = ReturnType<typeof draws>;

const SYLLABLES =
  'ba de fi go lu ma ne pi ro su ta ve wi ka zo el an or is um st ch br ing er'.split(' ');

function invent(draw: Draw, syllables: number): string {
  let word = '';
  for (let i = 0; i < syllables; i++) word += SYLLABLES[draw(SYLLABLES.length)];
  return word;
}

/** Words of which the first are the most frequent, as in any language: about Zipf's law. */
function vocabulary(draw: Draw, size: number, change = (word: string) => word): () => string {
  const words = Array.from({ length: size }, () => change(invent(draw, 1 + draw(4))));
  return () => words[Math.floor(size ** (draw(1 << 24) / (1 << 24))) - 1]!;
}

const sentence = (word: () => string, words: number) => {
  const all = Array.from({ length: words }, word).join(' ');
  return `${all[0]!.toUpperCase()}${all.slice(1)}.`;
};

/** Letters with accents as marks of their own, which composing joins: every place has a way back. */
const accented = (word: string) => word.replace(/[aeou]/g, (letter) => `${letter}\u0301\u0323`);

const random = (draw: Draw, letters: number) =>
  String.fromCharCode(...Array.from({ length: letters }, () => 97 + draw(26)));

export const STRAIN_TEXTS: readonly StrainText[] = [
  {
    name: 'manuals',
    what: '1.6 M short sentences, of which 1.3 M repeat others',
    extension: 'txt',
    *parts() {
      const draw = draws(1);
      const rare = () => random(draw, 3 + draw(8));
      const common = vocabulary(draw, 30_000);
      const word = () => (draw(10) === 0 ? rare() : common());
      const pool = Array.from({ length: 300_000 }, () => sentence(word, 5 + draw(7)));
      for (;;) yield `${pool[draw(pool.length)]}\n`;
    },
  },
  {
    name: 'prose',
    what: 'paragraphs of many sentences, one a line',
    extension: 'txt',
    *parts() {
      const draw = draws(2);
      const word = vocabulary(draw, 200_000);
      for (;;) {
        const sentences = Array.from({ length: 5 + draw(15) }, () => sentence(word, 8 + draw(25)));
        yield `${sentences.join(' ')}\n\n`;
      }
    },
  },
  {
    name: 'distinct',
    what: 'almost only different words',
    extension: 'txt',
    *parts() {
      const draw = draws(3);
      for (;;) yield `${sentence(() => random(draw, 5 + draw(8)), 8 + draw(8))}\n`;
    },
  },
  {
    name: 'accents',
    what: 'letters with combining accents, which normalizing joins',
    extension: 'txt',
    *parts() {
      const draw = draws(4);
      const word = vocabulary(draw, 100_000, accented);
      for (;;) yield `${sentence(word, 5 + draw(20))}\n`;
    },
  },
  {
    name: 'Chinese',
    what: 'each character a word',
    extension: 'txt',
    *parts() {
      const draw = draws(5);
      const char = () => String.fromCodePoint(0x4e00 + Math.floor(6000 ** (draw(1e6) / 1e6)) - 1);
      for (;;) yield `${Array.from({ length: 10 + draw(40) }, char).join('')}。`;
    },
  },
  {
    name: 'one line',
    what: 'a single line that never ends a sentence',
    extension: 'txt',
    *parts() {
      const word = vocabulary(draws(6), 100_000);
      for (;;) yield `${Array.from({ length: 1000 }, word).join(' ')} `;
    },
  },
  {
    name: 'table',
    what: 'CSV, a short cell a row',
    extension: 'csv',
    *parts() {
      const draw = draws(7);
      const word = vocabulary(draw, 50_000);
      yield 'number,comment,price\n';
      for (let row = 1; ; row++) {
        const words = Array.from({ length: 3 + draw(9) }, word).join(' ');
        yield `${row},"${words}, ${word()}",${draw(1e6) / 100}\n`;
      }
    },
  },
  {
    name: 'list',
    what: 'one word a line',
    extension: 'txt',
    *parts() {
      const draw = draws(8);
      const word = vocabulary(draw, 1_000_000);
      for (;;) yield `${word()}\n`;
    },
  },
  {
    name: 'codes',
    what: 'a different word a line',
    extension: 'txt',
    *parts() {
      const draw = draws(10);
      for (;;) yield `${random(draw, 6 + draw(3))}\n`;
    },
  },
  {
    name: 'accented codes',
    what: 'a different word a line, with combining accents',
    extension: 'txt',
    *parts() {
      const draw = draws(11);
      for (;;) yield `${accented(random(draw, 5 + draw(3)))}\n`;
    },
  },
  {
    name: 'table of codes',
    what: 'CSV, a different word a row',
    extension: 'csv',
    *parts() {
      const draw = draws(12);
      yield 'number,code\n';
      for (let row = 1; ; row++) yield `${row},${random(draw, 6 + draw(3))}\n`;
    },
  },
  {
    name: 'short sentences',
    what: 'four common words each, hardly one like another',
    extension: 'txt',
    *parts() {
      const word = vocabulary(draws(13), 5000);
      for (;;) yield `${sentence(word, 4)}\n`;
    },
  },
  {
    name: 'letters',
    what: 'single letters and marks: a word for each two bytes',
    extension: 'txt',
    *parts() {
      const draw = draws(9);
      for (;;) yield `${Array.from({ length: 5 + draw(40) }, () => random(draw, 1)).join(' ')}.\n`;
    },
  },
];

/** Writes about `bytes` of a text in pieces of a megabyte. */
export function writeText({ parts }: StrainText, bytes: number, write: (piece: string) => void) {
  let piece = '';
  let written = 0;
  for (const part of parts()) {
    piece += part;
    if (piece.length < 1 << 20 && written + piece.length < bytes) continue;
    write(piece);
    written += Buffer.byteLength(piece);
    piece = '';
    if (written >= bytes) return;
  }
}
