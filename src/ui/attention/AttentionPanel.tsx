import { lazy, Suspense, useState } from 'react';
import { shortened } from '../../base/words';
import { isCovered } from '../../store/lessons/state';
import { comparedWith } from '../../store/playground/compare';
import type { Specimen } from '../../store/playground/specimen';
import { shownView } from '../../store/playground/watch';
import { useAppState } from '../app';
import { sentenceLook } from '../common/textLook';
import { useStaleProps } from '../common/unseen';
import { Term } from '../glossary/Term';
import { AllHeads } from './AllHeads';
import styles from './AttentionPanel.module.css';
import { mapNote } from './mapNote';
import { useComparableRuns } from './useComparableRuns';
import { useMapColours } from './useMapColours';

/** There before a model is; only the first screen does without. */
const controls = Promise.all([import('./Scrubber'), import('./CompareChoice')]);
const Scrubber = lazy(async () => ({ default: (await controls)[0].Scrubber }));
const CompareChoice = lazy(async () => ({ default: (await controls)[1].CompareChoice }));

/** Only once a map is enlarged. */
const LargeMap = lazy(() => import('./LargeMap').then((m) => ({ default: m.LargeMap })));

/** Only once there is something to save. */
const SaveSentence = lazy(() => import('./SaveSentence'));

/** What stands at each place of the view. */
function placeNames(specimen: Specimen): string[] {
  const blanks = new Set(specimen.blanks);
  const names = specimen.tokens.map((token, i) =>
    blanks.has(i) ? '[MASK]' : shortened(specimen.text.slice(token.start, token.end)),
  );
  return ['[CLS]', ...names, '[SEP]'];
}

/** A row a layer, a map a head; one of them large; what they are compared with; and the way back in time. */
export function AttentionPanel() {
  const { runs, read, compareWith } = useComparableRuns();
  const watch = useAppState((s) => s.watch);
  const stale = useStaleProps();
  const [large, setLarge] = useState(false);
  const colours = useMapColours();
  const { specimen, head } = watch;
  const isHidden = useAppState((s) => isCovered(s, 'heads'));
  // The file has the guesses in it.
  const mayTell = useAppState((s) => !isCovered(s, 'guesses'));
  const view = isHidden ? undefined : shownView(watch);
  const from = comparedWith(watch, view);
  const loaded = useAppState((s) => s.run.loaded?.prepared);
  const look = loaded && specimen && sentenceLook(loaded, specimen.text);
  const note = view && mapNote(view, from?.name);
  return (
    <section aria-labelledby="attention-heading" {...stale}>
      <div className={styles.heading}>
        <h2 id="attention-heading">
          <Term id="attention">Attention</Term>
        </h2>
        <button
          type="button"
          className="link small-print"
          aria-pressed={large}
          onClick={() => setLarge(!large)}
          disabled={!view}
        >
          {large ? 'All heads' : `Enlarge layer ${head.layer + 1}, head ${head.head + 1}`}
        </button>
        {view && (
          <span className={styles.note} title={note}>
            {note}
          </span>
        )}
      </div>
      <Suspense>
        {view && specimen && look && large && (
          <LargeMap
            view={view}
            from={from}
            head={head}
            tokens={placeNames(specimen)}
            look={look}
            colours={colours}
          />
        )}
      </Suspense>
      {view && !large && (
        <AllHeads view={view} from={from?.maps} dir={look?.dir ?? 'ltr'} colours={colours} />
      )}
      {!view && (
        <p className={styles.none}>
          {isHidden
            ? 'Covered until you have answered.'
            : 'Each head’s map appears here once the model is ready and has a sentence to read.'}
        </p>
      )}
      <Suspense>
        <Scrubber watch={watch} />
        <CompareChoice
          watch={watch}
          shown={view}
          isCompared={from !== undefined}
          runs={runs}
          onReach={read}
          onRun={(id) => void compareWith(id)}
        />
      </Suspense>
      <Suspense>
        {view && specimen && loaded && look && mayTell && (
          <SaveSentence
            {...{ specimen, view, from, colours }}
            vocabulary={loaded.vocabulary.tokens}
            head={large ? head : undefined}
            dir={look.dir}
          />
        )}
      </Suspense>
    </section>
  );
}
