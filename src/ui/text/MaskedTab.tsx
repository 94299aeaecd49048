import { memo, useMemo } from 'react';
import { formatPercent } from '../../base/format';
import { counted } from '../../base/words';
import { explainFate } from '../../masking/explainFate';
import type { Prepared } from '../../store/playground/prepared';
import { CONTINUATION, FIRST_PIECE_ID } from '../../tokenizer/vocabulary';
import { useApp, useAppState } from '../app';
import { textLook } from '../common/textLook';
import { SplitControl } from '../model/SplitControl';
import { Gap } from './Gap';
import styles from './MaskedTab.module.css';
import { StrategyChoice } from './MaskingControls';
import { MaskSurvey } from './MaskSurvey';
import { PagedList } from './PagedList';
import type { ReadToken, ReadUnit } from './reading';
import { useChosenToken } from './useChosenToken';
import { useReading } from './useReading';
import { wordIn } from './wordIn';

interface TokenProps {
  readonly prepared: Prepared;
  readonly token: ReadToken;
  readonly chosen: boolean;
}

/** A token in the text's own spelling: a bar, a struck-out wrong word, a dotted line, or itself. */
function Token({ prepared, token, chosen }: TokenProps) {
  const { index, fate, written, gap } = token;
  const shown = prepared.vocabulary.tokens[token.inputId]!.replace(CONTINUATION, '');
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: its list is no <ol> either */}
      <span
        role="listitem"
        aria-posinset={index! + 1}
        aria-setsize={prepared.stats.tokens}
        data-token-id={token.id}
        data-index={index}
        data-fate={fate === 'none' ? undefined : fate}
        data-chosen={chosen || undefined}
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
        {gap === ' ' && ' '}
      </span>
      <Gap gap={gap} />
    </>
  );
}

const Unit = memo(function Unit(props: {
  prepared: Prepared;
  read: ReadUnit;
  chosen: number | undefined;
}) {
  const { prepared, read, chosen } = props;
  return read.tokens.map(
    (token) =>
      token.index !== undefined && (
        <Token
          key={token.index}
          prepared={prepared}
          token={token}
          chosen={token.index === chosen}
        />
      ),
  );
});

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
      {drawn} of {counted(words.length, 'token')} selected:{' '}
      {formatPercent(drawn / Math.max(1, words.length), 1)}, target {formatPercent(asked)}
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
  const { prepared, units, settings } = reading;
  const byHand = settings.maskStrategy === 'hand';
  const indices = useMemo(() => {
    const trained = units.filter((u) => !byHand || !u.slice.heldOut).flatMap((u) => u.tokens);
    const may = trained.filter((t) => (byHand ? t.id >= FIRST_PIECE_ID : t.fate !== 'none'));
    return may.flatMap((t) => t.index ?? []);
  }, [units, byHand]);
  const { chosen, move, point } = useChosenToken(indices, byHand ? '[data-index]' : '[data-fate]');
  if (!prepared?.cut) return <p className="small-print">Nothing to hide yet.</p>;

  const find = (index: number | undefined) => {
    const unit = units.find((u) => u.tokens.some((t) => t.index === index));
    const token = unit?.tokens.find((t) => t.index === index);
    return unit && token && index !== undefined ? { unit, token } : undefined;
  };
  const found = find(chosen);
  const toggle = (index: number | undefined) => {
    const at = find(index);
    if (!byHand || !at || index === undefined || !indices.includes(index)) return;
    const { slice } = at.unit;
    const { first, end } = wordIn(slice, index);
    app.text.toggleByHand(slice.offset + slice.starts[first]!, [
      slice.firstToken + first,
      slice.firstToken + end,
    ]);
  };

  const tally = byHand ? <HandTally /> : <Tally units={units} asked={settings.mlmProbability} />;
  return (
    <>
      <PagedList
        reading={reading}
        className={`${styles.document} ${byHand ? styles.byHand : ''}`}
        describedBy="masked-explanation"
        onKeyDown={(event) => {
          move(event);
          if (!byHand || (event.key !== 'Enter' && event.key !== ' ')) return;
          event.preventDefault();
          toggle(chosen);
        }}
        onPoint={point}
        onClick={(target) => {
          const item = (target as HTMLElement).closest<HTMLElement>('[data-index]');
          point(target);
          if (item) toggle(Number(item.dataset.index));
        }}
      >
        {(list) =>
          list.map((read) => (
            <Unit
              key={read.slice.unit}
              prepared={prepared}
              read={read}
              chosen={read === found?.unit ? chosen : undefined}
            />
          ))
        }
      </PagedList>
      <div className={styles.tally}>
        <p id="masked-explanation" className={styles.explanation} aria-live="polite">
          {found ? (
            <>
              <strong>
                <bdi lang={textLook(prepared).lang}>
                  {prepared.vocabulary.tokens[found.token.id]}
                </bdi>
              </strong>{' '}
              {explainFate(found.token.fate, settings, factsOf(prepared, found.unit, found.token))}
            </>
          ) : (
            tally
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
