import type { SettingKey, Settings } from './settings';

/** The settings that decide the size of a model. */
export const SIZES = [
  'hiddenSize',
  'numHiddenLayers',
  'numAttentionHeads',
  'intermediateSize',
  'maxPositionEmbeddings',
] as const satisfies readonly SettingKey[];
export type SizePatch = Pick<Settings, (typeof SIZES)[number]>;

export interface Preset {
  readonly id: string;
  readonly name: string;
  readonly settings: SizePatch;
}

/** Three sizes of model; Small is the default. */
export const PRESETS: readonly Preset[] = [
  {
    id: 'tiny',
    name: 'Tiny',
    settings: {
      hiddenSize: 32,
      numHiddenLayers: 1,
      numAttentionHeads: 2,
      intermediateSize: 64,
      maxPositionEmbeddings: 32,
    },
  },
  {
    id: 'small',
    name: 'Small',
    settings: {
      hiddenSize: 64,
      numHiddenLayers: 2,
      numAttentionHeads: 4,
      intermediateSize: 256,
      maxPositionEmbeddings: 32,
    },
  },
  {
    id: 'medium',
    name: 'Medium',
    settings: {
      hiddenSize: 128,
      numHiddenLayers: 4,
      numAttentionHeads: 4,
      intermediateSize: 512,
      maxPositionEmbeddings: 64,
    },
  },
];

/** The preset whose sizes these settings have; undefined if they are those of no preset. */
export function presetOf(settings: Settings): Preset | undefined {
  const agrees = (patch: SizePatch) => SIZES.every((k) => patch[k] === settings[k]);
  return PRESETS.find((preset) => agrees(preset.settings));
}
