import { createPageText } from './pageText';

interface Paragraph {
  readonly text: ReturnType<typeof createPageText>;
  /** What stands in a text box or note that hangs on it */
  readonly after: string[];
}

/**
 * Collects the paragraphs of a document in which a paragraph may hold others: those of a text box or a note come
 * after the one they hang on, and do not cut it.
 */
export function createNestedText() {
  const open: Paragraph[] = [];
  let text = '';
  let begun = false;
  const put = (paragraph: string) => {
    if (paragraph) text += (begun ? '\n\n' : '') + paragraph;
    if (paragraph) begun = true;
  };
  return {
    open() {
      open.push({ text: createPageText(), after: [] });
    },
    close() {
      const closed = open.pop();
      if (!closed) return;
      const found = [closed.text.take(), ...closed.after];
      const outer = open.at(-1);
      for (const paragraph of found) {
        if (outer) outer.after.push(paragraph);
        else put(paragraph);
      }
    },
    flow: (data: string) => open.at(-1)?.text.flow(data),
    breakLine: () => open.at(-1)?.text.breakLine(),
    /** Hands over what has come so far. */
    take(): string {
      const taken = text;
      text = '';
      return taken;
    },
  };
}
