import { installCounters } from './counters';

installCounters();

export interface TaskMessage {
  readonly id: number;
  readonly task: string;
  readonly input: unknown;
}

export type TaskAnswer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: string };

self.addEventListener('message', async ({ data }: MessageEvent<TaskMessage>) => {
  const { id, task, input } = data;
  try {
    // Loaded after the counters, which must be in place first.
    const { tasks } = await import('./tasks');
    const run = tasks[task as keyof typeof tasks] as (input: unknown) => Promise<unknown>;
    const answer: TaskAnswer = { id, result: await run(input) };
    self.postMessage(answer);
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const answer: TaskAnswer = { id, error: reason };
    self.postMessage(answer);
  }
});
