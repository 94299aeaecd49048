import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { counted } from '../../base/words';
import { starterRead } from '../../store/playground/selectors';
import type { YouFirst } from '../../store/playground/youFirst/state';
import { hiddenWord } from '../../store/playground/youFirst/words';
import { ITEMS } from '../../store/playground/youFirst/youFirst';
import { useApp, useAppState } from '../app';
import { sentenceLook } from '../common/textLook';
import { opponent } from './opponent';
import styles from './Question.module.css';

/** What is asked, of which sentences, and against which model. */
function Intro({ exam }: { readonly exam: YouFirst }) {
  const isRead = useAppState((s) => s.run.loaded && starterRead(s.run.loaded) !== undefined);
  const beginFrom = useAppState((s) => s.run.loaded?.settings.beginFrom);
  const step = useAppState((s) => s.run.step);
  const context = useAppState((s) => s.settings.context);
  const n = exam.items.length;
  const isAll = n < ITEMS && exam.set === 0;
  const repeated = exam.items.filter(({ isRepeated }) => isRepeated).length;
  const repeat = repeated === 1 ? 'repeats' : 'repeat';
  const similar =
    repeated === 0 ? '' : `, but ${repeated} of them ${repeat} one that it does train on`;
  const trained = isRead
    ? 'It began from the starter, which has read this text before.'
    : `It never trains on ${n === 1 ? 'this sentence' : 'these sentences'}${similar}.`;
  return (
    <p className={styles.intro}>
      One word is hidden in {n > 1 && 'each of '}
      {counted(n, 'held-out sentence')}, chosen at random.{' '}
      {isAll && 'This text has no others that are short enough. '}
      You guess first; then the model guesses the same {n > 1 ? 'words' : 'word'}.{' '}
      {beginFrom && `You play against ${opponent({ beginFrom, step })}. `}
      {trained}
      {context !== 'both' &&
        ` It sees only what stands ${context === 'left' ? 'before' : 'after'} a blank; you see the whole sentence.`}
    </p>
  );
}

/** How far the person is: a mark for each blank, and what was said in words. */
function Progress({ exam: { items, words, at } }: { readonly exam: YouFirst }) {
  const typed = words.filter(Boolean).length;
  const unknown = words.filter((word) => word === '').length;
  return (
    <p className={styles.progress}>
      <span>
        Blank {at + 1} of {items.length}
      </span>
      <span aria-hidden="true" className={styles.marks}>
        {words.map((word, i) => (
          <span
            key={items[i]!.sentence.index}
            data-answered={word === '' ? 'unknown' : word && 'word'}
            data-now={i === at || undefined}
          >
            {word === '' && '?'}
          </span>
        ))}
      </span>
      {typed + unknown > 0 && (
        <span className={styles.said}>
          {counted(typed, 'word')}
          {unknown > 0 && `, ${unknown} “don’t know”`}
        </span>
      )}
    </p>
  );
}

/** One word to guess: the sentence, with a field where the word is. */
export function Question({ exam }: { readonly exam: YouFirst }) {
  const app = useApp();
  const { items, words, at, of } = exam;
  const item = items[at]!;
  const [draft, setDraft] = useState({ at, typed: words[at] ?? '' });
  const [hint, setHint] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const sentenceId = useId();
  // A button that was pressed to come here is gone, and has left the focus to nobody. In a lesson something else has it.
  useEffect(() => {
    if (document.activeElement === document.body) input.current?.focus();
  }, []);
  if (draft.at !== at) {
    setDraft({ at, typed: words[at] ?? '' });
    setHint('');
  }
  const { typed } = draft;
  const { text, starts } = item.sentence;
  const begin = starts[item.blanks[0]!]!;
  const [before, after] = [text.slice(0, begin), text.slice(begin + hiddenWord(item).length)];
  const look = sentenceLook(of, text);
  const total = items.length;
  const isLast = at === total - 1;
  const isComplete = !words.includes(undefined);

  /** Takes what is typed, if it is a word. False where it is not, and why is said. */
  const keep = () => {
    const why = app.youFirst.answer(at, typed);
    setHint(why ?? '');
    return why === undefined;
  };
  const take = () => {
    if (typed.trim() !== '') {
      if (keep()) app.youFirst.next();
    } else if (words[at] === undefined) {
      setHint('Type a word, or press “I don’t know”.');
    } else app.youFirst.next();
  };
  const goBack = () => {
    if (typed.trim() === '' || keep()) app.youFirst.back();
  };
  /** Does this, and has the person type on. */
  const andType = (act: () => void) => () => {
    act();
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, Enter is its own; Safari ends the composition first, with code 229.
    const isComposing = event.nativeEvent.isComposing || event.keyCode === 229;
    if (isComposing && event.key === 'Enter') event.preventDefault();
    if (isComposing || typed !== '') return;
    const isRtl = look.dir === 'rtl';
    const forward = ['ArrowDown', 'PageDown', isRtl ? 'ArrowLeft' : 'ArrowRight'];
    const backward = ['ArrowUp', 'PageUp', isRtl ? 'ArrowRight' : 'ArrowLeft'];
    if (forward.includes(event.key) && !isLast) app.youFirst.next();
    else if (backward.includes(event.key)) app.youFirst.back();
    else return;
    event.preventDefault();
  };

  return (
    <form
      className={styles.question}
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <Intro exam={exam} />
      <Progress exam={exam} />
      {/* A label: a click beside the box is one in it. */}
      <label className={styles.sentence} {...look}>
        {before}
        <input
          ref={input}
          className={styles.blank}
          style={{ width: `${Math.max(9, [...typed].length + 2)}ch` }}
          aria-label={`Your word for blank ${at + 1} of ${total}`}
          aria-describedby={sentenceId}
          placeholder="type here"
          value={typed}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="next"
          onChange={(event) => setDraft({ at, typed: event.target.value })}
          onKeyDown={onKeyDown}
        />
        {after}
      </label>
      <p id={sentenceId} role="status" className="visually-hidden" lang={look.lang}>
        Blank {at + 1} of {total}: {before} blank {after}
      </p>
      {hint && (
        <p role="alert" className={styles.hint}>
          {hint}
        </p>
      )}
      <div className={styles.buttons}>
        <button type="button" className="button" disabled={at === 0} onClick={andType(goBack)}>
          Back
        </button>
        <button
          type="button"
          className="button"
          onClick={andType(() => {
            app.youFirst.answer(at, '');
            app.youFirst.next();
          })}
        >
          I don’t know
        </button>
        <button type="submit" className="button" onClick={() => input.current?.focus()}>
          {isLast && (isComplete || words.indexOf(undefined) === at) ? 'See the results' : 'Next'}
        </button>
        {isComplete && !isLast && (
          <button
            type="button"
            className="button"
            onClick={() => {
              if (typed.trim() === '' || keep()) app.youFirst.finish();
            }}
          >
            See the results
          </button>
        )}
      </div>
      <p className={`small-print ${styles.keys}`}>
        Enter takes your word. With nothing typed, arrow keys go on and back.
      </p>
    </form>
  );
}
