import { createContext, use } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/shallow';
import type { UsesWorker } from '../../client/uses';
import type { UseAbout } from '../../protocol/uses';
import type { App } from '../../store/app';
import { createUsesSession, type UsesSession } from '../../store/uses/session';
import { stateOf, type UseState, type UsesState } from '../../store/uses/state';

const sessions = new WeakMap<App, UsesSession>();

/**
 * The one session of a page: what was typed and trained is still there when the part is shown again.
 *
 * @param worker in the place of the usual one, where there is no session yet
 */
export function sessionOf(app: App, worker?: UsesWorker): UsesSession {
  const session = sessions.get(app) ?? createUsesSession(app, worker);
  sessions.set(app, session);
  return session;
}

export const SessionContext = createContext<UsesSession | undefined>(undefined);

/** The actions. */
export function useSession(): UsesSession {
  const session = use(SessionContext);
  if (!session) throw new Error('useSession: there is no SessionContext above this component');
  return session;
}

/** A piece of what the part knows; the component renders again when it changes. */
export const useUses = <T>(select: (state: UsesState) => T): T =>
  useStore(useSession().store, select);

/** Some fields of a use. The component renders again only when one of these changes. */
export const useUse = <K extends keyof UseState>(
  { id }: Pick<UseAbout, 'id'>,
  ...keys: readonly K[]
): Pick<UseState, K> =>
  useUses(
    useShallow((state) => {
      const of = stateOf(state, id);
      return Object.fromEntries(keys.map((key) => [key, of[key]])) as Pick<UseState, K>;
    }),
  );
