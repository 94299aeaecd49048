import { vi } from 'vitest';
import type { UsesEvent, UsesRequest } from '../protocol/uses';
import { wordLogProbabilities } from '../uses/score/pseudoLogLikelihood';
import { tinyWorld } from '../uses/testWorld';
import type { Use } from '../uses/use';
import { resetWorld } from './testEngines';
import { resetWire, until, wire } from './testPort';

export const { world } = tinyWorld();

/** What is done at a desk when a test says so. */
export const atWork = {
  play: async (_: Parameters<Use['play']>[0]) => {},
  exam: async () => {},
};

const useOf = (id: string, takesAnyModel: boolean): Use => ({
  about: {
    ...{ id, title: id, lead: '', claim: '', limits: '', sources: [], takesAnyModel },
    ...{ fields: [{ id: 'text', label: 'Sentence', kind: 'line' }], gate: world.gate },
  },
  world,
  example: (at, own) => ({ text: own ? own[at % own.length]! : `example ${at}` }),
  async play(desk, { text = '' }) {
    // The class that the worker's modules have, which are loaded anew for each test.
    const { PlayError } = await import('../uses/use');
    if (text === '') throw new PlayError('Type a sentence.');
    await atWork.play(desk);
    const [sums] = await wordLogProbabilities(desk.reader, [{ encoded: desk.reader.encode(text) }]);
    return {
      blocks: [
        { kind: 'says', text: [...sums!].map((p) => p.toFixed(3)).join(' ') },
        {
          kind: 'says',
          text: `own ${desk.isOwn}: ${desk.sentences.length}, ${desk.heldOut.length}`,
        },
      ],
    };
  },
  async exam({ reader, isOwn, sentences }) {
    await atWork.exam();
    const texts = isOwn ? sentences.slice(0, 2) : ['Cats eat all milk.', 'Dogs eat some bones.'];
    const found = await wordLogProbabilities(
      reader,
      texts.map((text) => ({ encoded: reader.encode(text) })),
    );
    const scores = found.map((sums) => (sums[3]! > Math.log(1 / 3) ? 1 : 0));
    const rows = [
      { who: 'model', name: 'This model', scores },
      { who: 'none', name: 'Nobody', scores: scores.map(() => 0) },
    ];
    return [{ id: 'food', title: `Of ${sentences.length} sentences`, chance: 0.25, rows }];
  },
});

/** Stands for `uses/uses.ts`. */
export const USES: Record<string, () => Promise<Use>> = {
  food: async () => useOf('food', false),
  any: async () => useOf('any', true),
};

let id = 0;
/** The worker of the uses as the page has it. The test file stands `testPort.ts` for the port, and engines. */
export async function startUses() {
  resetWire();
  resetWorld();
  vi.resetModules();
  atWork.play = async () => {};
  atWork.exam = async () => {};
  await import('./uses');
  const events = () => wire.events as unknown as readonly UsesEvent[];
  const said = <T extends UsesEvent['type']>(type: T, of: number) =>
    events().filter((e): e is Extract<UsesEvent, { type: T }> => e.type === type && e.id === of);
  const ask = (request: Record<string, unknown> & { readonly type: UsesRequest['type'] }) => {
    const model = { kind: 'shipped' };
    wire.ask({ use: 'food', id: ++id, at: 0, backend: 'auto', seed: 1, model, ...request });
    return id;
  };
  /** The answer to a request: its last event, which is no progress */
  const answer = async (of: number) => {
    const isLast = ({ type, id: about }: UsesEvent) =>
      about === of && type !== 'progress' && type !== 'training';
    await until(() => events().some(isLast));
    return events().find(isLast)!;
  };
  const asked = (request: Parameters<typeof ask>[0]) => answer(ask(request));
  return { ask, asked, answer, said, events };
}
