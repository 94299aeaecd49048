import { reasonOf } from '../../base/words';
import type { Death, WorkerClient } from '../../client/workers';
import { languages } from '../../grammar/languages';
import type {
  ExperimentLanguage,
  ExperimentsEvent,
  ExperimentsRequest,
} from '../../protocol/experiments';
import { saveOwnGrammars } from '../../storage/experiments';
import { CANNOT_START, whatDied } from '../death';
import { createLatest } from '../latest';
import { patcher, type Slice } from '../slice';
import { subjectOf } from './experimentRuns';
import type { Chosen, ExperimentsSlice } from './state';

/** Workers that may die before one has made the language ready. */
const MOST_DEATHS = 2;

/** Grammars of one's own that can be gone back to, beside the present one. */
const MOST_EARLIER = 5;

export interface LanguageParts {
  readonly say: (notice: string) => void;
  /** Another language takes the place of the one before, and of its three models */
  readonly onShow: () => void;
  /** It is there */
  readonly onShown: () => void;
}

/** What the experiments show: a built-in language, one's own, or the text in the playground. */
export function createShownLanguage(
  store: Slice<ExperimentsSlice>,
  worker: WorkerClient<ExperimentsRequest>,
  { say, onShow, onShown }: LanguageParts,
) {
  const set = patcher(store, 'experiments');
  const get = () => store.getState().experiments;
  /** Of languages that are chosen, as reading one takes a moment */
  const choices = createLatest();
  let languageId = 0;
  /** Of workers, since one last made a language ready */
  let deaths = 0;

  /** Has the worker make it ready. A text that the playground is still preparing is waited for. */
  const begin = (chosen: Chosen) => {
    languageId++;
    choices.cancel();
    set({ opening: chosen, refused: undefined, problem: undefined });
    if (chosen.id === 'text' && !chosen.text) return;
    worker.post({ type: 'language', languageId, subject: subjectOf(chosen).subject });
  };
  const openGrammar = (grammar: string, id: string) => begin({ id, grammar });

  const openText = () => {
    const { playground } = get();
    if (!playground || playground.text || playground.isComing) {
      begin({ id: 'text', grammar: '', text: playground?.text });
      return;
    }
    const { name, why } = playground;
    set({
      opening: undefined,
      problem: {
        kind: 'text',
        what: `“${name}” cannot be learned here.`,
        why,
        advice: 'Change it in the playground, or choose a language here.',
      },
    });
    if (!get().language) void open(languages[0]!.id);
  };

  const keepOwn = (grammar: string) => {
    const { ownGrammar, earlierGrammars } = get();
    if (grammar === ownGrammar) return;
    const others = [ownGrammar, ...earlierGrammars].filter((g) => g !== '' && g !== grammar);
    const own = [grammar, ...others].slice(0, 1 + MOST_EARLIER);
    set({ ownGrammar: grammar, earlierGrammars: own.slice(1) });
    void saveOwnGrammars(own).then((isWritten) => {
      if (!isWritten) void import('./goingOn').then(({ NOT_KEPT }) => say(NOT_KEPT));
    });
  };

  const show = (language: ExperimentLanguage) => {
    const { opening } = get();
    if (!opening) return;
    const { id, grammar, text } = opening;
    onShow();
    deaths = 0;
    if (id === 'own') keepOwn(grammar);
    set({ languageId: id, grammar, text, language, opening: undefined });
    onShown();
  };

  /** A built-in language by its id, 'own', or 'text'. */
  const open = async (id: string) => {
    if (id === 'own') openGrammar(get().ownGrammar, id);
    if (id === 'text') openText();
    const language = languages.find((l) => l.id === id);
    if (!language) return;
    const isLatest = choices.begin();
    try {
      const grammar = await language.load();
      if (isLatest()) openGrammar(grammar, id);
    } catch (error) {
      const { cannotRead } = await import('./goingOn');
      set({ problem: cannotRead(language.name, error) });
    }
  };

  return {
    open,
    openOwn: (grammar: string) => openGrammar(grammar, 'own'),

    /** The playground has another text, or other settings. What three models were trained on stays until it is left. */
    follow() {
      const { opening, languageId: id, playground, text, twins } = get();
      if (opening) {
        if (opening.id === 'text' && opening.text !== playground?.text) openText();
        return;
      }
      const now = playground?.text;
      if (id !== 'text' || !now || now === text) return;
      if (now.toLearn.id === text?.toLearn.id) set({ text: now });
      else if (twins.length === 0) openText();
    },

    onEvent(event: Extract<ExperimentsEvent, { languageId: number }>) {
      if (event.languageId !== languageId) return;
      if (event.type === 'language') {
        show(event.language);
        return;
      }
      const { opening } = get();
      if (!opening) return;
      const { grammar, text } = opening;
      const { problem } = event;
      set({ opening: undefined, ...(text ? { problem } : { refused: { grammar, problem } }) });
      if (text && !get().language) void open(languages[0]!.id);
    },

    /** Another that is being made ready is not wanted after all. */
    cancel() {
      languageId++;
      choices.cancel();
      set({ opening: undefined });
    },

    /** A new worker makes the language ready again; if that ends each one, none is started any more. */
    onDeath(death: Death) {
      const { grammar, text, languageId: id, opening } = get();
      deaths++;
      const last = opening ?? (grammar === '' && !text ? undefined : { id, grammar, text });
      set({ language: undefined, opening: undefined });
      if (deaths <= MOST_DEATHS && last) begin(last);
      set({
        problem: {
          kind: 'worker',
          what: whatDied('The worker for experiments', death),
          why: reasonOf(death.reason),
          advice:
            deaths <= MOST_DEATHS
              ? 'A new worker is preparing the language. Finished results are kept; you can go on with the runs that are left.'
              : CANNOT_START,
        },
      });
    },
  };
}
