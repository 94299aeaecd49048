import { formatCount } from '../base/format';
import { counted } from '../base/words';
import { choicesOf } from '../config/choices';
import {
  isChoice,
  isNumber,
  numberRow,
  SETTING_KEYS,
  type SettingKey,
  type Settings,
  SHARE_KEYS,
} from '../config/settings';
import { SETTINGS } from '../config/settingsTable';
import type { KeptRun } from '../storage/keptRun';
import { tableOf } from './markdown';

/** Settings by names that say more than those on the page, where a setting stands among its neighbours. */
const LABELS: { readonly [K in SettingKey]?: string } = {
  maskReplaceProb: 'Hidden by `[MASK]`, of the selected',
  randomReplaceProb: 'Swapped for another token, of the selected',
  maskStrategy: 'Masked units',
  randomByFrequency: 'Swapped for frequent tokens more often',
  beginFrom: 'Began from',
  maxSteps: 'Steps in all',
  loadBestModelAtEnd: 'Where the run ends',
};

/** What a strategy selects. */
const SELECTED: Readonly<Record<Settings['maskStrategy'], string>> = {
  token: 'single tokens',
  word: 'whole words',
  span: 'spans',
  phrase: 'phrases',
  rare: 'rare tokens first',
  frequent: 'frequent tokens first',
  hand: 'words chosen by hand',
};

const TOKENS: Readonly<Record<Settings['tokenizer'], string>> = {
  wordpiece: 'word pieces, learned from the text',
  word: 'whole words of the text',
  character: 'characters',
  starter: 'the starter’s, and words of the text',
  model: 'the opened model’s',
};

/** What the tokens of a run are, in a few words. */
export const tokensInWords = ({ tokenizer }: Pick<Settings, 'tokenizer'>): string =>
  TOKENS[tokenizer];

/** Values that need words of their own. */
const VALUES: { readonly [K in SettingKey]?: (run: KeptRun) => string } = {
  tokenizer: ({ settings }) => tokensInWords(settings),
  vocabSize: ({ settings, vocabulary }) =>
    `at most ${formatCount(settings.vocabSize)}; it has ${formatCount(vocabulary.tokens.length)}`,
  packSentences: ({ settings }) =>
    settings.packSentences
      ? 'yes: neighbouring sentences share a window'
      : 'no: each sentence has a window to itself',
  keepTogether: ({ settings }) =>
    settings.keepTogether
      ? 'yes: all are trained on, or all held out'
      : 'no: some may be trained on, others held out',
  maskStrategy: ({ settings }) => SELECTED[settings.maskStrategy],
  dupeFactor: ({ settings }) =>
    settings.dupeFactor === 0
      ? 'none: new masks in each epoch'
      : `${settings.dupeFactor}, which take turns`,
  beginFrom: ({ settings }) =>
    ({ nothing: 'random weights', starter: 'the starter', opened: 'an opened model' })[
      settings.beginFrom
    ],
  loadBestModelAtEnd: ({ settings }) =>
    settings.loadBestModelAtEnd ? 'at the step with the lowest held-out loss' : 'at its last step',
};

/** Settings that say nothing to a reader of this run: the machine's, the usual ones of any BERT, and idle ones. */
function isIdle(key: SettingKey, settings: Settings): boolean {
  const learns = settings.tokenizer !== 'model';
  switch (key) {
    case 'openedModel':
    case 'workers':
    case 'backend':
      return true;
    case 'vocabSize':
      return !learns;
    case 'minFrequency':
      return !learns || settings.tokenizer === 'character';
    case 'layerNormEps':
    case 'tieWordEmbeddings':
      return settings[key] === SETTINGS[key].default;
    case 'randomByFrequency':
      return settings.randomReplaceProb === 0;
    default:
      return false;
  }
}

function inWords(key: SettingKey, run: KeptRun): string {
  const value = run.settings[key];
  const words = VALUES[key];
  if (words) return words(run);
  if (isChoice(key))
    return (
      choicesOf(key)
        .find(([choice]) => choice === value)?.[1]
        .toLowerCase() ?? `${value}`
    );
  if (typeof value !== 'number') return value ? 'yes' : 'no';
  if (SHARE_KEYS.includes(key)) return `${Number((100 * value).toPrecision(3))} %`;
  const unit = isNumber(key) ? numberRow(key).unit : undefined;
  if (unit) return counted(value, unit.replace(/s$/, ''));
  return Number.isInteger(value) && key !== 'seed' ? formatCount(value) : `${value}`;
}

/** The settings of the run's last step, by the names on the page and in `cloze.json`. */
export function settingsSection(run: KeptRun): string[] {
  const { settings, auto = [], changed = [] } = run;
  const byAuto: readonly SettingKey[] = auto;
  const labelOf = (key: SettingKey) => LABELS[key] ?? SETTINGS[key].label;
  const shown = SETTING_KEYS.filter((key) => !isIdle(key, settings));
  const rows = shown.map((key) => [
    labelOf(key),
    `\`${key}\``,
    `${inWords(key, run)}${byAuto.includes(key) ? ' (by Auto)' : ''}`,
  ]);
  const notes = [
    ...(shown.some((key) => byAuto.includes(key))
      ? ['“By Auto” means that Cloze chose it by the text.']
      : []),
    ...(changed.length > 0
      ? [
          `Changed while it trained, so that only the last value is here: ${changed.map((key) => labelOf(key)).join(', ')}.`,
        ]
      : []),
    '`cloze.json` has all settings.',
  ];
  return ['## Settings', '', ...tableOf(['Setting', 'Name', 'Value'], rows), '', notes.join(' ')];
}
