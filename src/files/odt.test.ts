import { describe, expect, it } from 'vitest';
import { inspectFile } from './inspect';
import { fileOf, readAll, zipOf } from './testFiles';

const TYPE = 'application/vnd.oasis.opendocument.text';
const odtOf = (body: string) =>
  zipOf({
    mimetype: TYPE,
    'content.xml': `<office:document-content><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
  });
const p = (text: string) => `<text:p>${text}</text:p>`;

describe('an OpenDocument text', () => {
  it('is read as paragraphs, with notes and text boxes after theirs', async () => {
    const body = [
      '<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone.</text:p></text:deletion></text:changed-region></text:tracked-changes>',
      '<text:h>A title</text:h>',
      p(
        'It<text:s/>rains<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note>.',
      ),
      p(
        'One<text:line-break/>two<text:tab/>three<office:annotation><text:p>no</text:p></office:annotation>',
      ),
      p(
        '<text:ruby><text:ruby-base>漢字</text:ruby-base><text:ruby-text>かんじ</text:ruby-text></text:ruby>だ',
      ),
      p(
        '<draw:frame><draw:text-box><text:p>In a box</text:p></draw:text-box><svg:title>no</svg:title></draw:frame>after',
      ),
      '<table:table><table:table-cell><text:p>a</text:p></table:table-cell><draw:object/></table:table>',
    ].join('');
    for (const name of ['a.odt', 'document']) {
      const file = fileOf(name, odtOf(body));
      expect((await inspectFile(file)).kind).toBe('odt');
      expect(await readAll(file)).toEqual({
        text: 'A title\n\nIt rains.\n\nA note.\n\nOne\ntwo three\n\n漢字だ\n\nafter\n\nIn a box\n\na',
        notes: [
          'Text marked as deleted was left out.',
          'Readings above words (ruby) were left out.',
          'One formula or chart could not be read.',
        ],
      });
    }
  });

  it('is refused if it cannot be opened, or holds no text', async () => {
    const refused = async (bytes: Uint8Array) =>
      inspectFile(fileOf('a.odt', bytes)).catch((error) => error.what);
    expect(await refused(odtOf(p('It rains.')).subarray(0, 90))).toBe(
      'a.odt cannot be opened as an OpenDocument text.',
    );
    expect(await refused(odtOf(p('')))).toBe('a.odt holds no text.');
    expect(await refused(Uint8Array.of(65, 66))).toBe(
      'a.odt is not an OpenDocument text, whatever its name says.',
    );
  });
});
