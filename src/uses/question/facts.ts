import { key, permutation, uniforms } from '../../base/random';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

export const PEOPLE = words(
  'Nora Ivo Greta Samir Tilda Bruno Aisha Karel Maya Oskar Lena Piotr Zoe Anton Ruth Diego Hana Felix Ines Marek Yuki Conrad Selma Pavel',
);
/** The text says two things of each, and never the other two. */
export const HALF_KNOWN = words('Wanda Theo Leila Hugo');

export interface Relation {
  readonly id: string;
  readonly answers: readonly string[];
  /** Sentences; N is the name and X the answer */
  readonly statements: readonly string[];
  readonly questions: readonly string[];
}

export const RELATIONS: readonly Relation[] = [
  {
    id: 'home',
    answers: words('Averly Brenmoor Corvale Dunlow Elmfield Fernside Gladwick Harrowby'),
    statements: [
      'N lives in X.',
      'N has a house in X.',
      'The home of N is in X.',
      'X is where N lives.',
      'N came to X as a child and stayed.',
    ],
    questions: ['Where does N live?', 'In which town does N live?', 'Where is the home of N?'],
  },
  {
    id: 'work',
    answers: words('baker teacher painter doctor gardener tailor pilot carpenter'),
    statements: [
      'N works as a X.',
      'N is a X by trade.',
      'The job of N is that of a X.',
      'By day N is a X.',
      'N earns a living as a X.',
    ],
    questions: ['What does N do for a living?', 'What does N work as?', 'What is the job of N?'],
  },
  {
    id: 'pet',
    answers: words('cat dog parrot tortoise rabbit goat hamster pony'),
    statements: [
      'N keeps a X.',
      'N has a X at home.',
      'The pet of N is a X.',
      'A X waits at home for N.',
      'N feeds a X every morning.',
    ],
    questions: ['Which animal does N keep?', 'What pet does N have?', 'What is the pet of N?'],
  },
  {
    id: 'instrument',
    answers: words('piano violin flute drum guitar harp trumpet accordion'),
    statements: [
      'N plays the X.',
      'N practises the X every evening.',
      'The instrument of N is the X.',
      'At the concert N played the X.',
      'The X is what N plays.',
    ],
    questions: [
      'Which instrument does N play?',
      'What does N play?',
      'What is the instrument of N?',
    ],
  },
];

export interface Fact {
  readonly name: string;
  readonly relation: Relation;
  readonly answer: string;
  /** Whether the text has questions about it, with their answers */
  readonly isAsked: boolean;
}

/** A sentence about someone. */
export const filled = (template: string, name: string, answer = '') =>
  template.replace(/\b[NX]\b/g, (letter, at) => {
    const word = letter === 'N' ? name : answer;
    return at === 0 ? word[0]!.toUpperCase() + word.slice(1) : word;
  });

const LANGUAGE_SEED = 24;
const ANSWERS = 1;
const ASKED = 2;

/**
 * What the text says. Of each person two of the four relations are asked about in the text, and of each relation half of
 * the people: which two is drawn, so that a question that is never asked joins a name and a form that were both asked.
 */
function tell(): { told: readonly Fact[]; untold: readonly Omit<Fact, 'answer'>[] } {
  const next = uniforms(key(LANGUAGE_SEED, ANSWERS));
  const draw = (relation: Relation) =>
    relation.answers[Math.floor(next() * relation.answers.length)]!;
  // The six ways to choose two of four, each four times
  const pairs = RELATIONS.flatMap((_, a) => RELATIONS.slice(a + 1).map((_, b) => [a, a + 1 + b]));
  const order = permutation(key(LANGUAGE_SEED, ASKED), PEOPLE.length);
  const told: Fact[] = PEOPLE.flatMap((name, p) => {
    const asked = pairs[order[p]! % pairs.length]!;
    return RELATIONS.map((relation, r) => ({
      ...{ name, relation, answer: draw(relation) },
      isAsked: asked.includes(r),
    }));
  });
  const untold: Omit<Fact, 'answer'>[] = [];
  HALF_KNOWN.forEach((name, p) => {
    RELATIONS.forEach((relation, r) => {
      if ((r + p) % 2 === 0) told.push({ name, relation, answer: draw(relation), isAsked: true });
      else untold.push({ name, relation, isAsked: false });
    });
  });
  return { told, untold };
}

/** What the text says, and what it never says of those whom it tells less of. */
export const { told: FACTS, untold: UNTOLD } = tell();
