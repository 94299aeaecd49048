import { assertNever } from '../../base/assert';
import { createExchange } from './exchange';
import type { HelperEvent, HelperRequest } from './helperMessages';
import { giveMoments, joinTeam, type Member, stepTogether } from './member';
import { createReplica } from './replica';

/**
 * What a worker runs that makes a part of each batch's gradients, with its own copy of the model. Says
 * when it is ready: where this is loaded by an import, earlier messages would be lost.
 */

const scope = globalThis as unknown as {
  postMessage(event: HelperEvent): void;
  addEventListener(type: 'message', handler: (event: MessageEvent<HelperRequest>) => void): void;
};

let member: Member | undefined;
let queue: Promise<unknown> = Promise.resolve();

function begin({ module, config, state, rank, ports, ...size }: HelperRequest & { type: 'begin' }) {
  const replica = createReplica(module, config, state, size);
  member = joinTeam(replica, rank, createExchange(ports), ports.length);
  scope.postMessage({ type: 'ready' });
}

async function answer(request: HelperRequest): Promise<void> {
  if (request.type === 'begin') return begin(request);
  if (!member) throw new Error(`answer: "${request.type}" before "begin"`);
  switch (request.type) {
    case 'step':
      await stepTogether(member, request.shard, request.input);
      return;
    case 'giveMoments':
      return giveMoments(member, request.which);
    case 'mark':
      return member.replica.mark();
    case 'setAside':
      return member.replica.setAside();
    case 'swapAside':
      return member.replica.swapAside();
    case 'putAside':
      return member.replica.putAside(request.state);
    case 'restore':
      return member.replica.restore(request.which);
    default:
      assertNever(request);
  }
}

scope.addEventListener('message', ({ data }) => {
  queue = queue
    .then(() => answer(data))
    .catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      scope.postMessage({ type: 'failed', reason });
    });
});
scope.postMessage({ type: 'here' });
