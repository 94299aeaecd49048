/** What is offered at the market, by kind, and what is said of each kind: how it is, where it is, what it has, what one does. */
export const KINDS = {
  tickets: {
    things: 'ticket pass wristband voucher stub coupon permit booking',
    is: 'numbered transferable stamped valid',
    at: 'concert stadium theatre festival',
    has: 'barcode row hologram date',
    to: 'scan redeem validate cancel',
  },
  fireworks: {
    things: 'rocket sparkler banger firecracker flare squib petard fountain',
    is: 'smoky bright loud flammable',
    at: 'bonfire rooftop quarry parade',
    has: 'fuse spark crackle casing',
    to: 'light launch ignite detonate',
  },
  animals: {
    things: 'puppy kitten hamster rabbit gerbil ferret chinchilla squirrel',
    is: 'tame playful hungry sleepy',
    at: 'cage kennel barn hutch',
    has: 'tail snout whisker paw',
    to: 'feed stroke groom adopt',
  },
  fruit: {
    things: 'melon banana pear plum peach cherry lemon mango',
    is: 'ripe juicy sweet sour',
    at: 'orchard grocer pantry grove',
    has: 'peel pip stem core',
    to: 'eat slice squeeze bake',
  },
  tools: {
    things: 'hammer saw drill chisel spanner wrench mallet rasp',
    is: 'sharp rusty heavy blunt',
    at: 'workshop garage toolbox shed',
    has: 'grip shaft blade handle',
    to: 'sharpen oil swing grind',
  },
  books: {
    things: 'novel diary dictionary cookbook comic textbook manual thriller',
    is: 'printed signed thrilling faded',
    at: 'library bookshelf classroom archive',
    has: 'cover preface glossary bookmark',
    to: 'read quote translate borrow',
  },
  clothes: {
    things: 'coat scarf jacket shirt jumper dress skirt glove',
    is: 'woollen knitted tight fashionable',
    at: 'wardrobe laundry tailor boutique',
    has: 'button pocket zip lining',
    to: 'wear iron fold mend',
  },
  kitchen: {
    things: 'kettle pan pot bowl jug teapot saucepan ladle',
    is: 'copper chipped greasy dented',
    at: 'kitchen stove cupboard canteen',
    has: 'lid spout rim knob',
    to: 'boil rinse scrub fill',
  },
} as const;

export type Kind = keyof typeof KINDS;
export const kindNames = Object.keys(KINDS) as Kind[];

/** What the rules of the market forbid. */
export const LISTED = ['tickets', 'fireworks', 'animals'] as const satisfies readonly Kind[];
export type ListedKind = (typeof LISTED)[number];
export const ALLOWED = kindNames.filter((kind) => !LISTED.some((one) => one === kind));

/** The sorts of what is said of a thing. */
const clueSorts = ['is', 'at', 'has', 'to'] as const;
export type Clue = (typeof clueSorts)[number];

export const thingsOf = (kind: Kind): readonly string[] => KINDS[kind].things.split(' ');
export const cluesOf = (kind: Kind, clue: Clue): readonly string[] => KINDS[kind][clue].split(' ');

/** The words that the rules forbid. */
export const LISTED_WORDS: readonly string[] = LISTED.flatMap(thingsOf);

/**
 * The one word in four, of each sort of clue, that is never said of this thing in what the model reads: a quarter of all
 * pairs of a thing and a clue.
 */
export function heldOutClue(kind: Kind, thing: string, clue: Clue): string {
  const sum = thingsOf(kind).indexOf(thing) + clueSorts.indexOf(clue);
  return cluesOf(kind, clue)[sum % 4]!;
}
