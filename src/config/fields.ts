import { choicesOf } from './choices';
import {
  type ChoiceKey,
  isNumber,
  isSwitch,
  type KeysOf,
  type NumberKey,
  type SwitchKey,
} from './settings';
import { type NumberRow, SETTINGS } from './settingsTable';

/** The advanced settings are those that give a reason for their default. */
type FieldKey = KeysOf<{ reason: string }>;

/** In the order in which they are shown */
const GROUPS = {
  Model: ['hiddenSize', 'numHiddenLayers', 'numAttentionHeads', 'intermediateSize'],
  Training: [
    'batchSize',
    'learningRate',
    'warmupSteps',
    'maxSteps',
    'loadBestModelAtEnd',
    'weightDecay',
    'maxGradNorm',
    'hiddenDropoutProb',
    'attentionProbsDropoutProb',
    'seed',
    'workers',
  ],
  Text: [
    'maxPositionEmbeddings',
    'tokenizer',
    'vocabSize',
    'minFrequency',
    'doLowerCase',
    'stripAccents',
    'keepTogether',
    'packSentences',
  ],
} as const satisfies Record<string, readonly FieldKey[]>;

export type FieldGroup = keyof typeof GROUPS;
export const FIELD_GROUPS = Object.keys(GROUPS) as readonly FieldGroup[];

interface FieldBase {
  readonly label: string;
  readonly group: FieldGroup;
  readonly reason: string;
}

export interface NumberField extends FieldBase, Pick<NumberRow, 'min' | 'max' | 'integer'> {
  readonly kind: 'number';
  readonly key: NumberKey & FieldKey;
  readonly step: number;
  readonly unit?: string;
}

export interface SwitchField extends FieldBase {
  readonly kind: 'switch';
  readonly key: SwitchKey & FieldKey;
}

export interface ChoiceField extends FieldBase {
  readonly kind: 'choice';
  readonly key: ChoiceKey & FieldKey;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

export type Field = NumberField | SwitchField | ChoiceField;

function fieldOf(key: FieldKey, group: FieldGroup): Field {
  if (isNumber(key)) return { ...SETTINGS[key], key, group };
  if (isSwitch(key)) return { ...SETTINGS[key], key, group };
  const choices = choicesOf(key).map(([value, label]) => ({ value, label }));
  return { ...SETTINGS[key], key, group, choices };
}

/** The advanced settings, in the order in which they are shown. */
export const FIELDS: readonly Field[] = FIELD_GROUPS.flatMap((group) =>
  GROUPS[group].map((key) => fieldOf(key, group)),
);
