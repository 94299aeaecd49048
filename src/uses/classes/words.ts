/** A feeling that a day of the diary is about. */
export interface Feeling {
  /** The word that names it: "I felt happy." */
  readonly felt: string;
  readonly side: 'good' | 'bad';
  /** Twenty things that a day of this feeling has */
  readonly things: readonly string[];
}

const list = (words: string): readonly string[] => words.trim().split(/\s+/);

export const FEELINGS: readonly Feeling[] = [
  {
    ...{ felt: 'happy', side: 'good' },
    things:
      list(`party picnic birthday dance carnival fireworks circus joke song laughter holiday balloons parade feast
      game concert cake festival comedy playground`),
  },
  {
    ...{ felt: 'calm', side: 'good' },
    things:
      list(`bath hammock lake sunset tea candle quiet cushion breeze meadow nap armchair lullaby moonlight pillow
      garden blanket stream library fireside`),
  },
  {
    ...{ felt: 'proud', side: 'good' },
    things:
      list(`medal diploma prize trophy applause promotion record award victory degree praise certificate
      championship honour masterpiece scholarship crown ribbon ovation title`),
  },
  {
    ...{ felt: 'loved', side: 'good' },
    things:
      list(`wedding kiss hug ring bouquet roses valentine engagement anniversary sweetheart embrace cuddle proposal
      honeymoon baby puppy reunion bride serenade lovebirds`),
  },
  {
    ...{ felt: 'angry', side: 'bad' },
    things:
      list(`insult lie theft quarrel cheat queue noise delay betrayal swindle vandals shouting rudeness argument
      ticket scam scratch complaint bully traffic`),
  },
  {
    ...{ felt: 'afraid', side: 'bad' },
    things:
      list(`storm thunder spider snake shadow nightmare ghost burglar wolf scream darkness cliff earthquake fire
      needle siren flood bear abyss avalanche`),
  },
  {
    ...{ felt: 'sad', side: 'bad' },
    things:
      list(`funeral farewell grave illness divorce loss tears hospital coffin widow goodbye orphan loneliness
      breakup obituary wreath parting mourning tombstone relapse`),
  },
  {
    ...{ felt: 'ashamed', side: 'bad' },
    things:
      list(`blunder mistake stain stumble failure stammer gaffe rejection mockery gossip blush detention scolding
      mess apology bankruptcy excuse rumour slip nickname`),
  },
];

/** What a page may say of its day in the end; the first of each names the class. */
export const JUDGEMENTS = {
  good: ['good', 'lovely', 'great'],
  bad: ['bad', 'awful', 'terrible'],
} as const;

export const DAYS = list('Monday Tuesday Wednesday Thursday Friday Saturday Sunday');
export const NAMES = list('Anna Ben Carla David Emma Felix Greta Hugo Ida Jonas Karin Leo');
export const PLACES = [
  ...['at home', 'at school', 'at work', 'in town', 'next door', 'by the river', 'at the station'],
  ...['in the village', 'across the street', 'at the market'],
];
