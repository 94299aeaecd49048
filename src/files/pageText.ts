/** HTML's white space; a no-break space is none. */
const SPACES = /[ \t\n\f\r]+/g;

/** Collects text as a page would show it: white space collapsed, a blank line between paragraphs. */
export function createPageText() {
  let text = '';
  /** White space that is put only if more of the paragraph follows. */
  let held = '';
  let ended = true;
  let begun = false;

  const put = (words: string) => {
    if (!ended) text += held;
    else if (begun) text += '\n\n';
    text += words;
    held = '';
    ended = false;
    begun = true;
  };
  const breakParagraph = () => {
    held = '';
    ended = true;
  };
  return {
    breakParagraph,
    breakLine() {
      if (held.includes('\n')) breakParagraph();
      else if (!ended) held = '\n';
    },
    /** Text outside `pre` */
    flow(data: string) {
      const collapsed = data.replace(SPACES, ' ');
      const words = collapsed.replace(/^ | $/g, '');
      if (collapsed.startsWith(' ') && !ended && held === '') held = ' ';
      if (words === '') return;
      put(words);
      if (collapsed.endsWith(' ')) held = ' ';
    },
    /** Text inside `pre` */
    verbatim(data: string) {
      const lines = ended ? data.replace(/^\n+/, '') : data;
      let end = lines.length;
      while (lines[end - 1] === '\n') end--;
      if (end > 0) put(lines.slice(0, end));
      if (!ended) held += lines.slice(end);
    },
    /** Hands over what has come so far. */
    take(): string {
      const taken = text;
      text = '';
      return taken;
    },
  };
}
