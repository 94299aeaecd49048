import { describe, expect, it } from 'vitest';
import { inspectFile } from './inspect';
import { docxOf, fileOf, readAll, textOf, zipOf } from './testFiles';

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (...runs: string[]) => `<w:p>${runs.join('')}</w:p>`;

const BODY = [
  p('<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>', run('A title')),
  p(run('It '), run('rains &amp; p'), run('ours.')),
  p(),
  p(run('One line'), '<w:r><w:br/></w:r>', run('and another')),
  p(`<w:del w:id="1">${run('gone').replaceAll('w:t', 'w:delText')}</w:del>`, run('kept')),
  `<w:tbl><w:tr><w:tc>${p(run('a'))}</w:tc><w:tc>${p(run('b'))}</w:tc></w:tr></w:tbl>`,
].join('');

describe('a Word document', () => {
  it('is read as paragraphs', async () => {
    const file = fileOf('a.docx', docxOf(BODY));
    expect(await inspectFile(file)).toMatchObject({
      kind: 'docx',
      encoding: undefined,
      choices: [],
    });
    expect(await textOf(file)).toBe(
      'A title\n\nIt rains & pours.\n\nOne line\nand another\n\nkept\n\na\n\nb',
    );
  });

  const ruby = (base: string, reading: string) =>
    `<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/></w:rubyPr><w:rt>${run(reading)}</w:rt><w:rubyBase>${run(base)}</w:rubyBase></w:ruby></w:r>`;
  const m = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`;
  const box = (text: string) => `<w:txbxContent>${p(run(text))}</w:txbxContent>`;
  const deletedEnd = '<w:pPr><w:rPr><w:del w:id="2"/></w:rPr></w:pPr>';
  const tabs = '<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>';

  it.each<[string, string, string, string[]]>([
    [
      'words with readings above them',
      p(run('町は'), ruby('漢字', 'かんじ'), run('だ。')),
      '町は漢字だ。',
      ['Readings above words (ruby) were left out.'],
    ],
    [
      'the results of fields',
      p(
        run('See '),
        `<w:fldSimple w:instr=" REF a ">${run('table 1')}</w:fldSimple>`,
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        run(' of May'),
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
      ),
      'See table 1 of May',
      [],
    ],
    [
      'formulas',
      p(
        run('So '),
        `<m:oMath>${m('E=m')}<m:sSup><m:e>${m('c')}</m:e><m:sup>${m('2')}</m:sup></m:sSup></m:oMath>`,
        run(' and '),
        `<m:oMath><m:f><m:num>${m('1')}</m:num><m:den><m:d><m:e>${m('a+b')}</m:e></m:d></m:den></m:f></m:oMath>`,
        '.',
      ),
      'So E=mc^2 and 1/(a+b)',
      ['2 formulas were written out on one line.'],
    ],
    [
      'a text box once, after the paragraph it hangs on',
      p(
        run('Before '),
        `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box('In a box')}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box('In a box')}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
        run('and after.'),
      ),
      'Before and after.\n\nIn a box',
      [],
    ],
    [
      'an old text box',
      p(run('It rains.'), `<w:r><w:pict><v:textbox>${box('In a box')}</v:textbox></w:pict></w:r>`),
      'It rains.\n\nIn a box',
      [],
    ],
    [
      'what is in elements of any name',
      `<w:sdt><w:sdtPr><w:alias w:val="no"/></w:sdtPr><w:sdtContent>${p(
        `<w:smartTag>${run('Ann ')}</w:smartTag>`,
        `<w:customXml>${run('came ')}</w:customXml>`,
        `<x:new><w:bdo>${run('home')}</w:bdo></x:new>`,
        `<w:dir>${run('.')}</w:dir>`,
      )}</w:sdtContent></w:sdt>`,
      'Ann came home.',
      [],
    ],
    [
      'what is left of tracked changes',
      p(
        `<w:moveFrom>${run('Not here. ')}</w:moveFrom>`,
        `<w:ins>${run('It ')}</w:ins>`,
        `<w:moveTo>${run('rains.')}</w:moveTo>`,
        `<w:del><w:r><w:delText>Gone.</w:delText></w:r></w:del>`,
      ) +
        p(deletedEnd, run('One ')) +
        p(run('paragraph.')),
      'It rains.\n\nOne paragraph.',
      ['Text marked as deleted was left out.'],
    ],
    [
      'signs',
      p(
        tabs,
        run('a'),
        '<w:r><w:tab/></w:r>',
        run('b co'),
        '<w:r><w:softHyphen/></w:r>',
        run('op e'),
        '<w:r><w:noBreakHyphen/></w:r>',
        run('mail '),
        '<w:r><w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
      ),
      'a b coop e-mail α',
      ['One symbol from picture fonts could not be read.'],
    ],
    [
      'all but charts and parts from elsewhere',
      `${p(run('It rains.'), '<w:r><w:drawing><c:chart r:id="r"/></w:drawing></w:r>')}<w:altChunk r:id="s"/>`,
      'It rains.',
      [
        'One chart or diagram could not be read.',
        'One part taken from other files could not be read.',
      ],
    ],
  ])('keeps %s', async (_, body, text, notes) => {
    expect(await readAll(fileOf('a.docx', docxOf(body)))).toEqual({ text, notes });
  });

  it('has its notes at the end, whatever its parts are called', async () => {
    const whole = (body: string) => `<ns0:document><ns0:body>${body}</ns0:body></ns0:document>`;
    const paragraph = (text: string) => `<ns0:p><ns0:r><ns0:t>${text}</ns0:t></ns0:r></ns0:p>`;
    const zip = zipOf({
      '_rels/.rels':
        '<Relationships><Relationship Id="a" Target="/word/document2.xml" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"/></Relationships>',
      'word/footnotes2.xml': whole(`<ns0:footnote>${paragraph('A note.')}</ns0:footnote>`),
      'word/endnotes.xml': whole(paragraph('The end.')),
      'word/document2.xml': whole(paragraph('It rains.')),
    });
    expect(await textOf(fileOf('a.docx', zip))).toBe('It rains.\n\nA note.\n\nThe end.');
  });

  it('is known by its content, whatever its name', async () => {
    for (const name of ['a.docm', 'a.dotx', 'report', 'a.txt']) {
      const file = fileOf(name, docxOf('<w:p><w:r><w:t>It rains.</w:t></w:r></w:p>'));
      expect(await textOf(file)).toBe('It rains.');
    }
  });

  it('has no text in a field that only asks to be filled', async () => {
    const control = (properties: string, text: string) =>
      `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent><w:r><w:t>${text}</w:t></w:r></w:sdtContent></w:sdt>`;
    const body = `<w:p>${control('<w:showingPlcHdr/>', 'Click here.')}${control('', 'It rains.')}</w:p>`;
    expect(await textOf(fileOf('a.docx', docxOf(body)))).toBe('It rains.');
  });

  it('is refused if it cannot be opened', async () => {
    const whole = docxOf(BODY);
    for (const bytes of [whole.subarray(0, 300), zipOf({ 'a.txt': 'It rains.' })]) {
      await expect(inspectFile(fileOf('a.docx', bytes))).rejects.toMatchObject({
        name: 'NotText',
        what: 'a.docx cannot be opened as a Word document.',
        advice: expect.stringContaining('save it as .docx again'),
      });
    }
  });

  it('is refused if it is none', async () => {
    await expect(inspectFile(fileOf('a.docx', 'It rains.'))).rejects.toThrow(
      'a.docx is not a Word document, whatever its name says.',
    );
  });
});
