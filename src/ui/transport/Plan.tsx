import { lazy, Suspense } from 'react';
import type { SettingKey } from '../../config/settings';
import { autoFor } from '../../store/playground/auto';
import { openedModel } from '../../store/playground/modelOpening';
import { canCompareFromNothing } from '../../store/playground/pretraining';
import { changedBeside } from '../../store/playground/selectors';
import { focusAgain } from '../again/againFocus';
import { useApp, useAppState } from '../app';
import { Term } from '../glossary/Term';
import type { TermId } from '../glossary/terms';
import { BeginFrom } from './BeginFrom';
import { planText } from './planText';
import styles from './Transport.module.css';

/** Only where a choice here changed more than it says. */
const AlsoChanged = lazy(() => import('../model/AlsoChanged'));
/** Only where whole words are tokens. */
const RareWords = lazy(() => import('./RareWords'));
const isBegin = (by: readonly SettingKey[]) => by.includes('beginFrom');

const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** Name of a language in English, by its BCP 47 tag; undefined where the tag names none. */
function languageName(tag: string): string | undefined {
  return tag.startsWith('und') ? undefined : names.of(tag);
}

/** Trains a pretrained run and one from nothing, and lays one over the other: what pretraining gave. */
function WithoutPretraining({ model }: { readonly model: string | undefined }) {
  const app = useApp();
  const waits = useAppState((s) => s.again.next !== undefined);
  if (waits) return null;
  return (
    <button
      type="button"
      className="button small"
      title={
        model
          ? `Trains two models of one size on the same sentences, with the same tokens and learning rate: one goes on from ${model}, the other begins from random numbers. Then says what pretraining gave`
          : 'Trains two models on the same sentences, one pretrained and one from random numbers, and says what pretraining gave'
      }
      onClick={() => {
        app.again.with(
          { beginFrom: 'nothing' },
          { earlier: 'with pretraining', present: 'without pretraining' },
        );
        focusAgain();
      }}
    >
      Compare without pretraining
    </button>
  );
}

/** What the plan calls these in plain words. */
const TERMS: readonly (readonly [RegExp, TermId])[] = [
  [/^read other/, 'pretraining'],
  [/^learns a text/, 'fineTuning'],
];

/** The plan, whose words explain themselves. */
const withTerms = (text: string) =>
  text.split(/(read other \p{L}+ texts|learns a text)/u).map((part) => {
    const id = TERMS.find(([words]) => words.test(part))?.[1];
    return id ? (
      <Term key={id} id={id}>
        {part}
      </Term>
    ) : (
      part
    );
  });

/** What the next run begins from, and why. A language is learned from nothing, so that all runs on it are equal. */
export function Plan() {
  const prepared = useAppState((s) => s.prepared);
  const source = useAppState((s) => s.source);
  const settings = useAppState((s) => s.settings);
  const auto = useAppState((s) => s.auto);
  // A run that another browser kept knows the name of its model.
  const model = useAppState((s) => openedModel(s, s.settings)?.name ?? s.run.loaded?.beganFrom);
  const canCompare = useAppState(canCompareFromNothing);
  // It stays for the way back.
  const mayBeRare = useAppState(
    ({ settings: { tokenizer } }) => tokenizer === 'word' || tokenizer === 'wordpiece',
  );
  const hasBeside = useAppState((s) => isBegin(changedBeside(s)?.by ?? []));
  // While another text is prepared, what is said of the last one stays, so that nothing jumps.
  if (!prepared?.cut || source.grammar !== undefined) return null;
  const { facts } = prepared;
  const language = languageName(facts.language);
  return (
    <div className={styles.plan} data-control>
      <BeginFrom />
      <p>
        {withTerms(planText({ facts, settings, auto: autoFor(source, auto), language, model }))}
      </p>
      {canCompare && (
        <WithoutPretraining model={settings.beginFrom === 'opened' ? model : undefined} />
      )}
      <Suspense>{mayBeRare && <RareWords />}</Suspense>
      <Suspense>{hasBeside && <AlsoChanged isOwn={isBegin} />}</Suspense>
    </div>
  );
}
