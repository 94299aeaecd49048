/** The four things that a sentence of a topic can name. */
export const PARTS = ['who', 'did', 'what', 'where'] as const;
export type Part = (typeof PARTS)[number];

/** Three words for each part; which of them a sentence takes says nothing about its topic. */
export type Topic = Readonly<Record<Part, readonly [string, string, string]>>;

const topic = (who: string, did: string, what: string, where: string): Topic => {
  const three = (words: string) => words.split(' ') as [string, string, string];
  return { who: three(who), did: three(did), what: three(what), where: three(where) };
};

/** 20 topics of 12 words, each word in one topic only. */
export const TOPICS: Readonly<Record<string, Topic>> = {
  cooking: topic(
    'cook chef caterer',
    'stirred simmered seasoned',
    'soup stew broth',
    'stove cooker hob',
  ),
  baking: topic(
    'baker confectioner pastrycook',
    'kneaded glazed baked',
    'loaf bun cake',
    'oven bakery counter',
  ),
  cleaning: topic(
    'cleaner maid janitor',
    'swept scrubbed mopped',
    'floor tiles parquet',
    'hallway corridor landing',
  ),
  laundry: topic(
    'laundress launderer ironer',
    'washed ironed starched',
    'shirt blouse sheet',
    'laundry washhouse clothesline',
  ),
  sewing: topic(
    'tailor seamstress dressmaker',
    'sewed stitched hemmed',
    'dress skirt coat',
    'atelier boutique mannequin',
  ),
  garden: topic(
    'gardener florist landscaper',
    'watered pruned weeded',
    'rose tulip dahlia',
    'flowerbed greenhouse lawn',
  ),
  orchard: topic(
    'picker harvester fruiterer',
    'picked gathered plucked',
    'apple pear plum',
    'orchard grove plantation',
  ),
  farm: topic(
    'farmer shepherd herdsman',
    'fed milked herded',
    'cow goat sheep',
    'barn stable meadow',
  ),
  railway: topic(
    'conductor commuter passenger',
    'boarded awaited missed',
    'train express railcar',
    'station platform terminus',
  ),
  sailing: topic(
    'sailor captain mariner',
    'steered anchored moored',
    'boat ship yacht',
    'harbour pier quay',
  ),
  flying: topic(
    'pilot aviator copilot',
    'landed refuelled flew',
    'plane jet helicopter',
    'airport runway hangar',
  ),
  cars: topic(
    'mechanic fitter repairman',
    'repaired tuned overhauled',
    'car van truck',
    'garage workshop forecourt',
  ),
  medicine: topic(
    'doctor nurse surgeon',
    'treated examined bandaged',
    'patient casualty outpatient',
    'hospital clinic ward',
  ),
  school: topic(
    'teacher tutor pupil',
    'explained recited corrected',
    'lesson exercise essay',
    'school classroom blackboard',
  ),
  law: topic(
    'judge lawyer magistrate',
    'tried dismissed adjourned',
    'case lawsuit trial',
    'court courtroom tribunal',
  ),
  banking: topic(
    'banker cashier teller',
    'deposited counted transferred',
    'money cash coins',
    'bank vault till',
  ),
  music: topic(
    'violinist pianist cellist',
    'played rehearsed performed',
    'sonata waltz concerto',
    'stage auditorium bandstand',
  ),
  painting: topic(
    'painter artist illustrator',
    'painted sketched framed',
    'portrait landscape watercolour',
    'studio gallery easel',
  ),
  fishing: topic(
    'angler fisherman trawlerman',
    'caught netted hooked',
    'trout salmon pike',
    'river lake stream',
  ),
  astronomy: topic(
    'astronomer stargazer observer',
    'observed photographed charted',
    'comet planet galaxy',
    'telescope observatory dome',
  ),
};

export const TOPIC_NAMES: readonly string[] = Object.keys(TOPICS);

/** Where a word belongs, by topic number, part number and place among the three. */
export interface Place {
  readonly topic: number;
  readonly part: number;
  readonly at: number;
}

const places = new Map<string, Place>();
TOPIC_NAMES.forEach((name, t) => {
  PARTS.forEach((part, p) => {
    TOPICS[name]![part].forEach((word, at) => {
      places.set(word, { topic: t, part: p, at });
    });
  });
});

/** Every word of every topic, with its place. */
export const TOPIC_WORDS: ReadonlyMap<string, Place> = places;

/** The word at a place. */
export const wordAt = ({ topic: t, part, at }: Place): string =>
  TOPICS[TOPIC_NAMES[t]!]![PARTS[part]!][at]!;

/**
 * Whether two words of one topic are never read in one sentence: every word is kept from one of the three words of each
 * other part, another for each topic and pair of parts.
 */
export function isHeldOut(a: Place, b: Place): boolean {
  if (a.topic !== b.topic || a.part === b.part) return false;
  return (a.at + b.at) % 3 === (a.topic + a.part + b.part) % 3;
}
