import type { AutoKey } from '../../config/auto';
import type { PlanText } from '../../config/experiments';
import {
  DEFAULT_SETTINGS,
  SETTING_KEYS,
  type SettingKey,
  type Settings,
  TEXT_KEYS,
} from '../../config/settings';
import type { ExperimentSpecimen, TextToLearn } from '../../protocol/experiments';
import type { SavedText } from '../../storage/keptRun';
import { textHash } from '../../storage/textHash';
import { rangesByHand, withoutProlonging } from '../playground/loadRun';
import type { Prepared } from '../playground/prepared';
import { savedText } from '../playground/savedText';
import { isCurrent, starterRead } from '../playground/selectors';
import { lookInput, sentenceSpecimen } from '../playground/specimen';
import type { PlaygroundState } from '../playground/state';
import { MACHINE_KEYS } from '../settingTexts';

/** A text of the playground, as experiments learn it. */
export interface ShownText {
  /** As the record of an experiment names it */
  readonly plan: PlanText;
  /** As the worker is given it */
  readonly toLearn: TextToLearn;
  /** As the Library keeps it */
  readonly saved: SavedText;
  /** As the playground has them, none left to Auto */
  readonly settings: Settings;
  /** Those that the text had decided */
  readonly auto: readonly AutoKey[];
  /** The words chosen by hand, as the playground has them */
  readonly byHand: PlaygroundState['byHand'];
  /** Share of its sentences that the starter has read, where it begins from that and knows the exam */
  readonly starterRead: number | undefined;
}

/** The text in the playground: ready to be learned, or why it cannot be. */
export type PlaygroundText =
  | { readonly name: string; readonly text: ShownText }
  | {
      readonly name: string;
      readonly text?: undefined;
      readonly why: string;
      /** Whether it will be ready in a while */
      readonly isComing: boolean;
    };

/** What each run of an experiment sets anew. */
const SET_ANEW: readonly SettingKey[] = ['seed', 'maxSteps', ...MACHINE_KEYS];

/** Equal for the same tokens, cut into the same windows: all that a record needs of a text to be gone on with. */
export function textId({ characters, hash, language, settings, byHand }: PlanText): string {
  const cut = TEXT_KEYS.map((key) => settings[key] ?? DEFAULT_SETTINGS[key]);
  return JSON.stringify([characters, hash, language, cut, byHand ?? null]);
}

/** Held-out sentences with one blank each: of the words worth asking for, the one with most to see on both sides. */
function specimensOf(prepared: Prepared): readonly ExperimentSpecimen[] {
  const candidates = prepared.cut?.candidates ?? [];
  const heldOut = candidates.filter((sentence) => sentence.heldOut);
  return (heldOut.length > 0 ? heldOut : candidates).flatMap((sentence) => {
    const specimen = sentenceSpecimen(prepared, sentence);
    const { text, tokens, blanks } = specimen;
    const least = (i: number) => Math.min(i, tokens.length - 1 - i);
    const [blank] = blanks.toSorted((a, b) => least(b) - least(a));
    if (blank === undefined) return [];
    const {
      inputIds,
      blanks: [at] = [],
      answers: [answer] = [],
    } = lookInput({
      ...specimen,
      blanks: [blank],
    });
    if (at === undefined || answer === undefined) return [];
    const { start, end } = tokens[blank]!;
    return [
      {
        ...{ before: text.slice(0, start), after: text.slice(end).trimEnd() },
        ...{ inputIds, blank: at, answer, exact: undefined },
      },
    ];
  });
}

/** What depends on the text alone: settings change more often. */
const facts = new WeakMap<Prepared, Pick<ShownText, 'saved'> & Pick<TextToLearn, 'specimens'>>();
function factsOf(prepared: Prepared) {
  const known = facts.get(prepared);
  if (known) return known;
  const made = { saved: savedText(prepared), specimens: specimensOf(prepared) };
  facts.set(prepared, made);
  return made;
}

/** The text in the playground as it is now, with the settings that it has there. */
export function playgroundText(state: PlaygroundState): PlaygroundText {
  const { source, prepared, opening, preparing, textProblem, auto, run } = state;
  const { name, characters } = source;
  const not = (why: string, isComing = false) => ({ name, why, isComing });
  if (source.grammar !== undefined) {
    return not('Its sentences were drawn from a language. Choose that language here instead.');
  }
  if (opening || preparing || name === '') return not('It is being prepared.', true);
  if (characters === 0) return not('It is empty.');
  if (!prepared?.cut || !isCurrent(state)) {
    // Where nothing is wrong, the text worker is about to begin.
    return not(textProblem?.why ?? 'It is being prepared.', textProblem === undefined);
  }
  if (state.settings.beginFrom === 'opened') {
    return not(
      'Its run begins from an opened model, which experiments cannot do. Choose another under Begin from.',
    );
  }
  const { vocabulary, stored } = prepared;
  const { saved, specimens } = factsOf(prepared);
  const settings = withoutProlonging(state.settings, run);
  const asUsual = (key: SettingKey) => (SET_ANEW.includes(key) ? DEFAULT_SETTINGS : settings)[key];
  const byHand = settings.maskStrategy === 'hand' ? rangesByHand(state) : new Uint32Array();
  const plan: PlanText = {
    ...{ name, characters, hash: saved.hash },
    language: saved.language ?? 'und',
    settings: Object.fromEntries(SETTING_KEYS.map((key) => [key, asUsual(key)])) as Settings,
    ...(byHand.length > 0 && { byHand: textHash(byHand.join()) }),
  };
  const toLearn: TextToLearn = {
    ...{ id: textId(plan), stored, vocabulary, byHand, starter: prepared.facts.starter?.language },
    cut: {
      maxPositionEmbeddings: settings.maxPositionEmbeddings,
      keepTogether: settings.keepTogether,
      packSentences: settings.packSentences,
    },
    specimens,
  };
  const read = starterRead({ prepared, settings });
  return {
    name,
    text: { plan, toLearn, saved, settings, auto, byHand: state.byHand, starterRead: read },
  };
}
