import { formatPercent } from '../base/format';
import { counted } from '../base/words';
import type { App } from '../store/app';
import type { Notes } from '../store/lessons/state';
import {
  areWords,
  headsOf,
  hideBoth,
  leastLooked,
  linesOf,
  measureWord,
  readLines,
  testLines,
} from './headTest';
import { headVerdict } from './headWords';
import { type Lesson, numberOf, numbersOf, textOf, textsOf } from './lesson';
import { place, until } from './until';
import {
  beginElsewhere,
  findHead,
  hiddenToo,
  hidingWords,
  isDone,
  lookOnFrom,
  nameOf,
  picked,
  seenHeads,
  showLine,
  shownHead,
  topWords,
  watched,
  watchFirst,
  wordAt,
} from './watchedHead';

const CLUE = 'text=clue&learningRate=0.003&warmupSteps=60&maxSteps=600';
const STORY =
  'text=lanterns&beginFrom=starter&tokenizer=starter&vocabSize=8192&minFrequency=1&packSentences=true&learningRate=0.002&warmupSteps=60&maxSteps=300';

/** Lines of one test. */
const LINES = 20;

/** Trains, and meanwhile watches one sentence with one blank. */
async function beginClue(app: App) {
  await place(app, `${CLUE}&seed=1`);
  const line = watchFirst(app);
  const { specimen, blank } = line;
  // The full stop comes last, so a word's number is that of its token.
  const areHere = areWords(specimen);
  const words = specimen.tokens.flatMap((_, i) => {
    if (i === blank) return ['___'];
    return areHere[i] ? [wordAt(line, i)] : [];
  });
  app.lessons.note({ line: [words.join(' ')], blank });
  app.run.train();
}

const notesOf = ({ store }: App): Notes => store.getState().lessons.open?.notes ?? {};

/** The head that was found in the second step. */
const headIn = (notes: Notes) => ({
  layer: numberOf(notes, 'layer') ?? 0,
  head: numberOf(notes, 'head') ?? 0,
});

const percent = (share: number | undefined) => formatPercent(share ?? 0);

export const heads: Lesson = {
  id: 'heads',
  aim: 'read what a head looks at, and test whether it matters.',
  belief:
    'Many believe that attention shows why a model says what it says. Sometimes the word that is looked at matters, sometimes not; one has to test it.',
  steps: [
    {
      id: 'clue',
      title: 'Which word gives the blank away?',
      say: [
        'These sentences come from a small invented language: one says a *flock* of geese, a *stack* of letters, a *loaf* of bread. A model is being trained on them now, 600 steps.',
        'What it looks at is covered until you have answered.',
      ],
      bet: (notes) => ({
        kind: 'pick',
        label: 'Which word tells you what is missing?',
        lines: textsOf(notes, 'line'),
      }),
      task: 'Wait until the model has taken its steps.',
      begin: beginClue,
      covers: ({ clue }) => (clue === undefined ? ['heads', 'guesses', 'exact'] : ['heads']),
      check: (state) => isDone(state) && state.source.builtIn === 'clue',
      doIt: (app) => until(app, isDone),
      tell(state, notes) {
        const line = watched(state);
        const word = picked(notes);
        const view = state.watch.live;
        const first = view?.guesses[0]?.[0];
        const guess = first && state.run.loaded?.prepared.vocabulary.tokens[first.id];
        const yours = line && word !== undefined ? `You chose *${wordAt(line, word)}*. ` : '';
        return guess
          ? `${yours}The model says *${guess}*, with ${percent(first?.probability)}.`
          : `${yours}The model is trained.`;
      },
    },
    {
      id: 'agree',
      title: 'Find a head that agrees with you',
      say: [
        'Eight *heads* share the looking: two layers of four. From the blank, each spreads its attention over the sentence. The arcs show one of them: a thick arc, a large share.',
        'Some arc is always the thickest, even where a head looks at all tokens about alike. So a head agrees with you only if your word gets at least twice the share that an even look would give it.',
      ],
      task: 'Under Attention, click one map after the other, until one agrees with you, or until you have seen all eight.',
      async begin(app) {
        showLine(app);
        await beginElsewhere(app, notesOf(app));
        app.lessons.note({ seen: [] });
      },
      remember({ watch }, notes) {
        const name = nameOf(watch.head);
        const seen = seenHeads(notes);
        return seen.includes(name) ? undefined : { seen: [...seen, name] };
      },
      soFar(state, notes) {
        const shown = shownHead(state);
        if (!shown) return undefined;
        const { head, top, line, live, share, even, isClear } = shown;
        const only = isClear ? '' : ', hardly more than an even look';
        return `${nameOf(head)} looks most at *${wordAt(line, top)}*: ${percent(share)}${only} (even: ${percent(even)}). Seen: ${seenHeads(notes).length} of ${headsOf(live).length}.`;
      },
      check: findHead,
      measure: async (app, notes) => ({ tops: await topWords(app, headIn(notes), LINES) }),
      async doIt(app) {
        await until(app, (state) => shownHead(state) !== undefined);
        const shown = shownHead(app.store.getState());
        for (const { layer, head } of shown ? headsOf(shown.live) : []) {
          app.watch.chooseHead(layer, head);
          if (app.store.getState().lessons.open?.notes.top !== undefined) return;
        }
      },
      tell(_state, notes) {
        const [head, word] = [textOf(notes, 'headName'), textOf(notes, 'topWord')];
        const share = percent(numberOf(notes, 'share'));
        const even = `an even look would give it ${percent(numberOf(notes, 'even'))}`;
        return notes.agrees === true
          ? `${head} agrees: ${share} of its look from the blank goes to *${word}*; ${even}.`
          : `${picked(notes) === undefined ? '' : 'No head looks clearly at the word you chose. '}The sharpest look is that of ${head}: ${share} of it goes to *${word}*; ${even}.`;
      },
    },
    {
      id: 'hide',
      title: 'Is that the reason?',
      say: [
        'A look could be idle. To test it, take the word away: if the model needs it, its guess must suffer. Then take a word away that this head hardly looks at, and compare.',
      ],
      task: 'Click the word under the thickest arc, to hide it, and watch the guess. Click it again to show it. Then hide a word that has hardly any arc.',
      begin(app) {
        lookOnFrom(app, showLine(app).blank);
        const { layer, head } = headIn(notesOf(app));
        app.watch.chooseHead(layer, head);
        app.lessons.note({ hidTop: false, other: undefined });
      },
      remember(state, notes) {
        const [word, ...more] = hiddenToo(state, notes) ?? [];
        if (word === undefined || more.length > 0) return undefined;
        if (word === numberOf(notes, 'top')) return { hidTop: true };
        return numbersOf(notes, 'thin')?.includes(word) ? { other: word } : undefined;
      },
      soFar: hidingWords,
      check: (_state, notes) => notes.hidTop === true && numberOf(notes, 'other') !== undefined,
      async measure(app, notes) {
        const state = app.store.getState();
        const [shown] = linesOf(state, 1, measureWord);
        const [top, other] = [numberOf(notes, 'top'), numberOf(notes, 'other')];
        if (!shown || top === undefined || other === undefined) return {};
        const readings = await readLines(app.looks.ask, [shown]);
        const [hidden] = await hideBoth(app.looks.ask, [shown], readings, [[top, other]]);
        return {
          ...{ sure: hidden!.before, withoutTop: hidden!.looked, withoutOther: hidden!.unlooked },
          otherWord: wordAt(shown, other),
        };
      },
      async doIt(app) {
        const { getState } = app.store;
        await until(app, (state) => shownHead(state) !== undefined);
        const notes = notesOf(app);
        const line = watched(getState());
        const { live } = getState().watch;
        const top = numberOf(notes, 'top');
        if (!line || !live || top === undefined) return;
        const thin = numbersOf(notes, 'thin') ?? [];
        const least = leastLooked(live, line.specimen, line.blank);
        const other = least !== undefined && thin.includes(least) ? least : thin[0];
        app.watch.toggleBlank(top);
        await until(app, ({ watch }) => watch.live !== undefined);
        app.watch.toggleBlank(top);
        if (other !== undefined) app.watch.toggleBlank(other);
      },
      tell(_state, notes) {
        const [sure, top, other] = ['sure', 'withoutTop', 'withoutOther'].map((name) =>
          percent(numberOf(notes, name)),
        );
        return `Its first guess had ${sure}. Without *${textOf(notes, 'topWord')}* it has ${top}; without *${textOf(notes, 'otherWord')}*, ${other}.`;
      },
    },
    {
      id: 'story',
      title: 'Now a real story',
      say: [
        'The next model learns *Thirty nights at the harbour*, a bedtime story, beginning from the *starter*. Then the page does your test in twenty of its lines: it hides the word that the sharpest head looks at and, instead, a word that no head looks at.',
        'It also hides each of the other words in turn, to see which one matters most.',
      ],
      bet: {
        kind: 'number',
        label: 'In how many lines will the word that is looked at matter more than the other?',
        unit: 'of 20',
        min: 0,
        max: 20,
      },
      task: 'Press Train, and wait until it has taken its steps.',
      begin: (app) => place(app, STORY),
      check: (state) => isDone(state) && state.source.builtIn === 'lanterns',
      async measure(app) {
        const lines = linesOf(app.store.getState(), LINES);
        const { tested, decisive, foremost } = await testLines(app.looks.ask, lines);
        return { tested, decisive, foremost };
      },
      async doIt(app) {
        app.run.train();
        await until(app, isDone);
      },
      tell(_state, notes) {
        const [decisive, tested] = ['decisive', 'tested'].map((name) => numberOf(notes, name) ?? 0);
        const bet = numberOf(notes, 'story');
        const said = bet === undefined ? '' : ` (You said ${bet}.)`;
        const most = numberOf(notes, 'foremost') ?? 0;
        return `In ${decisive} of ${counted(tested!, 'line')} the guess suffered more without the word that was looked at.${said} In ${most} of them no other word mattered more.`;
      },
    },
    {
      id: 'seed',
      title: 'Does a head keep its job?',
      say: [
        'Back to the invented language, the same text. Only the *seed* is another: the random numbers that a model begins with.',
      ],
      bet: (notes) => ({
        kind: 'choice',
        label: `Will ${textOf(notes, 'headName') ?? 'the head that you found'} look at the same words as before?`,
        options: [
          { value: 'same', label: 'Yes, it has the same job' },
          { value: 'other', label: 'No, another one has it' },
        ],
      }),
      task: 'Press Train, and wait until it has taken its steps.',
      async begin(app) {
        await place(app, `${CLUE}&seed=2`);
        watchFirst(app);
      },
      check: (state) => isDone(state) && state.run.loaded?.settings.seed === 2,
      async measure(app, notes) {
        const before = numbersOf(notes, 'tops');
        if (!before) return {};
        const same = (tops: readonly number[]) =>
          tops.filter((top, i) => top === before[i] && top >= 0).length;
        const own = same(await topWords(app, headIn(notes), LINES));
        let best = { name: textOf(notes, 'headName') ?? '', lines: own };
        const { numHiddenLayers, numAttentionHeads } = app.store.getState().settings;
        for (const head of headsOf({
          layers: numHiddenLayers,
          heads: numAttentionHeads,
        })) {
          const lines = same(await topWords(app, head, LINES));
          if (lines > best.lines) best = { name: nameOf(head), lines };
        }
        return { same: own, sameOf: before.length, heir: best.name, heirLines: best.lines };
      },
      async doIt(app) {
        app.run.train();
        await until(app, isDone);
      },
      tell(_state, notes) {
        const same = numberOf(notes, 'same');
        if (same === undefined)
          return 'There is no head to compare with: the second step was skipped.';
        const [name, heir] = [textOf(notes, 'headName'), textOf(notes, 'heir')];
        const lines = numberOf(notes, 'sameOf') ?? 0;
        const other =
          heir === name
            ? 'No other head comes closer to its old job.'
            : `Closest to its old job is now ${heir}, in ${numberOf(notes, 'heirLines')} lines.`;
        return `${name} looks at the same word as before in ${same} of ${counted(lines, 'line')}. ${other}`;
      },
    },
  ],
  verdict: headVerdict,
  questions: [
    {
      question: 'What is an arc?',
      answer:
        'A share. The head mixes what it takes from all tokens, and the arc says how much of the mix comes from that one.',
    },
    {
      question: 'What is a better test of a reason than a look?',
      answer: 'Take the word away and see whether the guess changes.',
    },
    {
      question: 'The word was hidden, and nothing changed. Does the word not matter?',
      answer:
        'Not by itself: other words may have told the same. One would have to hide them together.',
    },
    {
      question: 'Where can a look go that means nothing?',
      answer:
        'To [CLS], [SEP] or the full stop. A head that has nothing to do must look somewhere, as its shares always add up to 100 %.',
    },
  ],
  further: {
    say: 'Look at the heads at step 0, before any training: how evenly do they look, and do any look sharply already?',
    hash: CLUE,
  },
  sources: [
    {
      label:
        'Wiegreffe and Pinter 2019, Attention is not not Explanation (an answer to Jain and Wallace 2019, Attention is not Explanation)',
      url: 'https://aclanthology.org/D19-1002',
    },
    {
      label: 'Serrano and Smith 2019, Is Attention Interpretable?',
      url: 'https://arxiv.org/abs/1906.03731',
    },
  ],
};
