/** One step down into a JSON value: the member of this name, or each element, or each member. */
export type Step = { readonly key: string } | typeof ELEMENTS | typeof MEMBERS;

export const ELEMENTS = '[]';
/** Of an object whose names are ids or numbers, and say nothing of what they stand for */
export const MEMBERS = '*';

const STEP = /"(?:[^"\\]|\\.)*"|\[\]|[^.[\]"]+/g;
const PLAIN = /^[^.[\]"*]+$/;

function nameOf(step: Step): string {
  if (typeof step === 'string') return step;
  return PLAIN.test(step.key) ? step.key : JSON.stringify(step.key);
}

/** As a person reads it: `article.body`, `answers[].text`, `*.question`; odd names in quotation marks. */
export const formatPath = (path: readonly Step[]): string =>
  path.map((step, i) => (i === 0 || step === ELEMENTS ? '' : '.') + nameOf(step)).join('');

/** Takes apart what `formatPath` wrote. */
export const parsePath = (name: string): Step[] =>
  (name.match(STEP) ?? []).map((step) => {
    if (step === ELEMENTS || step === MEMBERS) return step;
    return { key: step.startsWith('"') ? (JSON.parse(step) as string) : step };
  });

/** Whether a step that was taken is one that a path allows. */
export const allows = (allowed: Step | undefined, taken: Step): boolean => {
  if (allowed === undefined || typeof taken === 'string') return allowed === taken;
  return allowed === MEMBERS || (typeof allowed === 'object' && allowed.key === taken.key);
};
