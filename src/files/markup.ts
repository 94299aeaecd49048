import type { Handler, ParserOptions, Parser as XmlParser } from 'htmlparser2';

/**
 * How deep elements may stand in each other: browsers stop at 512. The library looks through all that are open with each
 * tag, so the work would grow as the square of the depth.
 */
const DEEPEST = 1000;

/** Elements stand too deep in each other. */
export class TooDeep extends Error {
  constructor() {
    super(`its tags are nested more than ${DEEPEST} deep`);
  }
}

/** A parser of markup that throws TooDeep where elements are opened and opened and never closed. */
export function createParser(
  Parser: typeof XmlParser,
  handler: Partial<Handler>,
  options: ParserOptions,
): XmlParser {
  let depth = 0;
  return new Parser(
    {
      ...handler,
      onopentagname(name) {
        if (++depth > DEEPEST) throw new TooDeep();
        handler.onopentagname?.(name);
      },
      onclosetag(name, isImplied) {
        depth--;
        handler.onclosetag?.(name, isImplied);
      },
    },
    options,
  );
}
