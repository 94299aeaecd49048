import { type FormEvent, useId, useState } from 'react';
import { withCuts } from '../../lessons/cuts';
import { type Bet, isNumbers } from '../../lessons/lesson';
import type { Note } from '../../store/lessons/state';
import { useApp } from '../app';
import styles from './BetForm.module.css';
import { CutForm } from './CutForm';
import { PickForm, pickedWords } from './PickForm';
import { PointsForm } from './PointsForm';

interface Props<B extends Bet = Bet> {
  readonly bet: B;
  readonly onBet: (made: Note) => void;
}

/** A whole or decimal number within the bounds, undefined where it is none. */
function numberIn(raw: string, { min, max }: { min: number; max: number }): number | undefined {
  const value = Number(raw.trim().replace(',', '.'));
  return raw.trim() !== '' && value >= min && value <= max ? value : undefined;
}

function NumberForm({ bet, onBet }: Props<Extract<Bet, { kind: 'number' }>>) {
  const id = useId();
  const [raw, setRaw] = useState('');
  const value = numberIn(raw, bet);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (value !== undefined) onBet(value);
  };
  return (
    <form onSubmit={submit} className={styles.form}>
      <label htmlFor={id}>{bet.label}</label>
      <div className={styles.row}>
        <input
          id={id}
          inputMode="decimal"
          value={raw}
          onChange={(event) => setRaw(event.target.value)}
          aria-describedby={`${id}-unit`}
        />
        <span id={`${id}-unit`}>{bet.unit}</span>
        <button type="submit" className="button small" disabled={value === undefined}>
          Bet
        </button>
      </div>
      {raw !== '' && value === undefined && (
        <p role="status" className="small-print">
          Write a number from {bet.min} to {bet.max}.
        </p>
      )}
    </form>
  );
}

function NumbersForm({ bet, onBet }: Props<Extract<Bet, { kind: 'numbers' }>>) {
  const [raw, setRaw] = useState<readonly string[]>(bet.places.map(() => ''));
  const values = raw.map((one) => numberIn(one, bet));
  const isWhole = values.every((value) => value !== undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole) onBet(values);
  };
  return (
    <form onSubmit={submit} className={styles.form}>
      <fieldset>
        <legend>
          {bet.label} ({bet.unit})
        </legend>
        <div className={styles.places}>
          {bet.places.map((place, i) => (
            <label key={place}>
              {place}
              <input
                inputMode="decimal"
                value={raw[i]}
                onChange={(event) => setRaw(raw.map((r, j) => (j === i ? event.target.value : r)))}
              />
            </label>
          ))}
        </div>
      </fieldset>
      <div className={styles.row}>
        <button type="submit" className="button small" disabled={!isWhole}>
          Bet
        </button>
        <span className="small-print">
          from {bet.min} to {bet.max}
        </span>
      </div>
    </form>
  );
}

function ChoiceForm({ bet, onBet }: Props<Extract<Bet, { kind: 'choice' }>>) {
  return (
    <fieldset className={styles.form}>
      <legend>{bet.label}</legend>
      <div className={styles.choices}>
        {bet.options.map(({ value, label }) => (
          <button key={value} type="button" className="button small" onClick={() => onBet(value)}>
            {label}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

function WordForm({ bet, onBet }: Props<Extract<Bet, { kind: 'word' }>>) {
  const id = useId();
  const [word, setWord] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (word.trim() !== '') onBet(word.trim());
  };
  return (
    <form onSubmit={submit} className={styles.form}>
      <label htmlFor={id}>{bet.label}</label>
      <div className={styles.row}>
        <input
          id={id}
          className={styles.word}
          value={word}
          autoComplete="off"
          onChange={(event) => setWord(event.target.value)}
        />
        <button type="submit" className="button small" disabled={word.trim() === ''}>
          Bet
        </button>
      </div>
    </form>
  );
}

interface FormProps {
  readonly bet: Bet;
  /** Of the note that it is kept as */
  readonly name: string;
  readonly onMade: (made: Note) => void;
}

/** Asks for the person's answer before they look. */
export function BetForm({ bet, name, onMade }: FormProps) {
  const app = useApp();
  const onBet = (made: Note) => {
    app.lessons.note({ [name]: made });
    onMade(made);
  };
  switch (bet.kind) {
    case 'number':
      return <NumberForm {...{ bet, onBet }} />;
    case 'numbers':
      return <NumbersForm {...{ bet, onBet }} />;
    case 'choice':
      return <ChoiceForm {...{ bet, onBet }} />;
    case 'word':
      return <WordForm {...{ bet, onBet }} />;
    case 'cut':
      return <CutForm {...{ bet, onBet }} />;
    case 'points':
      return <PointsForm {...{ bet, onBet }} />;
    case 'pick':
      return <PickForm {...{ bet, onBet }} />;
  }
}

/** A bet as it was made, in words. */
function betWords(bet: Bet, made: Note): string {
  switch (bet.kind) {
    case 'number':
      return `${made} ${bet.unit}`;
    case 'choice':
      return bet.options.find(({ value }) => value === made)?.label ?? `${made}`;
    case 'numbers':
      return Array.isArray(made) ? `${made.join(', ')} ${bet.unit}` : `${made}`;
    case 'cut':
      return isNumbers(made) ? withCuts(bet.word, made) : `${made}`;
    case 'points':
      return `${bet.count} tokens, framed in the text`;
    case 'pick':
      return isNumbers(made) ? pickedWords(bet.lines, made) : `${made}`;
    case 'word':
      return `“${made}”`;
  }
}

/** Stays beside the result. */
export function BetMade({ bet, made }: { bet: Bet; made: Note }) {
  return (
    <p className={styles.made}>
      Your bet: <strong>{betWords(bet, made)}</strong>
    </p>
  );
}
