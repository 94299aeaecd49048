import { type CSSProperties, Fragment, type ReactNode } from 'react';
import { formatPercent } from '../../base/format';
import type { Context } from '../../config/settings';
import { type Direction, directionWithin } from '../../corpus/direction';
import type { View } from '../../protocol/look';
import type { Specimen, SpecimenToken } from '../../store/playground/specimen';
import { CONTINUATION } from '../../tokenizer/vocabulary';
import type { TextLook } from '../common/textLook';
import { Term } from '../glossary/Term';
import { clustersOf } from './clusters';
import { type Run, runsOf } from './runs';
import styles from './Sentence.module.css';
import { lookingBlank, sees } from './unseen';
import { useStops } from './useStops';

interface Props {
  readonly specimen: Specimen;
  readonly view: View | undefined;
  /** Language and direction of this sentence */
  readonly look: TextLook;
  readonly vocabulary: readonly string[];
  /** Place from which the chosen head looks */
  readonly from: number;
  /** Index of the token that the person looks from */
  readonly chosen: number | undefined;
  readonly numbered: boolean;
  readonly onToggle: (index: number) => void;
  readonly onPoint: (place: number | undefined) => void;
}

/** The description of a word that the model cannot see from the blank. */
const UNSEEN: Readonly<Record<Context, string | undefined>> = {
  both: undefined,
  left: 'Not seen from the blank: the model looks only at what stands before it',
  right: 'Not seen from the blank: the model looks only at what stands after it',
};

interface Word {
  readonly indices: readonly number[];
  /** As the sentence writes it */
  readonly written: string;
  /** What stands between this word and the next */
  readonly gap: string;
}

/** Tokens grouped into the words they are pieces of. */
export function wordsOf(tokens: readonly SpecimenToken[], text: string): Word[] {
  const words: { indices: number[]; written: string; gap: string }[] = [];
  tokens.forEach((token, i) => {
    const last = words.at(-1);
    if (last && tokens[i - 1]!.wordId === token.wordId) last.indices.push(i);
    else words.push({ indices: [i], written: '', gap: '' });
    const word = words.at(-1)!;
    word.written = text.slice(tokens[word.indices[0]!]!.start, token.end);
    word.gap = /\s/.test(text.slice(token.end, tokens[i + 1]?.start)) ? ' ' : '';
  });
  return words;
}

const BROAD =
  /[\p{Script=Syriac}\p{Script=Ethiopic}\p{Script=Tamil}\p{Script=Malayalam}\p{Script=Myanmar}\p{Script=Khmer}]/u;
const SQUARE =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\uff01-\uff60]/u;

/** About how wide a word is, in Latin letters. */
function widthOf(word: string): number {
  let width = 0;
  for (const char of word.normalize('NFC')) {
    if (SQUARE.test(char)) width += 2;
    else if (!/\p{M}/u.test(char)) width += BROAD.test(char) ? 1.5 : 1;
  }
  return width;
}

/** The bar over a blank: it thins as its guess grows sure. */
function Bar({
  guess,
  probability,
  written,
}: {
  guess: string;
  probability: number;
  written: string;
}) {
  const cover = 1 - probability;
  const width = Math.min(Math.max(widthOf(written), 4), 16); // A mark may be typed as long as one likes.
  const style = {
    '--cover': `${Math.round(100 * cover)}%`,
    '--shown': Math.min(1, 0.4 + 3 * probability),
    width: `${0.54 * width + 0.7}em`,
  } as CSSProperties;
  const fits = Math.min(1, (width + 1) / Math.max(1, widthOf(guess)));
  return (
    <span className={styles.bar} style={style} data-covered={cover > 0.57 || undefined}>
      <span className={styles.through} style={{ fontSize: `${fits}em` }}>
        {probability >= 0.02 ? guess : ''}
      </span>
    </span>
  );
}

/**
 * The watched sentence, word by word; a click makes a word a blank and back. It is one stop of the Tab key, and the arrow
 * keys go from word to word.
 */
export function Sentence(props: Props) {
  const { specimen, view, look, vocabulary, from, chosen, numbered, onToggle, onPoint } = props;
  const { tokens, text, blanks } = specimen;
  const context = view?.context ?? 'both';
  const blank = lookingBlank(specimen, chosen);
  const words = wordsOf(tokens, text);
  const end = tokens.length + 1;
  const firstPlaces = words.map(({ indices }) => indices[0]! + 1);
  const stops = useStops([0, ...firstPlaces, end], 1, look.dir);

  const blankLabel = (index: number) => {
    const number = blanks.indexOf(index);
    const best = view?.guesses[number]?.[0];
    const guess = best ? `, guess ${vocabulary[best.id]} ${formatPercent(best.probability)}` : '';
    return `blank ${number + 1}${guess}`;
  };

  /** Its blanks, and what can be read of a word that is hidden in part. */
  const hiddenLabel = (indices: readonly number[]) => {
    const read = indices.filter((i) => !blanks.includes(i)).map((i) => tokens[i]!);
    const rest = read.map(({ start, end }) => text.slice(start, end)).join('');
    const labels = indices.filter((i) => blanks.includes(i)).map(blankLabel);
    return [...labels, ...(rest ? [rest] : [])].join(', ');
  };

  const piece = (index: number) => {
    const token = tokens[index]!;
    const number = blanks.indexOf(index);
    const best = view?.guesses[number]?.[0];
    const written = text.slice(token.start, token.end);
    return (
      <span
        key={index}
        data-place={index + 1}
        className={styles.piece}
        onPointerEnter={() => onPoint(index + 1)}
      >
        {number < 0 ? (
          written
        ) : (
          <>
            {numbered && <sup className={styles.number}>{number + 1}</sup>}
            <Bar
              guess={best ? vocabulary[best.id]!.replace(CONTINUATION, '') : ''}
              probability={best?.probability ?? 0}
              written={written}
            />
          </>
        )}
      </span>
    );
  };

  const word = ({ indices, written }: Word) => {
    const first = indices[0]!;
    const isBlank = indices.some((i) => blanks.includes(i));
    const isUnseen = blank !== undefined && !sees(context, blank, indices);
    const label = isBlank ? hiddenLabel(indices) : written;
    return (
      <button
        key={first}
        type="button"
        className={styles.word}
        tabIndex={stops.tabIndexOf(first + 1)}
        dir={directionWithin(look.dir, written)}
        aria-label={label}
        aria-pressed={isBlank}
        // A description rather than part of the label: the word's name stays as written.
        title={isUnseen ? UNSEEN[context] : undefined}
        data-unseen={isUnseen || undefined}
        data-looking={indices.some((i) => i + 1 === from) || undefined}
        onClick={() => onToggle(first)}
        onFocus={(event) => {
          stops.noteFocus(first + 1);
          if (event.currentTarget.matches(':focus-visible')) onPoint(first + 1);
        }}
        onBlur={() => onPoint(undefined)}
      >
        {indices.map(piece)}
      </button>
    );
  };

  /** In its direction */
  const inRun = (run: Run<Word>, dir: Direction): ReactNode =>
    run.dir === dir ? (
      run.words.map(word)
    ) : (
      <span key={run.words[0]!.indices[0]} dir={run.dir}>
        {inRuns(run.words, run.dir)}
      </span>
    );

  /** Each run in its direction; in one from right to left numbers have their own. */
  const inRuns = (words: readonly Word[], dir: Direction): ReactNode =>
    clustersOf(runsOf(words, dir)).map((runs) => {
      const last = runs.at(-1)!.words.at(-1)!;
      const drawn = runs.map((run) => inRun(run, dir));
      return (
        <Fragment key={runs[0]!.words[0]!.indices[0]}>
          {runs.length === 1 ? drawn : <span className={styles.cluster}>{drawn}</span>}
          {last !== words.at(-1) && last.gap}
        </Fragment>
      );
    });

  return (
    <p
      className={styles.sentence}
      {...look}
      role="toolbar"
      aria-label="Words of the sentence"
      data-sentence
      onPointerLeave={() => onPoint(undefined)}
      onKeyDown={stops.onKeyDown}
    >
      <span data-place={0} className={styles.special}>
        <Term id="cls" tabIndex={stops.tabIndexOf(0)} onFocus={() => stops.noteFocus(0)}>
          cls
        </Term>
      </span>{' '}
      {inRuns(words, look.dir)}{' '}
      <span data-place={end} className={styles.special}>
        <Term id="sep" tabIndex={stops.tabIndexOf(end)} onFocus={() => stops.noteFocus(end)}>
          sep
        </Term>
      </span>
    </p>
  );
}
