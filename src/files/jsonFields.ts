import { allows, ELEMENTS, MEMBERS, type Step } from './jsonPath';

/** Deeper than people nest text. */
const DEEPEST = 32;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * An array that is one text: the parts of a message (`[{type: 'text', text}, {type: 'image'}]`), text with marks
 * (`['See ', {type: 'link', text}]`), or lines with their ends, as notebooks have them.
 */
function joined(items: readonly unknown[]): string | undefined {
  const texts: string[] = [];
  let typed = 0;
  for (const item of items) {
    if (typeof item === 'string') {
      texts.push(item);
    } else {
      if (!isObject(item) || typeof item.type !== 'string') return undefined;
      typed++;
      if (typeof item.text === 'string') texts.push(item.text);
    }
  }
  const areLines = items.length > 1 && texts.slice(0, -1).every((text) => text.endsWith('\n'));
  if (typed === 0) return areLines ? texts.join('') : undefined;
  if (texts.length === 0) return undefined;
  const flows = texts.length > items.length - typed && typed < items.length;
  return texts.join(flows || texts.some((text) => /^\s|\s$/.test(text)) ? '' : '\n');
}

/** A cell of a Jupyter notebook has its text in a field by its kind, so that one may be chosen. */
const asRecord = (value: Record<string, unknown>): Record<string, unknown> =>
  typeof value.cell_type === 'string' && 'source' in value
    ? { [value.cell_type]: value.source, outputs: value.outputs }
    : value;

/** Every text in a JSON value, in order, with where it stands. */
export function* textsIn(
  value: unknown,
  path: readonly Step[],
): Generator<{ path: readonly Step[]; text: string }> {
  if (typeof value === 'string') yield { path, text: value };
  if (typeof value !== 'object' || value === null || path.length > DEEPEST) return;
  if (Array.isArray(value)) {
    const text = joined(value);
    if (text !== undefined) yield { path, text };
    else for (const item of value) yield* textsIn(item, [...path, ELEMENTS]);
    return;
  }
  for (const [key, item] of Object.entries(asRecord(value as Record<string, unknown>))) {
    yield* textsIn(item, [...path, { key }]);
  }
}

/** Whether what stands at `path` may hold a field. */
export const isWithin = (path: readonly Step[], field: readonly Step[]): boolean =>
  path.every((step, i) => allows(field[i], step));

/** The texts of one field in a value that itself stands at `path`. */
export function* textsAt(
  value: unknown,
  path: readonly Step[],
  field: readonly Step[],
): Generator<string> {
  if (!isWithin(path, field)) return;
  for (const { path: own, text } of textsIn(value, path)) {
    if (own.length === field.length && own.every((step, i) => allows(field[i], step))) yield text;
  }
}

/** A step of some paths, with all that follow and the texts that end here. */
interface Node {
  readonly step: Step | undefined;
  readonly below: Map<string, Node>;
  readonly texts: string[];
  /** In how many records it was found */
  records: number;
}

/** More names than a record has fields */
const MANY_NAMES = 20;
const hasDigit = (name: string) => /\d/.test(name);

const nodeOf = (step: Step | undefined): Node => ({
  step,
  below: new Map(),
  texts: [],
  records: 0,
});

function merge(into: Node, from: Node): void {
  for (const text of from.texts) into.texts.push(text);
  into.records += from.records;
  for (const [name, node] of from.below) {
    const own = into.below.get(name);
    if (own) merge(own, node);
    else into.below.set(name, node);
  }
}

/** Whether objects have much the same fields. */
function areAlike(nodes: readonly Node[]): boolean {
  const names = new Set(nodes.flatMap(({ below }) => [...below.keys()]));
  const fields = nodes.reduce((sum, { below }) => sum + below.size, 0);
  return names.size > 0 && names.size * nodes.length < 2 * fields;
}

/**
 * Whether the members of an object are named by ids: all names have a digit, or there are many and each comes in
 * one record, or what they name is alike.
 */
function isMap({ below }: Node): boolean {
  const nodes = [...below.values()];
  if (nodes.length > 1 && [...below.keys()].every(hasDigit)) return true;
  const found = nodes.reduce((sum, { records }) => sum + records, 0);
  return nodes.length > MANY_NAMES && (found < 1.5 * nodes.length || areAlike(nodes));
}

function* leaves(node: Node, path: readonly Step[]): Generator<[readonly Step[], string[]]> {
  if (node.texts.length > 0) yield [path, node.texts];
  let below = [...node.below.values()];
  if (isMap(node)) {
    const any = nodeOf(MEMBERS);
    for (const member of below) merge(any, member);
    below = [any];
  }
  for (const next of below)
    yield* leaves(next, next.step === undefined ? path : [...path, next.step]);
}

/** Collects the fields of records, and the texts in them. */
export function createFields() {
  const root = nodeOf(undefined);
  return {
    add(value: unknown, at: readonly Step[]) {
      const touched = new Set<Node>();
      for (const { path, text } of textsIn(value, at)) {
        let node = root;
        for (const step of path) {
          const name = typeof step === 'string' ? step : `.${step.key}`;
          const next = node.below.get(name) ?? nodeOf(step);
          node.below.set(name, next);
          touched.add(next);
          node = next;
        }
        node.texts.push(text);
      }
      for (const node of touched) node.records++;
    },
    /** Each field with its texts, in the order in which they first come; names that are ids are left open. */
    all: () => [...leaves(root, [])],
  };
}
