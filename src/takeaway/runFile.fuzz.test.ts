import { BlobWriter, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js';
import { fuzzBytes, fuzzText } from '../base/testFuzz';
import { checkSettings } from '../config/settings';
import { NotRuns, openRunFile } from './readRunFile';
import { LIST, listMember, runMembers } from './runFile';
import { takenRun } from './testTaken';
import { writeZip } from './writeZip';

const { run, state } = takenRun();
const members = [listMember(1), ...runMembers(run, state, 0)];
const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
const textOf = async (path: string) =>
  new Blob([...members.find((member) => member.path === path)!.build()]).text();

/** All runs of a file: what is read has to be a run that the page can go on with. */
async function readAll(file: Blob) {
  const { length, read } = await openRunFile(file);
  const runs = [];
  for (let place = 0; place < length; place++) {
    const { run: found } = await read(place);
    checkSettings(found.settings);
    runs.push(found);
  }
  return runs;
}

async function withText(path: string, text: string): Promise<Blob> {
  const zip = new ZipWriter(new BlobWriter(), { level: 0, useWebWorkers: false });
  for (const { path: each, build } of members) {
    const bytes = await bytesOf(new Blob(each === path ? [text] : [...build()]));
    await zip.add(each, new Uint8ArrayReader(bytes));
  }
  return zip.close();
}

fuzzBytes({
  name: 'a file of runs',
  samples: [await bytesOf(await writeZip(members))],
  words: ['PK\x01\x02', 'runs/0/run.json', LIST, 'runs/1/'],
  read: (bytes) => readAll(new Blob([Uint8Array.from(bytes)])),
  refuses: [NotRuns],
  runs: 20,
});
const WORDS = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '0',
  'null',
  '"tokens":',
  '"blanks":',
  '"settings":{"hiddenSize":',
  '[[0,[0,1]],',
  '{"step":',
  '1e9',
];
fuzzText({
  name: 'a run in a file of runs',
  samples: [await textOf('runs/0/run.json')],
  words: WORDS,
  read: async (json) => readAll(await withText('runs/0/run.json', json)),
  refuses: [NotRuns],
  runs: 20,
});
fuzzText({
  name: 'the list in a file of runs',
  samples: [await textOf(LIST)],
  words: WORDS,
  read: async (json) => readAll(await withText(LIST, json)),
  refuses: [NotRuns],
  runs: 10,
});
