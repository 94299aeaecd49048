/**
 * What a page's heap holds, in bytes: `code` is what the browser has compiled, and what it has learned for that; `objects`
 * is all the rest, buffers and nodes of the page included.
 * @param {string} snapshot JSON, as the DevTools protocol gives it
 */
export function bytesByKind(snapshot) {
  const { snapshot: about, nodes } = JSON.parse(snapshot);
  const { node_fields: fields, node_types: types } = about.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  const code = types[type].indexOf('code');
  if (type < 0 || size < 0 || code < 0) throw new Error('soak: a heap snapshot of unknown form');
  const sums = { code: 0, objects: 0 };
  for (let at = 0; at < nodes.length; at += fields.length) {
    sums[nodes[at + type] === code ? 'code' : 'objects'] += nodes[at + size];
  }
  return sums;
}

/**
 * Takes a snapshot of the page's heap, after the browser has collected garbage: the page stands still for about a second.
 * @param {import('@playwright/test').CDPSession} ofPage
 */
export async function takeHeap(ofPage) {
  let snapshot = '';
  const add = ({ chunk }) => {
    snapshot += chunk;
  };
  ofPage.on('HeapProfiler.addHeapSnapshotChunk', add);
  try {
    await ofPage.send('HeapProfiler.takeHeapSnapshot', { captureNumericValue: false });
  } finally {
    ofPage.off('HeapProfiler.addHeapSnapshotChunk', add);
  }
  return bytesByKind(snapshot);
}
