import { useEffect, useState } from 'react';
import { formatCount } from '../../base/format';
import { languages } from '../../grammar/languages';
import { useApp, useAppState } from '../app';
import styles from './Lab.module.css';

/** The grammar behind the language: to be read, changed, and used as one's own. */
export function GrammarEditor() {
  const app = useApp();
  const { grammar, language, languageId, problem } = useAppState((s) => s.lab);
  const isWrong = problem?.kind === 'text' && languageId === 'own';
  const [draft, setDraft] = useState(grammar);
  useEffect(() => setDraft(grammar), [grammar]);
  const name = languages.find(({ id }) => id === languageId)?.name ?? 'Your own grammar';
  const openInPlayground = () => {
    app.show('playground');
    app.document.openLanguage(name, grammar, languageId === 'own' ? undefined : languageId);
  };
  const shows = languages.find(({ id }) => id === languageId)?.shows;
  return (
    <details className={styles.grammar} open={isWrong || undefined}>
      <summary>
        The grammar of this language
        {language &&
          ` · ${formatCount(language.tokens.length - 5)} words, ${formatCount(language.trainSentences)} sentences to learn from, ${formatCount(language.examBlanks)} blanks in the exam`}
      </summary>
      {shows && <p>{shows}</p>}
      <textarea
        aria-label="Grammar"
        value={draft}
        spellCheck={false}
        onChange={(event) => setDraft(event.target.value)}
      />
      <p className={styles.hint}>
        One rule a line: <code>name = words &lt;other&gt; words [weight] | …</code>. The first rule
        is the sentence. <code>&lt;noun:n&gt; … &lt;verb:n&gt;</code> are tied: both take their
        first words, or both their second. An alternative left empty writes nothing:{' '}
        <code>adverb = | slowly</code>. <code>{'{topic=sea}'}</code> labels the sentence,{' '}
        <code>{'{role:subject}'}</code> the next word, <code>#</code> begins a remark, and a line
        that begins with a space goes on with the rule before.
      </p>
      {isWrong && (
        <p role="alert" className={styles.problem}>
          <strong>{problem.what}</strong> {problem.why} {problem.advice}
        </p>
      )}
      <button
        type="button"
        className="button"
        disabled={draft === grammar}
        onClick={() => app.lab.openOwn(draft)}
      >
        Use this grammar
      </button>{' '}
      <button type="button" className="button" disabled={!language} onClick={openInPlayground}>
        Open its sentences in the playground
      </button>
    </details>
  );
}
