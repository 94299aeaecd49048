import { memo, useMemo } from 'react';
import { formatPercent } from '../../base/format';
import { counted } from '../../base/words';
import type { Settings } from '../../config/settings';
import { explainFate } from '../../masking/explainFate';
import type { Prepared } from '../../store/playground/prepared';
import { CONTINUATION, FIRST_PIECE_ID } from '../../tokenizer/vocabulary';
import { useApp, useAppState } from '../app';
import { HeldOutMark, heldOutMeans } from '../common/HeldOutMark';
import { textLook } from '../common/textLook';
import { Term } from '../glossary/Term';
import { SplitControl } from '../model/SplitControl';
import { Gap } from './Gap';
import styles from './MaskedTab.module.css';
import { StrategyChoice } from './MaskingControls';
import { MaskSurvey } from './MaskSurvey';
import { PagedList } from './PagedList';
import type { ReadToken, ReadUnit } from './reading';
import { useChosenToken } from './useChosenToken';
import { useReading } from './useReading';
import { useTaught } from './useTaught';
import { wordIn } from './wordIn';

interface TokenProps {
  readonly prepared: Prepared;
  readonly token: ReadToken;
  readonly chosen: boolean;
  /** The person has pointed at it for a lesson */
  readonly pointed: boolean;
}

/** A token in the text's own spelling: a bar, a struck-out wrong word, a dotted line, or itself. */
function Token({ prepared, token, chosen, pointed }: TokenProps) {
  const { index, fate, written, gap } = token;
  const shown = prepared.vocabulary.tokens[token.inputId]!.replace(CONTINUATION, '');
  return (
    // biome-ignore lint/a11y/useSemanticElements: its list is no <ol> either
    <span
      role="listitem"
      aria-posinset={index! + 1}
      aria-setsize={prepared.stats.tokens}
      data-token-id={token.id}
      data-index={index}
      data-fate={fate === 'none' ? undefined : fate}
      data-chosen={chosen || undefined}
      data-pointed={pointed || undefined}
    >
      {fate === 'mask' && (
        <span className={styles.hidden}>
          <span aria-hidden="true">{written}</span>
          <span className="visually-hidden">[MASK]</span>
        </span>
      )}
      {fate === 'random' && (
        <span className={styles.swapped} data-truth={written}>
          <s>{shown}</s>
        </span>
      )}
      {fate === 'keep' && <span className={styles.kept}>{written}</span>}
      {fate === 'none' && written}
      {pointed && <span className="visually-hidden">, pointed at</span>}
      {gap === ' ' && ' '}
    </span>
  );
}

const Unit = memo(function Unit(props: {
  prepared: Prepared;
  read: ReadUnit;
  chosen: number | undefined;
  pointed: ReadonlySet<number>;
}) {
  const { prepared, read, chosen, pointed } = props;
  const { heldOut, firstToken } = read.slice;
  const tokens = read.tokens.filter(({ index }) => index !== undefined);
  const gap = tokens.at(-1)?.gap ?? '';
  const words = tokens.map((token) => (
    <Token
      key={token.index}
      prepared={prepared}
      token={token}
      chosen={!heldOut && token.index === chosen}
      pointed={pointed.has(token.index!)}
    />
  ));
  if (!heldOut) {
    return (
      <>
        {words}
        <Gap gap={gap} />
      </>
    );
  }
  return (
    <>
      <span
        className={styles.heldOut}
        data-held-out
        data-index={firstToken}
        data-chosen={chosen !== undefined || undefined}
      >
        <HeldOutMark isApart={prepared.madeFor.keepTogether} /> {words}
      </span>
      <Gap gap={gap} />
    </>
  );
});

/** A token, or the held-out sentence that it stands in. */
const placeOf = (target: EventTarget) =>
  (target as HTMLElement).closest('[data-held-out]') ?? target;

/** What the explanation of a token mentions. */
function factsOf({ counts }: Prepared, { slice }: ReadUnit, { id, index }: ReadToken) {
  const { first, end } = wordIn(slice, index!);
  return { count: counts[id]!, pieces: end - first };
}

/** The share masked here, beside the mask ratio. */
function Tally({ units, asked }: { units: readonly ReadUnit[]; asked: number }) {
  const trained = units.filter((u) => !u.slice.heldOut).flatMap((u) => u.tokens);
  const words = trained.filter((t) => t.id >= FIRST_PIECE_ID);
  const drawn = words.filter((t) => t.fate !== 'none').length;
  return (
    <>
      {drawn} of {counted(words.length, 'token')} <Term id="selected">selected</Term>:{' '}
      {formatPercent(drawn / Math.max(1, words.length), 1)}, target {formatPercent(asked)}
    </>
  );
}

interface ExplanationProps {
  readonly prepared: Prepared;
  readonly settings: Settings;
  readonly unit: ReadUnit;
  readonly token: ReadToken;
}

/** What became of a token and why, or why it cannot be hidden. */
function Explanation({ prepared, settings, unit, token }: ExplanationProps) {
  const byHand = settings.maskStrategy === 'hand';
  if (unit.slice.heldOut) {
    return (
      <>
        <strong>Held out.</strong> {heldOutMeans(prepared.madeFor.keepTogether)}
        {byHand && ' So its words cannot be chosen.'}
      </>
    );
  }
  return (
    <>
      <strong>
        <bdi lang={textLook(prepared).lang}>{prepared.vocabulary.tokens[token.id]}</bdi>
      </strong>{' '}
      {byHand && token.id < FIRST_PIECE_ID
        ? 'This word is unknown to the vocabulary, and unknown words are never asked. So it cannot be chosen.'
        : explainFate(token.fate, settings, factsOf(prepared, unit, token))}
    </>
  );
}

/** While a lesson covers the masks: what can be done with a token. */
function Covered({ token, pointed }: { token: ReadToken | undefined; pointed: boolean }) {
  if (!token) return <>Which tokens are selected is covered.</>;
  return (
    <>
      <strong>{token.written}</strong>{' '}
      {pointed
        ? 'You pointed at it. Press Enter or click to take that back.'
        : 'Press Enter or click to point at it.'}
    </>
  );
}

/** By hand, how many words are chosen, and how to choose more. */
function HandTally() {
  const chosen = useAppState((s) => s.byHand.size);
  if (chosen === 0) return <>No word is chosen yet. Click one, or press Enter on it.</>;
  return <>{counted(chosen, 'word is', 'words are')} chosen.</>;
}

/** The text under redaction: what the trainer would hide, swap and keep. */
export function MaskedTab() {
  const app = useApp();
  const anyByHand = useAppState((s) => s.byHand.size > 0);
  const reading = useReading({ lineHeight: 28, charsPer100: 13 });
  const { prepared, units, settings, covered } = reading;
  const { isTaught, pointed, point: pointAt } = useTaught(reading);
  const byHand = settings.maskStrategy === 'hand';
  /** Whether any token may be chosen, not only those that are selected */
  const anyToken = byHand || covered;
  /** Those that there is something to say of: of a held-out sentence the first stands for all. */
  const indices = useMemo(
    () =>
      units.flatMap(({ slice, tokens }) => {
        if (slice.heldOut) return slice.firstToken;
        return tokens.filter((t) => anyToken || t.fate !== 'none').flatMap((t) => t.index ?? []);
      }),
    [units, anyToken],
  );
  const selector = anyToken ? '[data-index]' : '[data-fate], [data-held-out]';
  const { chosen, move, point } = useChosenToken(indices, selector);
  if (!prepared?.cut) return <p className="small-print">Nothing to hide yet.</p>;

  const find = (index: number | undefined) => {
    const unit = units.find((u) => u.tokens.some((t) => t.index === index));
    const token = unit?.tokens.find((t) => t.index === index);
    return unit && token && index !== undefined ? { unit, token } : undefined;
  };
  const found = find(chosen);
  const act = (index: number | undefined) => {
    const at = find(index);
    if (!at || index === undefined) return;
    const { slice } = at.unit;
    if (slice.heldOut || at.token.id < FIRST_PIECE_ID) return;
    if (isTaught) pointAt(index);
    if (!byHand) return;
    const { first, end } = wordIn(slice, index);
    app.text.toggleByHand(slice.offset + slice.starts[first]!, [
      slice.firstToken + first,
      slice.firstToken + end,
    ]);
  };

  const tally = byHand ? <HandTally /> : <Tally units={units} asked={settings.mlmProbability} />;
  const explained = found ? (
    <Explanation prepared={prepared} settings={settings} {...found} />
  ) : (
    tally
  );
  return (
    <>
      <PagedList
        reading={reading}
        className={`${styles.document} ${anyToken ? styles.byHand : ''}`}
        describedBy="masked-explanation"
        onKeyDown={(event) => {
          move(event);
          if (!(byHand || isTaught) || (event.key !== 'Enter' && event.key !== ' ')) return;
          event.preventDefault();
          act(chosen);
        }}
        onPoint={(target) => point(placeOf(target))}
        onClick={(target) => {
          const item = (target as HTMLElement).closest<HTMLElement>('[data-index]');
          point(placeOf(target));
          if (item) act(Number(item.dataset.index));
        }}
      >
        {(list) =>
          list.map((read) => (
            <Unit
              key={read.slice.unit}
              prepared={prepared}
              read={read}
              chosen={read === found?.unit ? chosen : undefined}
              pointed={pointed}
            />
          ))
        }
      </PagedList>
      <div className={styles.tally}>
        <p id="masked-explanation" className={styles.explanation} aria-live="polite">
          {covered && !found?.unit.slice.heldOut ? (
            <Covered token={found?.token} pointed={found !== undefined && pointed.has(chosen!)} />
          ) : (
            explained
          )}
        </p>
        {byHand && anyByHand && (
          <button type="button" className={styles.again} onClick={app.text.clearByHand}>
            Show all again
          </button>
        )}
        <button
          type="button"
          className={styles.again}
          onClick={app.text.drawAgain}
          title="Shows the masks of the next epoch"
        >
          Draw again
        </button>
      </div>
      <StrategyChoice />
      <SplitControl />
      <MaskSurvey prepared={prepared} />
    </>
  );
}
