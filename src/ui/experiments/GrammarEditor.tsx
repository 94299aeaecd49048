import { useEffect, useState } from 'react';
import { counted } from '../../base/words';
import { languageName, languages } from '../../grammar/languages';
import { forgetUsed, loadDraft, saveDraft } from '../../storage/grammarDraft';
import { useApp } from '../app';
import { ProblemWords } from '../common/Note';
import styles from './GrammarEditor.module.css';
import { useExperiments } from './useExperiments';

/** Characters of its first line by which a grammar is listed. */
const MOST_CHARACTERS = 60;

/** A grammar's first line that is not a comment, to tell it from others. */
function firstLineOf(grammar: string): string {
  const lines = grammar.split('\n').map((line) => line.trim());
  const first = lines.find((line) => line !== '' && !line.startsWith('#')) ?? '';
  return first.length > MOST_CHARACTERS ? `${first.slice(0, MOST_CHARACTERS)}…` : first;
}

/** The grammar behind the language, to read, change and use as one's own. */
export function GrammarEditor() {
  const app = useApp();
  const { grammar, language, languageId, earlierGrammars, refused, opening, running } =
    useExperiments(
      'grammar',
      'language',
      'languageId',
      'earlierGrammars',
      'refused',
      'opening',
      'running',
    );
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState(() => loadDraft(grammar) ?? grammar);
  useEffect(() => {
    forgetUsed(grammar);
    setDraft(loadDraft(grammar) ?? grammar);
  }, [grammar]);
  const write = (text: string) => {
    setDraft(text);
    saveDraft(grammar, text);
  };
  const isBusy = opening !== undefined || running?.kind === 'twins';
  const name = languageName(languageId);
  const openInPlayground = () => {
    app.show('playground');
    app.text.openLanguage(name, grammar, languageId === 'own' ? undefined : languageId);
  };
  const shows = languages.find(({ id }) => id === languageId)?.shows;
  return (
    <details
      className={`fold ${styles.grammar}`}
      open={open || refused !== undefined}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        The grammar of this language
        {language &&
          ` · ${counted(language.tokens.length - 5, 'word')}, ${counted(language.trainSentences, 'sentence')} to learn from, ${counted(language.examBlanks, 'blank')} in the exam`}
      </summary>
      {shows && <p>{shows}</p>}
      <textarea
        aria-label="Grammar"
        value={draft}
        spellCheck={false}
        // Until the first grammar is loaded, there is nothing to edit.
        readOnly={grammar === '' && opening !== undefined}
        onChange={(event) => write(event.target.value)}
      />
      <p className={`small-print ${styles.hint}`}>
        One rule a line: <code>name = words &lt;other&gt; words [weight] | …</code>. The first rule
        is the sentence. <code>&lt;noun:n&gt; … &lt;verb:n&gt;</code> are tied: both take their
        first words, or both their second. An alternative left empty writes nothing:{' '}
        <code>adverb = | slowly</code>. <code>{'{topic=sea}'}</code> labels the sentence,{' '}
        <code>{'{role:subject}'}</code> the next word, <code>#</code> begins a comment, and a line
        that begins with a space goes on with the rule before.
      </p>
      {refused && (
        <p role="alert" className={styles.problem}>
          <ProblemWords problem={refused.problem} />
        </p>
      )}
      <div className={styles.grammarTools}>
        <button
          type="button"
          className="button"
          disabled={draft === grammar || isBusy}
          title={running?.kind === 'twins' ? 'Stop the three models first' : undefined}
          onClick={() => app.experiments.openOwn(draft)}
        >
          Use this grammar
        </button>
        {draft !== grammar && (
          <button type="button" className="button" onClick={() => write(grammar)}>
            Undo changes
          </button>
        )}
        <button type="button" className="button" disabled={!language} onClick={openInPlayground}>
          Open its sentences in the playground
        </button>
        {earlierGrammars.length > 0 && (
          <select
            className="button"
            aria-label="Earlier grammars of yours"
            value=""
            disabled={isBusy}
            onChange={(event) =>
              app.experiments.openOwn(earlierGrammars[Number(event.target.value)]!)
            }
          >
            <option value="" disabled>
              Go back to an earlier grammar of yours
            </option>
            {earlierGrammars.map((earlier, i) => (
              <option key={earlier} value={i}>
                {i + 1} back: {firstLineOf(earlier)}
              </option>
            ))}
          </select>
        )}
      </div>
    </details>
  );
}
