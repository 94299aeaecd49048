import { memo, useMemo } from 'react';
import { formatPercent } from '../../base/format';
import { explainFate } from '../../masking/explain';
import type { Prepared } from '../../store/prepared';
import { direction } from '../../text/direction';
import { CONTINUATION, FIRST_PIECE_ID } from '../../text/types';
import { wordAround } from '../../text/wordAround';
import { useApp } from '../app';
import { SplitControl } from '../model/SplitControl';
import { StrategyChoice } from './MaskingControls';
import { MaskSurvey } from './MaskSurvey';
import { MoreButton } from './MoreButton';
import type { ReadToken, ReadUnit } from './reading';
import styles from './Text.module.css';
import { useChosenToken } from './useChosenToken';
import { useReading } from './useReading';

interface TokenProps {
  readonly prepared: Prepared;
  readonly token: ReadToken;
  readonly chosen: boolean;
}

/** A token in the text's own spelling: a bar, a struck-out wrong word, a dotted line, or itself. */
function Token({ prepared, token, chosen }: TokenProps) {
  const { text, encoded, vocabulary } = prepared;
  const index = token.index!;
  const written = text.slice(encoded.starts[index]!, encoded.ends[index]!);
  const gap = /\s/.test(text.slice(encoded.ends[index]!, encoded.starts[index + 1])) ? ' ' : '';
  const shown = vocabulary.tokens[token.inputId]!.replace(CONTINUATION, '');
  return (
    <li
      data-token-id={token.id}
      data-index={index}
      data-fate={token.fate === 'none' ? undefined : token.fate}
      data-chosen={chosen || undefined}
    >
      {token.fate === 'mask' && (
        <span className={styles.hidden}>
          <span aria-hidden="true">{written}</span>
          <span className="visually-hidden">[MASK]</span>
        </span>
      )}
      {token.fate === 'random' && (
        <span className={styles.swapped} data-truth={written}>
          <s>{shown}</s>
        </span>
      )}
      {token.fate === 'keep' && <span className={styles.kept}>{written}</span>}
      {token.fate === 'none' && written}
      {gap}
    </li>
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

/** What the explanation of a token speaks of. */
function factsOf({ encoded: { counts, wordIds } }: Prepared, { id, index }: ReadToken) {
  const { first, end } = wordAround(wordIds, index!);
  return { count: counts[id]!, pieces: end - first };
}

/** Asked and got: what the settings promise against what is drawn here. */
function Tally({ units, asked }: { units: readonly ReadUnit[]; asked: number }) {
  const trained = units.filter((u) => !u.heldOut).flatMap((u) => u.tokens);
  const words = trained.filter((t) => t.id >= FIRST_PIECE_ID);
  const drawn = words.filter((t) => t.fate !== 'none').length;
  return (
    <>
      {drawn} of {words.length} tokens drawn: {formatPercent(drawn / Math.max(1, words.length), 1)},
      asked {formatPercent(asked)}
    </>
  );
}

/** The text under redaction: what the trainer would hide, swap and keep. */
export function MaskedTab() {
  const app = useApp();
  const { prepared, units, settings, ...paging } = useReading();
  const drawn = useMemo(
    () => units.flatMap((u) => u.tokens.filter((t) => t.fate !== 'none')),
    [units],
  );
  const indices = useMemo(() => drawn.map((t) => t.index!), [drawn]);
  const { chosen, move, point } = useChosenToken(indices, '[data-fate]');
  if (!prepared || units.length === 0) return <p className={styles.hint}>Nothing to hide yet.</p>;

  const chosenToken = drawn.find((t) => t.index === chosen);

  return (
    <>
      <div className={styles.scroll}>
        <ol
          aria-label="Tokens"
          aria-describedby="masked-explanation"
          className={styles.document}
          dir={direction(prepared.text)}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
          tabIndex={0}
          onKeyDown={move}
          onPointerOver={(event) => point(event.target)}
          onClick={(event) => point(event.target)}
        >
          {units.map((read) => (
            <Unit
              key={read.unit}
              prepared={prepared}
              read={read}
              chosen={read.tokens.some((t) => t.index === chosen) ? chosen : undefined}
            />
          ))}
        </ol>
        <MoreButton {...paging} what="sentences or parts" />
      </div>
      <div className={styles.tally}>
        <p id="masked-explanation" className={styles.explanation} aria-live="polite">
          {chosenToken ? (
            <>
              <strong>{prepared.vocabulary.tokens[chosenToken.id]}</strong>{' '}
              {explainFate(chosenToken.fate, settings, factsOf(prepared, chosenToken))}
            </>
          ) : (
            <Tally units={units} asked={settings.mlmProbability} />
          )}
        </p>
        <button
          type="button"
          className={styles.again}
          onClick={app.document.drawAgain}
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
