import { formatCount } from '../base/format';
import { counted, times } from '../base/words';
import { AUTO_KEYS, decide, knowsExam } from '../config/auto';
import { DEFAULT_SETTINGS } from '../config/settings';
import type { App, AppState } from '../store/app';
import type { Notes } from '../store/lessons/state';
import { earlierOf, isOtherExam } from '../store/playground/again/selectors';
import { leadOf, pretrainingVerdict } from '../store/playground/again/verdict';
import type { RunData } from '../store/playground/state';
import { type Lesson, numberOf, numbersOf, textOf } from './lesson';
import { findOnlySecond, onlySecond, whoFills } from './onlySecond';
import { isReady, until } from './until';

/** The built-in text where the person's own cannot be used: the starter has not read it. */
const TEXT = 'harbour';
/** A text that the starter has read. */
const READ = 'bread';
/** More words would train for longer than a lesson lasts. */
const MOST_WORDS = 10_000;
/** Enough for the best exam of both runs; more would only take longer. */
const MOST_STEPS = 300;
const NAMES = { earlier: 'from nothing', present: 'from the starter' };

const isOwn = ({ builtIn, grammar }: AppState['source']) =>
  builtIn === undefined && grammar === undefined;

/** Whether the person's own text can be compared on: an English one that is not long, and new to the starter. */
function isUsable({ source, prepared, preparing }: AppState): boolean {
  if (preparing || prepared?.source !== source || !prepared.cut) return false;
  if (!isOwn(source)) return false;
  const { facts } = prepared;
  return facts.starter?.language === 'en' && !knowsExam(facts) && facts.words <= MOST_WORDS;
}

/** A fresh model from random weights, with the settings that a run from the starter would have: nothing else may differ. */
async function beginFromNothing(app: App) {
  const { store, again, links, settings, run } = app;
  again.drop();
  // A lesson may be opened by its link, with a text that is still being read.
  await until(
    app,
    ({ source, prepared, preparing, textProblem }) =>
      !isOwn(source) || (!preparing && (prepared?.source === source || textProblem !== undefined)),
    () => undefined,
  );
  if (!isUsable(store.getState())) await links.take(`#text=${TEXT}`);
  await until(app, ({ prepared, source, preparing }) => prepared?.source === source && !preparing);
  const { prepared } = store.getState();
  if (!prepared?.facts.starter) {
    throw new Error(
      'The starter could not be fetched. Check the connection, and begin the step again.',
    );
  }
  const { runId } = store.getState().run;
  const decided = decide(prepared.facts, DEFAULT_SETTINGS, AUTO_KEYS);
  const maxSteps = Math.min(decided.maxSteps, MOST_STEPS);
  const wrong = settings.take({ ...decided, maxSteps, beginFrom: 'nothing' }, []);
  if (wrong) throw new Error(wrong);
  const { run: now, preparing } = store.getState();
  if (now.runId === runId && !preparing) run.reset();
  await until(
    app,
    (state) =>
      isReady(state) &&
      state.run.step === 0 &&
      !state.preparing &&
      state.run.loaded?.settings.beginFrom === 'nothing' &&
      state.run.loaded.settings.tokenizer === 'starter',
  );
}

/** The exam of the model as it is: where the run went back, that of the step it went back to. */
const lastExam = ({ evals, step }: RunData) => evals.findLast((point) => point.step <= step);

const isDone = ({ run }: AppState, beginFrom: 'nothing' | 'starter') =>
  run.status === 'done' && run.loaded?.settings.beginFrom === beginFrom && run.evals.length > 0;

const of100 = (share: number | undefined) => Math.round(100 * (share ?? 0));

/** What the second run came to beside the first. */
function compare(state: AppState): Notes | false {
  const earlier = earlierOf(state);
  const { run } = state;
  const exam = lastExam(run);
  const sitting = run.sittings.find(({ step }) => step === exam?.step);
  if (!isDone(state, 'starter') || !earlier || !exam || !sitting || !run.facts) return false;
  if (earlier.saved.settings.beginFrom !== 'nothing' || isOtherExam(run, earlier)) return false;
  const { groups, loss, accuracy, blanks } = earlier.saved.exam;
  const lead = leadOf(sitting, earlier.saved.exam, groups);
  const size = { blanks, sentences: run.facts.examSentences };
  const { outcome, figures } = pretrainingVerdict(lead, size);
  return {
    ...{ outcome: `${outcome} ${figures}`, mean: lead.right.mean },
    ...{ firstRight: accuracy, firstLoss: loss },
    // The exam at step 0: the starter as it is, before it has read a sentence of this text.
    startRight: run.evals.find(({ step }) => step === 0)?.accuracy,
    ...{ secondRight: exam.accuracy, secondLoss: exam.loss },
  };
}

const isCheat = ({ run }: AppState) =>
  run.loaded !== undefined &&
  knowsExam(run.loaded.prepared.facts) &&
  run.loaded.settings.beginFrom === 'starter' &&
  run.evals.some(({ step }) => step === 0);

const amongWords = (loss: number) => `${formatCount(Math.round(Math.exp(loss)))} words`;

export const before: Lesson = {
  id: 'before',
  aim: 'say what pretraining gave, and when such a comparison is cheating.',
  belief:
    'Some believe that a model knows nothing but the text it is trained on, others that it knows everything. It knows what it has read, and this page lets you choose that.',
  steps: [
    {
      id: 'nothing',
      title: 'A model that has read nothing',
      say: [
        'This model begins with random weights. All that it will ever read is the text on this page, without the tenth that is held out for the exam.',
        'The exam hides words of the held-out sentences. Somebody who always says the most frequent word gets a few of them right.',
      ],
      bet: {
        kind: 'number',
        label: 'How many blanks of 100 will it get right at its best?',
        unit: 'of 100',
        min: 0,
        max: 100,
      },
      task: 'Press Train, and wait until it has taken all its steps.',
      begin: beginFromNothing,
      check: (state) =>
        isDone(state, 'nothing') && {
          nothingRight: lastExam(state.run)?.accuracy,
          frequent: state.run.facts?.mostFrequentAccuracy,
          sentences: state.run.loaded?.prepared.facts.sentences,
        },
      async doIt(app) {
        app.run.train();
        await until(app, (state) => isDone(state, 'nothing'));
      },
      tell(_state, notes) {
        const [bet, sentences] = [numberOf(notes, 'nothing'), numberOf(notes, 'sentences')];
        const [right, frequent] = ['nothingRight', 'frequent'].map((name) =>
          of100(numberOf(notes, name)),
        );
        const said = bet === undefined ? '' : ` You said ${formatCount(bet)}.`;
        return `From ${counted(sentences ?? 0, 'sentence')} it learned to fill ${right} of 100 blanks. Always saying the most frequent word fills ${frequent}.${said}`;
      },
    },
    {
      id: 'starter',
      title: 'This one read other stories, not yours',
      say: [
        'The *starter* is a model of the same size. It has read other English texts: stories, letters and instructions that were written for this project. The text on this page was none of them.',
        'It sits the same exam twice: before it has read a sentence of this text, and at its best after training on it. The rest is as before: the same tokens, the same steps.',
      ],
      bet: {
        kind: 'numbers',
        label: 'How many will the starter get right?',
        places: ['before training', 'at its best'],
        unit: 'of 100 blanks',
        min: 0,
        max: 100,
      },
      task: 'Press “Again with…”, and choose *the starter* in the row “Begin from”. The first run is put aside, and both are shown.',
      check: compare,
      async doIt(app) {
        app.again.with({ beginFrom: 'starter' }, NAMES);
        await until(app, (state) => compare(state) !== false);
      },
      tell(_state, notes) {
        const bets = numbersOf(notes, 'starter');
        const [first, start, second] = ['firstRight', 'startRight', 'secondRight'].map((name) =>
          of100(numberOf(notes, name)),
        );
        const said = bets ? ` You said ${bets.map(formatCount).join(' and ')}.` : '';
        return `Before training it filled ${start} of 100, at its best ${second}; from nothing it was ${first}.${said}`;
      },
    },
    {
      id: 'only',
      title: 'Find a blank that only the second fills',
      say: [
        'Under the sentence stand the guesses of both. Look for a held-out word that the starter’s model gets right and the other one wrong.',
        'Then ask: could this text have taught it that word, or must it have known it from before?',
      ],
      task: 'Click words to hide them, and press “Next sentence” until you have found one.',
      begin({ store, watch, undo, lessons }) {
        // Without a blank: the person is to choose, and what was shown before may be such a word already.
        const { candidates = [] } = store.getState().run.loaded?.prepared.cut ?? {};
        const sentence = candidates.find(({ heldOut }) => heldOut);
        if (sentence) watch.watchSentence(sentence, []);
        undo.dismiss();
        lessons.note({ word: undefined });
      },
      check: (state, notes) => textOf(notes, 'word') === '' || onlySecond(state),
      soFar: whoFills,
      doIt: findOnlySecond,
      tell(_state, notes) {
        const [word, elsewhere] = [textOf(notes, 'word'), numberOf(notes, 'elsewhere') ?? 0];
        if (!word) return 'None of the words that were tried is filled by the second model alone.';
        return elsewhere === 0
          ? `*${word}* stands nowhere else in this text. Only what it read before can have taught it this word.`
          : `*${word}* stands in this text ${times(elsewhere)} more. So the text had it too, and still the first model did not learn when to say it.`;
      },
    },
    {
      id: 'cheat',
      title: 'Now cheat',
      say: [
        '*Bread at home* is one of the texts that the starter has read, each of its sentences. Give it that text as if it were new.',
      ],
      bet: {
        kind: 'number',
        label: 'How many of 100 will it get right before training?',
        unit: 'of 100',
        min: 0,
        max: 100,
      },
      task: 'Choose *Bread at home* as the text at the top. Read what the page says about the starter, then press Step.',
      check: (state) =>
        isCheat(state) && {
          cheatRight: state.run.evals.find(({ step }) => step === 0)?.accuracy,
          read: state.run.loaded?.prepared.facts.starter?.read,
        },
      async doIt(app) {
        await app.text.chooseById(READ);
        const isPrepared = (s: AppState) => s.prepared?.source === s.source && !s.preparing;
        await until(app, (s) => isPrepared(s) && s.source.builtIn === READ);
        app.settings.change({ beginFrom: 'starter' });
        await until(app, isPrepared);
        // With another text it starts over by itself.
        app.run.step();
        await until(app, isCheat);
      },
      tell(_state, notes) {
        const [cheat, read] = [numberOf(notes, 'cheatRight'), numberOf(notes, 'read')];
        const start = numberOf(notes, 'startRight');
        const beside =
          start === undefined ? '' : ` On the text that was new to it, it got ${of100(start)}.`;
        return `${of100(cheat)} of 100 before its first step.${beside} It has read ${of100(read)} % of these sentences, those of the exam too: this figure proves nothing.`;
      },
    },
  ],
  verdict(notes) {
    const outcome = textOf(notes, 'outcome');
    const mean = numberOf(notes, 'mean') ?? 0;
    const [was, is] = [numberOf(notes, 'firstLoss'), numberOf(notes, 'secondLoss')];
    if (outcome === undefined || was === undefined || is === undefined) {
      return ['You skipped a training, so there is nothing to compare. Go back to the first step.'];
    }
    const said = [outcome];
    if (is < was) {
      said.push(
        `From nothing it was as unsure as somebody who chooses among ${amongWords(was)}, from the starter as one who chooses among ${amongWords(is)}.`,
      );
    } else if (mean > 0) {
      said.push(
        `But it was too sure of its mistakes: its loss is ${is.toFixed(2)} nats, and the other’s ${was.toFixed(2)}.`,
      );
    }
    return said;
  },
  questions: [
    {
      question: 'Where does the model keep what it read before?',
      answer:
        'In its weights. None of the sentences is stored as text; the numbers were changed by each of them.',
    },
    {
      question: 'Why is the last step cheating?',
      answer:
        'It had seen the exam. A score on what was read before says how well something is remembered, not how well the model guesses what is new.',
    },
    {
      question: 'The text had the word too. Why did the model from nothing not learn it?',
      answer:
        'One or two places are too few to learn when a word fits. The starter had met it in many other places.',
    },
    {
      question: 'Will twice as much to read before give twice as many right?',
      answer:
        'No, but more. A longer, more varied past helps most where the new text is short and like what was read.',
    },
  ],
  further: {
    say: 'The same with forty-two sentences, *A day on the ferry*: press “Compare without pretraining”, and look how wide the interval gets.',
    hash: 'text=ferry',
  },
  sources: [
    {
      label:
        'Howard and Ruder 2018, Universal Language Model Fine-tuning for Text Classification: what is learned from general text before makes up for little text of one’s own',
      url: 'https://arxiv.org/abs/1801.06146',
    },
  ],
};
