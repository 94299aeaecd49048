import { reasonOf } from '../../base/words';
import { builtInTexts } from '../../corpus/builtInTexts';
import { withoutForms } from '../../corpus/forms';
import { languages } from '../../grammar/languages';
import type { Source } from '../../protocol/texts';
import { wasDeleted } from '../../storage/deletedTexts';
import type { Latest } from '../latest';
import type { Slice } from '../slice';
import type { ByHand } from './byHand';
import type { Openings } from './openings';
import type { Preparation } from './preparation';
import { languageOf } from './prepared';
import type { Brought } from './reopening';
import type { ShownText } from './shownText';
import type { PlaygroundState } from './state';
import { textProblem } from './textProblem';

/** As a text area has it; else places in it and in the text would differ. */
export function written(raw: string, rest: Omit<Source, 'text' | 'characters'>): Source {
  const text = withoutForms(raw.replace(/\r\n?/g, '\n'));
  return { ...rest, text, characters: text.length };
}

interface ChoiceParts {
  readonly shown: ShownText;
  readonly openings: Openings;
  readonly preparation: Pick<Preparation, 'prepare'>;
  readonly byHand: Pick<ByHand, 'carry'>;
  /** Of texts that are chosen, as a built-in one takes a moment to load */
  readonly choices: Pick<Latest, 'begin'>;
  /** Ends the opening of a kept run, unless it is this one that brings the text */
  readonly endReopening: (brought: Brought | undefined) => void;
  /** That, and the reading of a file */
  readonly begin: (brought: Brought | undefined) => void;
}

/**
 * The ways to choose a text. `brought` comes with it where it is not the person who chooses, but a link or a kept run.
 */
export function createTextChoices(
  store: Slice<PlaygroundState>,
  { shown, openings, preparation, byHand, choices, endReopening, begin }: ChoiceParts,
  brought?: Brought,
) {
  const prepare = () => preparation.prepare(brought?.reopening);
  /** One's own text is kept at once: the page may be gone in a moment. */
  const take = (source: Source) => {
    shown.show(source, brought);
    if (source.builtIn === undefined) shown.keep(source);
    prepare();
  };

  return {
    /** Back to own text number `index`, the newest being 0; as one in `language`, if that is given. */
    chooseOwn(index: number, language?: string) {
      const own = store.getState().own[index];
      if (!own) return;
      const isSame = language === undefined || language === own.language;
      const chosen = isSame ? own : { ...own, language };
      begin(brought);
      shown.show(chosen, brought);
      shown.keep(chosen, own);
      prepare();
    },

    /** A built-in text or language, by its id; the first where there is none of that id. */
    async chooseById(id: string | undefined, language?: string) {
      begin(brought);
      const isLatest = choices.begin();
      const artificial = languages.find((l) => l.id === id);
      const choice = artificial ?? builtInTexts.find((t) => t.id === id) ?? builtInTexts[0]!;
      try {
        const text = await choice.load();
        if (!isLatest()) return; // the person has typed or chosen something else meanwhile
        // A file that was opened meanwhile is read on, and takes the place of this text once it is there.
        if (artificial && store.getState().opening) return;
        if (artificial) openings.write(choice.name, text, choice.id, brought);
        else take(written(text, { name: choice.name, builtIn: choice.id, language }));
      } catch (error) {
        if (!isLatest()) return; // nobody waits for it any more
        store.setState({
          textProblem: textProblem(
            `${choice.name} could not be read.`,
            reasonOf(error),
            'Try again, or choose another text. Your current text is kept.',
          ),
        });
      }
    },

    /** Has the text cut, and shown, as one in `language`; undefined: in the language that is detected. */
    chooseLanguage(language: string | undefined) {
      const { source, prepared } = store.getState();
      if (language === source.language || language === languageOf(source, prepared)) return;
      endReopening(brought);
      const changed = { ...source, language };
      byHand.carry(source, changed);
      shown.replace(source, changed, brought);
      prepare();
    },

    /** Samples sentences of a language, by its grammar. */
    openLanguage(name: string, grammar: string, builtIn?: string) {
      openings.write(name, grammar, builtIn, brought);
    },

    /** One's own text as it was kept with a run: it has been edited since, or is gone. */
    takeCopy(name: string, text: string, language?: string) {
      begin(brought);
      const copy = { name, text, characters: text.length, language };
      if (!brought?.reopening || !wasDeleted(copy)) {
        take(copy);
        return;
      }
      shown.show(copy, brought); // with its run only
      prepare();
    },
  };
}

export type TextChoices = ReturnType<typeof createTextChoices>;
