import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { App, AppState } from '../store/app';

export const AppContext = createContext<App | undefined>(undefined);

/** The actions. */
export function useApp(): App {
  const app = use(AppContext);
  if (!app) throw new Error('useApp: there is no AppContext above this component');
  return app;
}

/** A piece of the state; the component renders again when it changes. */
export function useAppState<T>(select: (state: AppState) => T): T {
  return useStore(useApp().store, select);
}
