import { wordsOf } from '../material';

/** A content word: English, and the invented language. */
export interface Entry {
  readonly english: string;
  readonly luvani: string;
}

export type Side = keyof Entry;

const entries = (text: string): readonly Entry[] =>
  text
    .trim()
    .split(/\s+/)
    .map((pair) => {
      const [english, luvani] = pair.split('=');
      return { english: english!, luvani: luvani! };
    });

/** Luvani is made up for this project: its content words end in a vowel or in n, l, r. */
export const NAME = 'Luvani';

export const BEINGS = entries(
  'fox=valo owl=huvi bear=moru cat=nimi horse=taruna girl=lisel boy=deno baker=pamira doctor=solani king=orel',
);
export const THINGS = entries(
  'boat=kelun lamp=siva apple=pomeli bread=baluna book=tikara bell=dalo key=ravin drum=tombe ladder=elipa basket=kori',
);
export const ADJECTIVES = entries(
  'old=gamo small=pilu big=borano red=ruven blue=azimo white=neva strange=ozuli quiet=shuli lovely=falia heavy=umela',
);
export const VERBS = entries(
  'sees=ivera finds=tolan carries=mekuri paints=zarifa loves=elami needs=doven hides=shemo draws=filano forgets=osune washes=wesha',
);
export const PLACES = entries(
  'garden=yorin river=welu forest=drusan house=katima market=bazelu tower=anteru village=mavero school=ilkori',
);
/** What can be an object: things, and beings too, so that the order of words matters. */
export const OBJECTS = [...THINGS, ...BEINGS];

export const CONTENT: readonly Entry[] = [
  ...[...BEINGS, ...THINGS, ...ADJECTIVES],
  ...[...VERBS, ...PLACES],
];

/** "in" and "near" stand before a place in English and after it in Luvani. */
const RELATIONS = entries('in=lo near=sar');
/** Follows the object in Luvani. English shows the object by its place, and has "the", which Luvani has not. */
const OBJECT_MARK = 'en';

/** Every word of a language, by kind. */
export const knownWords = (
  side: Side,
): readonly { readonly kind: string; readonly words: readonly string[] }[] => {
  const of = (list: readonly Entry[]) => list.map((entry) => entry[side]);
  return [
    ...[{ kind: 'People and animals', words: of(BEINGS) }, { kind: 'Things', words: of(THINGS) }],
    ...[{ kind: 'Adjectives', words: of(ADJECTIVES) }, { kind: 'Verbs', words: of(VERBS) }],
    { kind: 'Places', words: of(PLACES) },
    { kind: 'Small words', words: [side === 'english' ? 'the' : OBJECT_MARK, ...of(RELATIONS)] },
  ];
};

/** What a sentence says; numbers are places in the lists above. */
export interface Meaning {
  readonly subject: number;
  readonly verb: number;
  /** In `OBJECTS` */
  readonly object: number;
  readonly subjectIs?: number;
  readonly objectIs?: number;
  readonly place?: number;
  /** 0: in, 1: near */
  readonly relation?: number;
}

const sentence = (words: readonly (string | undefined)[]) => {
  const text = words.filter((word) => word !== undefined).join(' ');
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
};

const of = (list: readonly Entry[], at: number | undefined, side: Side) =>
  at === undefined ? undefined : list[at]![side];

/** English: subject, verb, object, place; adjectives before their nouns. */
export function english(m: Meaning): string {
  const word = (list: readonly Entry[], at: number | undefined) => of(list, at, 'english');
  return sentence([
    ...['the', word(ADJECTIVES, m.subjectIs), word(BEINGS, m.subject), word(VERBS, m.verb)],
    ...['the', word(ADJECTIVES, m.objectIs), word(OBJECTS, m.object)],
    ...(m.place === undefined ? [] : [word(RELATIONS, m.relation), 'the', word(PLACES, m.place)]),
  ]);
}

/** Luvani: place, subject, object, verb; adjectives after their nouns. */
export function luvani(m: Meaning): string {
  const word = (list: readonly Entry[], at: number | undefined) => of(list, at, 'luvani');
  return sentence([
    ...(m.place === undefined ? [] : [word(PLACES, m.place), word(RELATIONS, m.relation)]),
    ...[word(BEINGS, m.subject), word(ADJECTIVES, m.subjectIs)],
    ...[word(OBJECTS, m.object), word(ADJECTIVES, m.objectIs), OBJECT_MARK],
    word(VERBS, m.verb),
  ]);
}

/** The other language's word for each content word. */
export const PARTNER: Readonly<Record<Side, ReadonlyMap<string, string>>> = {
  english: new Map(CONTENT.map((entry) => [entry.english, entry.luvani])),
  luvani: new Map(CONTENT.map((entry) => [entry.luvani, entry.english])),
};

/** The pairs of words that belong together in a sentence, as numbers in one space for each kind. */
export function combinations(m: Meaning): readonly (readonly [kind: number, a: number, b: number])[] {
  return [
    [0, m.subject, m.verb],
    [1, m.verb, m.object],
    ...(m.subjectIs === undefined ? [] : [[2, m.subjectIs, m.subject] as const]),
    ...(m.objectIs === undefined ? [] : [[3, m.objectIs, m.object] as const]),
    ...(m.place === undefined ? [] : [[4, m.object, m.place] as const]),
  ];
}

export const say = (meaning: Meaning, side: Side) =>
  side === 'english' ? english(meaning) : luvani(meaning);

/** The parts of a sentence in order, with the words that each may be. */
const ORDER: Readonly<Record<Side, readonly (readonly [keyof Meaning, readonly Entry[]])[]>> = {
  english: [
    ...[['subjectIs', ADJECTIVES] as const, ['subject', BEINGS] as const, ['verb', VERBS] as const],
    ...[['objectIs', ADJECTIVES] as const, ['object', OBJECTS] as const],
    ...[['relation', RELATIONS] as const, ['place', PLACES] as const],
  ],
  luvani: [
    ...[['place', PLACES] as const, ['relation', RELATIONS] as const],
    ...[['subject', BEINGS] as const, ['subjectIs', ADJECTIVES] as const],
    ...[['object', OBJECTS] as const, ['objectIs', ADJECTIVES] as const, ['verb', VERBS] as const],
  ],
};

/** Reads a sentence of either language, as words; undefined where it has no form of the language. */
export function meaningOf(words: readonly string[], side: Side): Meaning | undefined {
  const left = words.filter((word) => !['the', OBJECT_MARK, '.'].includes(word));
  const found: Partial<Record<keyof Meaning, number>> = {};
  for (const [part, list] of ORDER[side]) {
    const at = list.findIndex((entry) => entry[side] === left[0]);
    if (at < 0) continue;
    found[part] = at;
    left.shift();
  }
  const { subject, verb, object, place, relation } = found;
  if (subject === undefined || verb === undefined || object === undefined) return undefined;
  if ((place === undefined) !== (relation === undefined)) return undefined;
  const meaning: Meaning = { ...found, subject, verb, object };
  // What was skipped must stand where it belongs.
  return wordsOf(say(meaning, side)).join(' ') === words.join(' ') ? meaning : undefined;
}
