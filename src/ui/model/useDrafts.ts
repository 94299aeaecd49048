import { useState } from 'react';
import { fieldError } from '../../config/fieldError';
import { FIELDS, type NumberField } from '../../config/fields';
import type { NumberKey, Settings } from '../../config/settings';
import { useApp } from '../app';
import { headsError } from './headsError';

interface Draft {
  readonly raw: string;
  /** The setting's value when typing began: if another hand changes it, the draft is void. */
  readonly of: number;
  readonly error?: string | undefined;
}
type Drafts = { readonly [K in NumberKey]?: Draft };

/**
 * What has been typed but not taken. A draft is taken when its field is left; where it cannot be,
 * it stays with the reason. Two drafts that fit only together (a hidden size and its heads) are
 * taken together.
 */
export function useDrafts() {
  const app = useApp();
  const [drafts, setDrafts] = useState<Drafts>({});

  const draftOf = (key: NumberKey, settings: Settings) => {
    const draft = drafts[key];
    return draft?.of === settings[key] ? draft : undefined;
  };

  const takeable = (settings: Settings) => {
    const patch: Partial<Record<NumberKey, number>> = {};
    for (const field of FIELDS) {
      if (field.kind !== 'number') continue;
      const draft = draftOf(field.key, settings);
      if (draft && !fieldError(field, draft.raw)) patch[field.key] = Number(draft.raw);
    }
    return patch;
  };

  return {
    draftOf,

    type(key: NumberKey, raw: string) {
      const of = app.store.getState().settings[key];
      setDrafts({ ...drafts, [key]: { raw, of } });
    },

    drop(key: NumberKey) {
      const { [key]: _, ...rest } = drafts;
      setDrafts(rest);
    },

    clear: () => setDrafts({}),

    take(field: NumberField) {
      const { settings } = app.store.getState();
      const draft = draftOf(field.key, settings);
      if (!draft) return;
      const refuse = (error: string) => setDrafts({ ...drafts, [field.key]: { ...draft, error } });
      const wrong = fieldError(field, draft.raw);
      if (wrong) return refuse(wrong);
      const one = { [field.key]: Number(draft.raw) };
      let taken: object = one;
      let error = app.settings.change(one);
      if (error) {
        taken = takeable(settings);
        if (Object.keys(taken).length > 1 && !app.settings.change(taken)) error = undefined;
      }
      if (error) return refuse(headsError({ ...settings, ...one }, field) ?? error);
      const rest = Object.entries(drafts).filter(([key]) => !(key in taken));
      setDrafts(Object.fromEntries(rest));
    },
  };
}

export type DraftActions = ReturnType<typeof useDrafts>;
