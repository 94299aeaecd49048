import { SHARED_QUERY, takeFiles } from '../../offline/shared';
import type { App } from '../../store/app';

/** Missing in TypeScript's types: what the system opened the installed page with. */
interface LaunchQueue {
  setConsumer(take: (params: { readonly files?: readonly FileSystemFileHandle[] }) => void): void;
}

async function open(app: App, files: readonly File[]): Promise<void> {
  const [first] = files;
  if (!first) return;
  const { openFiles } = await import('../common/openFiles');
  const name = files.length === 1 ? first.name : `${files.length} files`;
  await openFiles(
    app,
    files.map((file) => [file.name, file]),
    name,
  );
}

async function openShared(app: App): Promise<void> {
  const files = await takeFiles();
  if (files.length > 0) return open(app, files);
  app.store.setState({
    textProblem: {
      kind: 'text',
      what: 'What you shared is only a link.',
      why: 'Cloze reads no other sites.',
      advice: 'Share a text or a file, or copy the text and paste it here.',
    },
  });
}

/** Opens files that the system opens the installed page with, and what another program shares with it. */
export function openLaunched(app: App): void {
  const say = (error: unknown) => app.text.cannotOpen(error);
  const { launchQueue } = globalThis as { launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(({ files = [] }) => {
    Promise.all(files.map((handle) => handle.getFile()))
      .then((all) => open(app, all))
      .catch(say);
  });
  const address = new URL(location.href);
  if (!address.searchParams.has(SHARED_QUERY)) return;
  address.search = '';
  history.replaceState(history.state, '', address);
  openShared(app).catch(say);
}
