import { formatCount } from '../../base/format';
import { beginOpened } from '../../config/openedModel';
import { DEFAULT_SETTINGS } from '../../config/settings';
import { STARTER_LANGUAGES, STARTER_NAMES, STARTER_SETTINGS } from '../../config/starter';
import type { Problem } from '../../protocol/problem';
import type { Source } from '../../protocol/texts';
import type { UseModel, UseText } from '../../protocol/uses';
import { textHash } from '../../storage/textHash';
import type { App, AppState } from '../app';
import { textOfRun } from '../library/textOfRun';
import { languageOf } from '../playground/prepared';
import type { ModelKey } from './state';

/** What a use is asked with: a model, and the text that it works over where that is not the one it was made for. */
export interface Asked {
  readonly model: UseModel;
  readonly text?: UseText;
}

type State = Pick<AppState, 'run' | 'library' | 'models'>;

const hasRun = ({ run }: Pick<AppState, 'run'>) => run.facts !== undefined && run.step > 0;

/** The models that can be asked, with what the page calls them. */
export function modelChoices(
  state: State,
  { takesAnyModel, isHere }: { takesAnyModel: boolean; isHere: boolean },
): readonly { readonly value: ModelKey; readonly words: string }[] {
  const own = [
    { value: 'shipped' as const, words: 'trained for this use' },
    ...(isHere ? [{ value: 'here' as const, words: 'trained here' }] : []),
  ];
  if (!takesAnyModel) return own;
  const run = `the playground’s run, step ${formatCount(state.run.step)}`;
  return [
    ...own,
    ...(hasRun(state) ? [{ value: 'run' as const, words: run }] : []),
    ...state.library.list.map(({ id, name }) => ({ value: `kept ${id}` as const, words: name })),
    ...STARTER_LANGUAGES.map((id) => ({
      value: `starter ${id}` as const,
      words: `the starter (${STARTER_NAMES[id]})`,
    })),
    ...(state.models ?? []).map(({ id, name }) => ({
      value: `opened ${id}` as const,
      words: `${name} (opened model)`,
    })),
  ];
}

const problem = (why: string, advice: string): Problem => ({
  ...{ kind: 'text', what: 'This model cannot be asked now.', why, advice },
});

const textOf = (source: Source, language: string | undefined): UseText => ({
  key: `${source.characters} ${textHash(source.text)} ${language}`,
  name: source.name,
  text: source.stored?.blob ?? source.text,
  language,
});

/** The text that the playground shows. */
const shownText = ({ source, prepared }: Pick<AppState, 'source' | 'prepared'>): UseText =>
  textOf(source, languageOf(source, prepared));

/** The playground's run as it stands; its trainer is asked between two steps. */
async function presentRun(app: App): Promise<Asked | Problem> {
  const { loaded } = app.store.getState().run;
  const taken = await app.library.take();
  if ('what' in taken) return { ...taken, what: 'The playground’s run cannot be asked.' };
  const { run, state } = taken;
  const { source } = loaded!.prepared;
  return {
    model: {
      ...{ kind: 'other', key: `run ${run.id}`, name: 'The playground’s run' },
      ...{ settings: run.settings, vocabulary: run.vocabulary, from: { runId: run.id, state } },
    },
    text: textOf(source, languageOf(source, loaded!.prepared)),
  };
}

async function keptRun(app: App, id: string): Promise<Asked | Problem> {
  const found = app.store.getState().library.list.find((run) => run.id === id);
  if (!found) return problem('It is no longer in the Library.', 'Choose another model.');
  const text = await textOfRun(app.store.getState(), found.text);
  if (text === undefined) {
    return problem(
      `Its text, “${found.text.name}”, is no longer among your texts.`,
      'Open that text in the playground, then come back.',
    );
  }
  const { run, state } = await app.library.subject(found);
  const { name, settings, vocabulary, text: of } = run;
  return {
    model: {
      kind: 'other',
      key: `kept ${id}`,
      name,
      settings,
      vocabulary,
      from: { runId: id, state },
    },
    text: {
      key: `${of.characters} ${of.hash} ${of.language}`,
      ...{ name: of.name, text, language: of.language },
    },
  };
}

/**
 * Where models and texts come from that a person chose, as the worker needs them. The playground's run is taken down
 * again only once it has taken steps.
 */
export function createModels(app: App) {
  let present: { readonly of: string; readonly asked: Asked } | undefined;

  const ofRun = async (): Promise<Asked | Problem> => {
    const { run } = app.store.getState();
    if (!hasRun({ run })) {
      return problem('The playground’s run has not taken a step yet.', 'Press Train there first.');
    }
    const of = `${run.runId} ${run.step}`;
    if (present?.of === of) return present.asked;
    const asked = await presentRun(app);
    if ('model' in asked) present = { of, asked };
    return asked;
  };

  return {
    /** The text that this model is asked about, as far as that is known at once: drafts belong to one text. */
    isOwnText: (key: ModelKey) => key !== 'shipped' && key !== 'here',

    /** What to ask with, or why that cannot be. */
    async asked(key: ModelKey): Promise<Asked | Problem> {
      if (key === 'shipped' || key === 'here') return { model: { kind: key } };
      if (key === 'run') return ofRun();
      const state = app.store.getState();
      const id = key.slice(key.indexOf(' ') + 1);
      if (key.startsWith('kept')) return keptRun(app, id);
      if (state.source.text === '') {
        return problem('The playground has no text.', 'Open a text there, then come back.');
      }
      const text = shownText(state);
      const starter = STARTER_LANGUAGES.find((one) => key === `starter ${one}`);
      if (starter) {
        const settings = { ...DEFAULT_SETTINGS, ...STARTER_SETTINGS };
        return {
          model: {
            ...{ kind: 'other', key, settings, from: { starter } },
            name: `The starter (${STARTER_NAMES[starter]})`,
          },
          text,
        };
      }
      const opened = state.models?.find((one) => `${one.id}` === id);
      if (!opened) return problem('It is no longer among the opened models.', 'Open it again.');
      const { name, vocabulary, weights } = opened;
      const settings = { ...DEFAULT_SETTINGS, ...beginOpened(opened), context: 'both' as const };
      return {
        model: { kind: 'other', key, name, settings, vocabulary, from: { weights } },
        text,
      };
    },
  };
}

export type Models = ReturnType<typeof createModels>;
