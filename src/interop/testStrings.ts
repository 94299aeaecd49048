import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { key, uniforms } from '../base/random';

/** Strings on which tokenizers disagree, if they do: the same ones on each call. For tests and goldens. */

const CORPORA = join(dirname(fileURLToPath(import.meta.url)), '../corpus/builtIn');
const TEXTS = ['lanterns', 'harbour', 'bread', 'platform', 'garten'];

const WORDS = (
  "The old clock didn't strike; at 3.45 p.m. she (my aunt!) laughed: “Well-known, isn't it?” #1 & $5. " +
  'Größere Äpfel fressen weiße Schafe am Übergang, z. B. in Straßburg – nicht „irgendwo“. ' +
  'Où êtes-vous allés cet été ? « À l’île d’Yeu », répondit-il, ça coûte 20 €. ' +
  'El niño comió piña; ¿quién sabrá cuándo volverá? ¡Mañana! Tiếng Việt rất đẹp và Đặng Thị Ngọc Ưu ' +
  'Мы вчера читали книгу, а завтра пойдём в лес. Ёж спит й ї Ќ. ' +
  'Ο λόγος είναι εδώ και ο ήλιος λάμπει. ΛΟΓΟΣ Σ ΣΑΣ ΐ ᾳ ᾼ ἄνθρωπος ὥσπερ. ' +
  'İstanbul’da Işık ve ılık çay vardı. İİ Iİ ŉ ǰ ß ẞ ﬁ ſ ǅ K Å Ω. ' +
  '今天天气很好,我们去公园。私は東京でラーメンを食べた。ガギグ がぎぐ ｶﾞ 豈更車 﨑 丽 𠀀 𪜀 𫠠 𫢠 𬺰 𮯠 𰀀. ' +
  'ذهب الولد إلى المدرسة، ثم عاد. مُحَمَّدٌ آأإئؤ שלום עולם, מה נשמע? שָׁלוֹם בְּרֵאשִׁית שׁ יִ. ' +
  'नमस्ते दुनिया। क़ ড় ਖ਼ कि ৌ ൊ கொ ශ්‍රී ខ្មែរ မြန်မာ བོད་ གྷ ཱི ภาษาไทยไม่มีช่องว่าง ลาว. ' +
  '안녕하세요 세계 각 값 한글 ᄒ ᅡ ᆫ. ' +
  '<\u0338 a=\u0338b >\u0301\u0338c α\u0313\u0300\u0345 \u1112\u1161\u11ab e\u0323\u0302 q\u0301\u0302 ' +
  'e\u0301te\u0301 na\u0308ive Z\u0351\u036b\u0343algo a\u0323\u0307 a\u0307\u0323 \u0344 q\u0307\u0323x'
).split(' ');

const EMOJI = '👩‍👩‍👧 👍🏽 🇫🇷 ❤️ 1️⃣ #️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🧑🏿‍🚀 😀 👨‍👩‍👧‍👦 ☺︎ 🇩🇪🇦'.split(' ');

/** Control and format characters, spaces, marks that stand alone, signs with a decomposition. */
const EDGES = [
  ...' \t\n\r\0\u0007\u000b\u000c\u001c\u0085\u00a0\u00ad\u061c\u070f\u180e\u1680\u2000\u2003\u200b\u200c\u200d',
  ...'\u200e\u200f\u2028\u2029\u202a\u202e\u202f\u205f\u2060\u2066\u3000\ue000\ufeff\ufff9\ufffd\uffff\u{e0001}',
  ...'\u{f0000}\u{1d173}\u0300\u0301\u0308\u0323\u0327\u0338\u0345\u034f\u0483\u0488\u05b4\u064b\u0651\u0670\u093c',
  ...'\u0f71\u0f72\u0f73\u0f76\u1ab0\u1dc0\u20d0\u20dd\u20e3\u302a\u302e\u302f\u3099\ufe0f\ufe20\u{1d165}\u{1d16d}',
  ...'≠≮≯≢∄⊄↚⫝̸\u1fef\u1fee\u1fc1\u0340\u0341\u0343\u0374\u037e\u0387\u0385\u2126\u212a\u212b\u2329\u232a\u{1d15e}',
  ...'.,;:!?-_–—/\\|()[]{}<>=+*&^%$#@~`"\'«»„“”‘’…·•§¶†°²½№™€£¥×÷∑√∞',
  ...'aAzZ0189éÉñÑßäÄöÖåÅøØłŁđĐıİſσςΣйЙёЁїЇアガ中国𠀀\u{2f800}한각',
];

/** Inclusive ranges of code points from which any may come, named or not. */
const RANGES = [
  [0x20, 0x24f],
  [0x300, 0x36f],
  [0x370, 0x52f],
  [0x590, 0x8ff],
  [0x900, 0xdff],
  [0xe00, 0x12ff],
  [0x1680, 0x1cff],
  [0x1d00, 0x20ff],
  [0x2100, 0x2bff],
  [0x2e00, 0x4dff],
  [0xa000, 0xd7a3],
  [0xf900, 0xffff],
  [0x10000, 0x11fff],
  [0x12000, 0x1bfff],
  [0x1cf00, 0x1faff],
  [0x1fb00, 0x323af],
  [0xe0000, 0xe01ef],
  [0, 0x10ffff],
] as const;

/** `count` strings without lone surrogates; another `seed` gives others. */
export function testStrings(count: number, seed: number): string[] {
  const next = uniforms(key(seed));
  const below = (n: number) => Math.floor(next() * n);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)]!;
  const texts = TEXTS.map((name) => readFileSync(join(CORPORA, `${name}.txt`), 'utf8'));

  function anyChar(): string {
    const [low, high] = pick(RANGES);
    const code = low + below(high - low + 1);
    return code >= 0xd800 && code < 0xe000 ? 'ö' : String.fromCodePoint(code);
  }
  const times = (n: number, make: () => string) => Array.from({ length: n }, make).join('');

  function slice(): string {
    const text = pick(texts);
    const from = below(text.length);
    return text.slice(from, from + below(100));
  }
  /** Near the 100 characters from which a word is unknown. */
  function longWord(): string {
    const lengths = [98, 99, 100, 101, 102, 130];
    const unit = pick(['a', 'ab', 'é', 'e\u0301', 'İ', '한', '😀', 'a\u200d', '≠', 'क़', '\u0301']);
    return times(Math.ceil((pick(lengths) + below(3) - 1) / pick([1, 1, 2, 3])), () => unit);
  }
  function part(): string {
    const kind = next();
    if (kind < 0.45) return pick(WORDS);
    if (kind < 0.7) return pick(EDGES);
    if (kind < 0.76) return pick(EMOJI);
    if (kind < 0.9) return times(1 + below(3), anyChar);
    return slice().slice(0, 20);
  }
  function mixture(): string {
    const glue = pick(['', '', ' ', '\u200d']);
    return Array.from({ length: 1 + below(12) }, part).join(glue);
  }
  return Array.from({ length: count }, () => {
    const kind = next();
    if (kind < 0.2) return slice();
    if (kind < 0.22) return part() + longWord() + part();
    if (kind < 0.3) return times(1 + below(12), () => pick(EDGES));
    return mixture();
  }).map((text) => {
    const whole = text.replace(/\p{Cs}/gu, ''); // a slice may part a pair
    return next() < 0.2 ? whole.normalize('NFD') : whole;
  });
}
