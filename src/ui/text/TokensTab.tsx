import { Fragment, memo, useState } from 'react';
import { times } from '../../base/words';
import { directionWithin } from '../../corpus/direction';
import { withJoiners } from '../../corpus/joiners';
import type { Prepared } from '../../store/playground/prepared';
import { CONTINUATION, FIRST_PIECE_ID } from '../../tokenizer/vocabulary';
import { useAppState } from '../app';
import { HeldOutMark, heldOutMeans } from '../common/HeldOutMark';
import { textLook } from '../common/textLook';
import { Term } from '../glossary/Term';
import { Gap } from './Gap';
import { PagedList } from './PagedList';
import type { ReadToken, ReadUnit } from './reading';
import styles from './TokensTab.module.css';
import { useChosenToken } from './useChosenToken';
import { useReading } from './useReading';
import { VocabularySizes } from './VocabularySizes';
import { VocabularyTable } from './VocabularyTable';
import { WordSplit } from './WordSplit';

interface ChipProps {
  readonly prepared: Prepared;
  readonly token: ReadToken;
  /** The pieces of its word beside it, if there are any */
  readonly before: ReadToken | undefined;
  readonly after: ReadToken | undefined;
  readonly chosen: boolean;
}

const continues = (written: string, id: number) =>
  written.startsWith(CONTINUATION) && id >= FIRST_PIECE_ID;

/** The letters of a token, without the marks that say that it continues its word. */
function lettersOf({ vocabulary }: Prepared, token: ReadToken | undefined): string {
  if (!token) return '';
  const written = vocabulary.tokens[token.id]!;
  return continues(written, token.id) ? written.slice(CONTINUATION.length) : written;
}

/** A token as a chip; one that continues its word is joined to the one before. */
function Chip({ prepared, token, before, after, chosen }: ChipProps) {
  const { vocabulary, counts } = prepared;
  const { id, fate, index, gap } = token;
  const written = vocabulary.tokens[id]!;
  const joined = continues(written, id);
  const count = id < FIRST_PIECE_ID ? '' : ` · ${times(counts[id]!)} in the text`;
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: its list is no <ol> either */}
      <span
        role="listitem"
        aria-posinset={index === undefined ? undefined : index + 1}
        aria-setsize={index === undefined ? undefined : prepared.stats.tokens}
        data-token-id={id}
        data-index={index}
        data-fate={fate === 'none' ? undefined : fate}
        data-joined={joined || undefined}
        data-special={id < FIRST_PIECE_ID || undefined}
        data-chosen={chosen || undefined}
        title={`${written} · id ${id}${count}`}
      >
        {withJoiners(
          lettersOf(prepared, token),
          lettersOf(prepared, before),
          lettersOf(prepared, after),
        )}
      </span>
      <Gap gap={gap} />
    </>
  );
}

interface ChipsProps {
  readonly prepared: Prepared;
  readonly read: ReadUnit;
  /** Where in the text the chosen token stands, if it is in this unit */
  readonly chosen: number | undefined;
}

const Chips = memo(function Chips({ prepared, read, chosen }: ChipsProps) {
  const { tokens } = prepared.vocabulary;
  const joins = (token: ReadToken | undefined) =>
    token !== undefined && continues(tokens[token.id]!, token.id);
  const { dir } = textLook(prepared);
  const words: ReadToken[][] = [];
  for (const token of read.tokens) {
    if (joins(token) && words.length > 0) words.at(-1)!.push(token);
    else words.push([token]);
  }
  const chipped = words.map((word, w) => {
    const chips = word.map((token, i) => (
      <Chip
        // biome-ignore lint/suspicious/noArrayIndexKey: a place in its word is a token's identity
        key={i}
        prepared={prepared}
        token={token}
        before={word[i - 1]}
        after={word[i + 1]}
        chosen={chosen !== undefined && token.index === chosen}
      />
    ));
    const written = word.map((token) => token.written).join('');
    // Otherwise the pieces of a number, or of a word in the other direction, would stand in the wrong order.
    const own = directionWithin(/\p{L}/u.test(written) ? dir : 'ltr', written);
    const turned = word.length > 1 && own !== dir;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a place in its unit is a word's identity
      <Fragment key={w}>
        {turned ? (
          <span dir={own} className={styles.turned}>
            {chips}
          </span>
        ) : (
          chips
        )}
      </Fragment>
    );
  });
  if (!read.slice.heldOut) return chipped;
  return (
    <span className={styles.heldOut}>
      <HeldOutMark isApart={prepared.madeFor.keepTogether} />
      {chipped}
    </span>
  );
});

type View = 'text' | 'vocabulary' | 'sizes';
const VIEWS: Readonly<Record<View, string>> = {
  text: 'Text as tokens',
  vocabulary: 'Vocabulary',
  sizes: 'Other sizes',
};

/** The text as the model reads it, how each word was split, and the vocabulary behind it. */
export function TokensTab() {
  const prepared = useAppState((s) => s.prepared);
  const [view, setView] = useState<View>('text');
  if (!prepared?.cut) return <p className="small-print">No tokens yet.</p>;
  return (
    <>
      {view === 'text' && <TokensOfText />}
      {view === 'vocabulary' && <VocabularyTable prepared={prepared} />}
      {view === 'sizes' && <VocabularySizes prepared={prepared} />}
      <fieldset className={styles.views}>
        <legend className="visually-hidden">What to show of the tokens</legend>
        {(Object.keys(VIEWS) as View[]).map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={view === name}
            onClick={() => setView(name)}
          >
            {VIEWS[name]}
          </button>
        ))}
      </fieldset>
    </>
  );
}

function TokensOfText() {
  const reading = useReading({ lineHeight: 27, charsPer100: 8 });
  const { prepared, units } = reading;
  const shown = units.flatMap((u) => u.tokens.flatMap(({ index }) => index ?? []));
  const { chosen, move, point } = useChosenToken(shown, '[data-index]');
  const within = ({ tokens }: ReadUnit) => tokens.some((t) => t.index === chosen);
  const unit = chosen === undefined ? undefined : units.find(within);
  if (!prepared) return null;
  return (
    <>
      <PagedList
        reading={reading}
        className={styles.chips}
        describedBy="word-split"
        onKeyDown={move}
        onClick={point}
      >
        {(list) =>
          list.map((read) => (
            <Chips
              key={read.slice.unit}
              prepared={prepared}
              read={read}
              chosen={read === unit ? chosen : undefined}
            />
          ))
        }
      </PagedList>
      <div id="word-split" className={styles.split} aria-live="polite">
        {unit && chosen !== undefined ? (
          <>
            <WordSplit prepared={prepared} slice={unit.slice} index={chosen} />
            {unit.slice.heldOut && (
              <p>
                <strong>Held out.</strong> {heldOutMeans(prepared.madeFor.keepTogether)}
              </p>
            )}
          </>
        ) : (
          <p>
            Press a token to see how its word was cut into <Term id="wordPiece">pieces</Term>.
          </p>
        )}
      </div>
    </>
  );
}
