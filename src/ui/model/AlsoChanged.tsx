import { nameSome } from '../../base/words';
import { SIZES } from '../../config/presets';
import type { SettingKey, Settings } from '../../config/settings';
import { changedBeside } from '../../store/playground/selectors';
import { useApp, useAppState } from '../app';
import { changesInWords } from '../transport/unseenWords';
import styles from './AlsoChanged.module.css';

/** What becomes of pretraining, where that changed. */
const BEGINS: Readonly<Record<Settings['beginFrom'], string>> = {
  nothing: 'The model is not pretrained any more: it begins from random numbers. ',
  starter: 'The model is pretrained: it begins from the starter. ',
  opened: '',
};

/** Named first, in this order: these are what people notice most. */
const FIRST: readonly SettingKey[] = [...SIZES, 'tokenizer', 'maxSteps', 'learningRate'];

/** Told in a sentence of its own, or an id that says nothing */
const UNTOLD: readonly SettingKey[] = ['beginFrom', 'openedModel'];
/** Other tokens say that of themselves. */
const OF_TOKENS: readonly SettingKey[] = ['vocabSize', 'minFrequency'];

/** What a change of settings changed besides, in a sentence or two. */
export function besideInWords(keys: readonly SettingKey[], after: Settings): string {
  const place = (key: SettingKey) => (FIRST.includes(key) ? FIRST.indexOf(key) : FIRST.length);
  const goesWithout = (key: SettingKey) =>
    UNTOLD.includes(key) || (keys.includes('tokenizer') && OF_TOKENS.includes(key));
  const told = keys.filter((key) => !goesWithout(key));
  const words = changesInWords(
    told.toSorted((a, b) => place(a) - place(b)),
    after,
  );
  const begins = keys.includes('beginFrom') ? BEGINS[after.beginFrom] : '';
  const others = words.length > 0 ? `Changed with it: ${nameSome(words)}.` : '';
  return `${begins}${others}`.trim();
}

/**
 * Beside the control by which somebody changed settings: what went with them, and a way back.
 *
 * @param isOwn whether the settings that were changed are this control's
 */
export default function AlsoChanged({ isOwn }: { isOwn: (by: readonly SettingKey[]) => boolean }) {
  const app = useApp();
  const beside = useAppState(changedBeside);
  if (!beside || !isOwn(beside.by)) return null;
  return (
    <p className={styles.also} role="status">
      {besideInWords(beside.keys, beside.after)}{' '}
      <button
        type="button"
        className={`link ${styles.back}`}
        onClick={({ currentTarget }) => {
          // This button goes; the control stays.
          const control = currentTarget
            .closest('[data-control]')
            ?.querySelector<HTMLElement>('select, input:not([type=radio]), input:checked');
          control?.focus({ preventScroll: true });
          app.settings.takeBack();
        }}
      >
        Change it back
      </button>
    </p>
  );
}
