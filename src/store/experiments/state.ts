import type { Plan } from '../../config/experiments';
import type { Settings } from '../../config/settings';
import type { BackendReport } from '../../protocol/backend';
import type {
  ExperimentEval,
  ExperimentLanguage,
  ExperimentResult,
  ExperimentRun,
} from '../../protocol/experiments';
import type { Answer, Guess } from '../../protocol/look';
import type { Problem } from '../../protocol/problem';
import type { Bets } from '../../storage/bets';
import type { ExperimentRecords, Queued } from '../../storage/experiments';
import type { PlaygroundText, ShownText } from './ownText';

/** A run of the experiment on the screen. */
export interface ExperimentRunView {
  readonly id: string;
  readonly settings: Settings;
  /** As in `ExperimentRun` */
  readonly pieces: number | undefined;
  readonly sentences: number | undefined;
  readonly step: number;
  readonly evals: readonly ExperimentEval[];
  /** Since it began */
  readonly seconds: number;
  readonly result: ExperimentResult | undefined;
  /** Whether it ended without one, as its loss was not a number any more */
  readonly isDiverged: boolean;
  /** Its guess for the specimen shown, as of a step */
  readonly guess:
    | {
        readonly specimen: number;
        readonly step: number;
        readonly guesses: readonly Guess[];
        readonly answer: Answer | undefined;
        readonly divergence: number | undefined;
      }
    | undefined;
}

export type Scope = 'all' | 'telling';

/** What is shown, or is to be. */
export interface Chosen {
  /** Id of a built-in language, 'own', or 'text' */
  readonly id: string;
  /** Empty for a text */
  readonly grammar: string;
  /** A text of the playground */
  readonly text?: ShownText | undefined;
}

export interface ExperimentsState {
  /** Id of a built-in language, 'own', or 'text' */
  readonly languageId: string;
  /** The grammar in the editor; empty where a text is shown */
  readonly grammar: string;
  /** The text that is shown, as it was in the playground when it was made ready */
  readonly text: ShownText | undefined;
  /** The text that the playground has now */
  readonly playground: PlaygroundText | undefined;
  /** Steps of the three models on a text; as many as it has in the playground if undefined */
  readonly textSteps: number | undefined;
  /** The person's own, which can be gone back to; none if empty */
  readonly ownGrammar: string;
  /** Those that were used before it, the newest first */
  readonly earlierGrammars: readonly string[];
  /** Undefined until it is ready */
  readonly language: ExperimentLanguage | undefined;
  /** A language that is being made ready; until it is, the one before stays */
  readonly opening: Chosen | undefined;
  /** A grammar that cannot be used, and why */
  readonly refused: { readonly grammar: string; readonly problem: Problem } | undefined;
  readonly problem: Problem | undefined;
  /** What is being trained */
  readonly running:
    | { readonly kind: 'twins' }
    | { readonly kind: 'plan'; readonly experimentId: string; readonly plan: Plan }
    | undefined;
  readonly phase: string | undefined;
  readonly backend: BackendReport | undefined;
  /** Three models side by side on the language shown, trained or being trained */
  readonly twins: readonly ExperimentRunView[];
  /** Of the experiment that is going on, or was last */
  readonly runs: readonly ExperimentRunView[];
  readonly specimen: number;
  readonly maxSteps: number;
  /** Which blanks of the exam are counted: all, or those alone whose answer changes with the side one looks at */
  readonly scope: Scope;
  /** Experiments by name, with the results that they have so far */
  readonly records: ExperimentRecords;
  /** What the person bet that they would show */
  readonly bets: Bets;
  /** Whether runs of experiments are kept in the Library, with their weights, once they are done */
  readonly keepRuns: boolean;
  /** How many of the three models shown are kept there; undefined until that is asked for */
  readonly twinsKept: number | undefined;
  /** The results that were discarded last; they can be had back */
  readonly discarded: Queued | undefined;
  /** Experiments that wait for the one that is running */
  readonly queue: readonly Queued[];
}

/**
 * What a first visit shows. Of the built-in languages, this is the one whose sentences need both sides at once, and each
 * side alone knows something; after so many steps the three models are clearly apart.
 */
const FIRST_SHOWN = { languageId: 'agreement', maxSteps: 1000, scope: 'telling' } as const;

export const NO_EXPERIMENTS: ExperimentsState = {
  ...FIRST_SHOWN,
  grammar: '',
  text: undefined,
  playground: undefined,
  textSteps: undefined,
  ownGrammar: '',
  earlierGrammars: [],
  language: undefined,
  opening: undefined,
  refused: undefined,
  problem: undefined,
  running: undefined,
  phase: undefined,
  backend: undefined,
  twins: [],
  runs: [],
  specimen: 0,
  records: {},
  bets: {},
  keepRuns: false,
  twinsKept: undefined,
  discarded: undefined,
  queue: [],
};

/** A run that has not begun. */
export const viewOf = ({ id, settings, pieces, sentences }: ExperimentRun): ExperimentRunView => ({
  ...{ id, settings, pieces, sentences },
  step: 0,
  evals: [],
  seconds: 0,
  result: undefined,
  isDiverged: false,
  guess: undefined,
});

/** The slice of the experiments. */
export interface ExperimentsSlice {
  readonly experiments: ExperimentsState;
}

export const newExperiments = (shown: Partial<ExperimentsState> = {}): ExperimentsSlice => ({
  experiments: { ...NO_EXPERIMENTS, ...shown },
});
