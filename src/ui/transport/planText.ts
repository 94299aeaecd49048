import { formatCount } from '../../base/format';
import { counted } from '../../base/words';
import { type AutoKey, isShort, knowsExam, type TextFacts, whyNoStarter } from '../../config/auto';
import type { Settings } from '../../config/settings';
import { STARTER_NAMES, starterOf } from '../../config/starter';

interface Plan {
  readonly facts: TextFacts;
  readonly settings: Settings;
  /** Settings left to Auto */
  readonly auto: readonly AutoKey[];
  /** Name of the text's language in English, where it is known */
  readonly language: string | undefined;
  /** Name of the model that was opened, where the run begins from it */
  readonly model?: string | undefined;
}

const percent = (share: number) => `${Math.max(1, Math.round(100 * share))} %`;

/** Why a run begins from nothing where Auto decides. */
function whyNothing({ facts, settings, auto, language }: Plan): string {
  switch (whyNoStarter(facts, settings, auto)) {
    case 'shape':
      return 'The starter has the size of Small, reads 32 tokens at once and knows no capitals. This model differs from it.';
    case 'tokens':
      return 'The starter can read only its own tokens, and you chose others.';
    case 'read':
      return `The starter has read ${percent(facts.starter?.read ?? 0)} of these sentences: it would know the exam.`;
    case 'long':
      return `A text of ${formatCount(facts.words)} words is enough to learn from by itself.`;
    default:
      return starterOf(facts.language)
        ? 'The starter could not be loaded.'
        : `There is no starter for ${language ?? 'this language'}.`;
  }
}

/** What a text too short to learn a language from can give. */
const expected = ({ sentences }: TextFacts): string =>
  `From ${counted(sentences, 'sentence')} alone a model learns little more than word frequencies; more text helps most.`;

/** What a run begins from and why, in a sentence or two for the page. */
export function planText(plan: Plan): string {
  const { facts, settings, auto } = plan;
  const { starter } = facts;
  if (settings.beginFrom === 'nothing') {
    const tokens =
      settings.tokenizer === 'model'
        ? ` and has the tokens of ${plan.model ?? 'an opened model'}`
        : '';
    const why = auto.includes('beginFrom') ? `. ${whyNothing(plan)}` : `${tokens}, as you chose.`;
    return `The model starts from random numbers${why}${isShort(facts) ? ` ${expected(facts)}` : ''}`;
  }
  if (settings.beginFrom === 'opened') {
    if (plan.model === undefined) {
      return 'The model to begin from is not in this browser. A run that is there can go on; a fresh one needs that model.';
    }
    const own =
      settings.tokenizer === 'model'
        ? 'with its own tokens'
        : 'with other tokens, each of which begins as the mean of those that the model would have used';
    return `The run begins from ${plan.model}, ${own}.`;
  }
  const tongue = STARTER_NAMES[starter?.language ?? 'en'];
  const begins = `The starter is a small model that has read other ${tongue} texts: it is pretrained.`;
  if (starter && knowsExam(facts)) {
    return `${begins} It has also read ${percent(starter.read)} of these sentences, so it has seen the exam, and its score proves nothing.`;
  }
  if (!starter) return `${begins} It does not know the language of this text.`;
  const sentences = counted(facts.sentences, 'sentence');
  return isShort(facts)
    ? `${begins} ${sentences} alone would teach it little.`
    : `${begins} It learns a text of ${sentences} faster that way.`;
}
