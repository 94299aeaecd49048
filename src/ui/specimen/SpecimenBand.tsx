import { lazy, Suspense, useRef, useState } from 'react';
import { formatCount, formatPercent } from '../../base/format';
import { shortened } from '../../base/words';
import { MOST_POSITIONS } from '../../config/settings';
import { hasHiddenWord, rememberHiddenWord } from '../../storage/tapHint';
import { isCovered } from '../../store/lessons/state';
import { earlierOf } from '../../store/playground/again/selectors';
import type { Specimen } from '../../store/playground/specimen';
import { hasNext, shownView } from '../../store/playground/watch';
import { roomFor } from '../../tokenizer/framing';
import { pairColumns } from '../again/pairColumns';
import { useApp, useAppState } from '../app';
import { attentionRow, rowBalance } from '../common/attention';
import { BalanceBar } from '../common/BalanceBar';
import { HeldOutMark } from '../common/HeldOutMark';
import { sentenceLook, textLook } from '../common/textLook';
import { useStaleProps } from '../common/unseen';
import { Term } from '../glossary/Term';
import { pressedBy } from '../keyboard/shortcuts';
import { Arcs } from './Arcs';
import { columnsFor, Guesses } from './Guesses';
import { Legend } from './Legend';
import { Sentence } from './Sentence';
import styles from './SpecimenBand.module.css';
import { showsPieces } from './showsPieces';
import { useHeldHeight } from './useHeldHeight';
import { usePlaces } from './usePlaces';
import { YouFirstButton } from './YouFirstButton';

/** Only where two runs are compared. */
const guessesOfRuns = () => import('../again/EarlierGuesses');
const RunCaptions = lazy(() => guessesOfRuns().then((m) => ({ default: m.RunCaptions })));
const EarlierGuesses = lazy(() => guessesOfRuns().then((m) => ({ default: m.EarlierGuesses })));

/** Only while a sentence is written. */
const SentenceEditor = lazy(() =>
  import('./SentenceEditor').then((m) => ({ default: m.SentenceEditor })),
);

/** Only under a sentence of one's own. */
const WordNotes = lazy(() => import('./WordNotes'));

/** Only over a sentence of a finished exam. */
const ItemStrip = lazy(() => import('../youFirst/ItemStrip'));

/** A capital that is not the first letter of its sentence: a name, or a German noun */
const CAPITAL_WITHIN = /\p{L}.*\p{Lu}/su;

function Source({ specimen }: { specimen: Specimen }) {
  const isApart = useAppState((s) => s.run.loaded?.settings.keepTogether);
  const { source } = specimen;
  if (source.kind === 'own') return <>your sentence</>;
  if (!source.heldOut) return <>a sentence of the text</>;
  return (
    <>
      <HeldOutMark isApart={isApart === true} isTerm />{' '}
      {isApart ? (
        <>
          never trained on, asked in the <Term id="exam">exam</Term>
        </>
      ) : (
        'but similar ones may be trained on'
      )}
    </>
  );
}

/** The widest band and the largest type: one sentence, its blanks, and what a head looks at. */
export function SpecimenBand() {
  const app = useApp();
  const specimen = useAppState((s) => s.watch.specimen);
  const areCovered = useAppState((s) => isCovered(s, 'guesses'));
  const view = useAppState((s) => (areCovered ? undefined : shownView(s.watch)));
  const isHidden = useAppState((s) => isCovered(s, 'heads'));
  const isLive = useAppState((s) => s.watch.shown === 'live');
  const head = useAppState((s) => s.watch.head);
  const chosenFrom = useAppState((s) => s.watch.from);
  const loaded = useAppState((s) => s.run.loaded?.prepared);
  const vocabulary = loaded?.vocabulary.tokens;
  const ready = useAppState((s) => s.run.facts !== undefined);
  const hasOther = useAppState(hasNext);
  const known = useAppState(({ run: { facts } }) => facts?.language && 'floors' in facts.language);
  const stale = useStaleProps();
  const isCompared = useAppState((s) => earlierOf(s) !== undefined);
  const isOfExam = useAppState((s) => s.youFirst !== undefined);
  const [editing, setEditing] = useState(false);
  const [wantsHint, setWantsHint] = useState(() => !hasHiddenWord());
  const [pointed, setPointed] = useState<number>();
  /** Why a word of this sentence could not be made a blank, or shown */
  const [refused, setRefused] = useState<{ why: string; specimen: Specimen }>();
  const sentenceRef = useRef<HTMLDivElement>(null);
  const editRef = useRef<HTMLButtonElement>(null);
  const places = usePlaces(sentenceRef, editing ? undefined : specimen);

  const from = pointed ?? (chosenFrom ?? 0) + 1;
  const usable = view && specimen && view.length === specimen.tokens.length + 2 ? view : undefined;
  const guessesRef = useHeldHeight(usable === undefined && !areCovered);
  const row = usable && !isHidden ? attentionRow(usable, head.layer, head.head, from) : undefined;
  const balance = row && rowBalance(row, from);
  const centres = specimen?.blanks.map((index) => places?.at[index + 1]?.x ?? 0) ?? [];
  const isOneLine = places?.lines.length === 1;
  // Where the best guess is known, that stands beside the model's.
  const hasPair = isCompared && isOneLine && usable?.exact === undefined;
  const pair = hasPair ? pairColumns(centres, places.width) : undefined;
  const columns =
    pair?.present ?? (isOneLine ? columnsFor(centres, places.width, usable) : undefined);
  const look = loaded && specimen && sentenceLook(loaded, specimen.text);
  const token = specimen?.tokens[from - 1];
  const name =
    token && specimen.blanks.includes(from - 1) ? (
      <Term id="blank">the blank</Term>
    ) : (
      shortened(specimen?.text.slice(token?.start, token?.end) ?? '')
    );

  return (
    <section aria-label="Specimen" className={styles.band} {...stale}>
      <Suspense>{isOfExam && <ItemStrip />}</Suspense>
      <div className={styles.top}>
        <div className={styles.head}>
          {balance && look && (
            <>
              <p>
                <Term id="layer">Layer</Term> {head.layer + 1}, <Term id="head">head</Term>{' '}
                {head.head + 1} looking from{' '}
                <strong>
                  <bdi>{name}</bdi>
                </strong>
              </p>
              <div className={styles.balance}>
                <BalanceBar {...balance} dir={look.dir} />
              </div>
              <p className={`mono ${styles.shares}`} dir={look.dir}>
                <span dir="ltr" className={styles.beforeShare}>
                  before {formatPercent(balance.before)}
                </span>
                <span dir="ltr">itself {formatPercent(balance.self)}</span>
                <span dir="ltr" className={styles.afterShare}>
                  {formatPercent(balance.after)} after
                </span>
              </p>
            </>
          )}
        </div>
        <p className={styles.source}>
          {specimen && !editing && <Source specimen={specimen} />}
          {specimen && !editing && wantsHint && (
            <strong className={styles.moment}>Tap a word to hide it.</strong>
          )}
          {usable && !isLive && !editing && (
            <strong className={styles.moment}>as of step {formatCount(usable.step)}</strong>
          )}
        </p>
        <div className={styles.actions}>
          <YouFirstButton />
          <button
            ref={editRef}
            type="button"
            className="button"
            disabled={!vocabulary}
            {...pressedBy('e')}
            onClick={() => setEditing(!editing)}
          >
            Edit sentence
          </button>
          <button
            type="button"
            className="button"
            disabled={!hasOther}
            {...pressedBy('n')}
            title={specimen && !hasOther ? 'The text has no other sentence to watch' : undefined}
            onClick={() => {
              setEditing(false);
              app.watch.nextSentence();
            }}
          >
            Next sentence
          </button>
        </div>
      </div>
      <Suspense>
        {editing && (
          <SentenceEditor
            opened={specimen}
            around={loaded && textLook(loaded)}
            onDone={() => {
              setEditing(false);
              editRef.current?.focus();
            }}
          />
        )}
      </Suspense>
      {!editing && specimen && vocabulary && look && (
        <>
          <div
            ref={sentenceRef}
            className={styles.stage}
            data-results
            data-wrapped={(places !== undefined && !isOneLine) || undefined}
          >
            <Sentence
              specimen={specimen}
              view={usable}
              look={look}
              vocabulary={vocabulary}
              from={from}
              chosen={chosenFrom}
              numbered={!columns && specimen.blanks.length > 1}
              onToggle={(index) => {
                const why = app.watch.toggleBlank(index);
                setRefused(why === undefined ? undefined : { why, specimen });
                if (why !== undefined || !wantsHint) return;
                setWantsHint(false);
                rememberHiddenWord();
              }}
              onPoint={setPointed}
            />
            {places && row && (
              <Arcs
                places={places}
                row={row}
                from={from}
                dir={look.dir}
                numbers={pointed !== undefined}
              />
            )}
          </div>
          <div ref={guessesRef} data-results className={styles.guesses}>
            <Suspense>
              {isCompared && <RunCaptions blanks={specimen.blanks} columns={columns} />}
            </Suspense>
            <Guesses
              specimen={specimen}
              view={usable}
              look={look}
              vocabulary={vocabulary}
              columns={columns}
              isCovered={areCovered}
            />
            <Suspense>
              {isCompared && (
                <EarlierGuesses
                  specimen={specimen}
                  look={look}
                  columns={pair?.earlier ?? columns}
                  isBeside={pair !== undefined}
                />
              )}
            </Suspense>
          </div>
          <Legend
            judged={usable?.answers?.some((answer) => answer) ?? false}
            hasPieces={showsPieces(specimen, usable, vocabulary)}
            isLowered={loaded.vocabulary.doLowerCase && CAPITAL_WITHIN.test(specimen.text)}
          />
          <p role="status" className={`small-print ${styles.refused}`}>
            {refused?.specimen === specimen && refused.why}
          </p>
          <Suspense fallback={null}>
            {ready && specimen.source.kind === 'own' && (
              <WordNotes specimen={specimen} lang={look.lang} vocabulary={vocabulary} />
            )}
          </Suspense>
          {known && usable && !usable.exact && (
            <p className={`small-print ${styles.notes}`}>
              The rules of this language cannot make this sentence, so there are no exact
              probabilities for it.
            </p>
          )}
        </>
      )}
      {!specimen && !editing && (
        <p className={styles.empty}>
          <Waiting />
        </p>
      )}
    </section>
  );
}

function Waiting() {
  const untrainable = useAppState((s) => s.prepared !== undefined && !s.prepared.cut);
  const failed = useAppState((s) => s.run.status === 'failed');
  const ready = useAppState((s) => s.run.facts !== undefined);
  const length = useAppState((s) => s.run.loaded?.settings.maxPositionEmbeddings);
  if (ready && length) return <NoneFits length={length} />;
  if (untrainable) return <>A sentence will stand here once there is enough text to learn from.</>;
  if (failed) return <>No model is loaded. Press Train to try again.</>;
  return <>Preparing the text and the model …</>;
}

/** Longer sentences are learned from in parts, and only whole ones are watched. */
function NoneFits({ length }: { length: number }) {
  const room = roomFor(length);
  return (
    <>
      Every sentence of this text is longer than the {room} tokens that the model reads at once.{' '}
      {length < MOST_POSITIONS ? 'Raise the sequence length under Model, or press' : 'Press'} Edit
      sentence to write a shorter one.
    </>
  );
}
