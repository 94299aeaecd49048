import { type ReactNode, useState } from 'react';
import { formatCount, formatShort } from '../../base/format';
import type { OpenedModel } from '../../protocol/models';
import { modelMemory } from '../../store/playground/modelMemory';
import { useApp, useAppState } from '../app';
import { Note } from '../common/Note';
import { formatBytes } from '../model/formatBytes';
import styles from './ModelFacts.module.css';

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

type Tokens = 'model' | 'wordpiece';

function TokensChoice({
  value,
  onChoose,
}: {
  readonly value: Tokens;
  readonly onChoose: (value: Tokens) => void;
}) {
  const choices = [
    ['model', 'Keep its tokens', 'The model reads your text with the words that it knows.'],
    [
      'wordpiece',
      'Replace them with tokens learned from the text',
      'Each new token begins as the mean of the old ones that spell it, so the first guesses are much worse, and its exam cannot be compared with that of its own tokens. For a text in another language or with other signs.',
    ],
  ] as const;
  return (
    <fieldset className={styles.tokens}>
      <legend>Tokens</legend>
      {choices.map(([tokens, name, about]) => (
        <label key={tokens}>
          <input
            type="radio"
            name="tokens"
            checked={value === tokens}
            onChange={() => onChoose(tokens)}
          />
          <span>
            {name}
            <small className="small-print">{about}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface Props {
  readonly model: OpenedModel;
  /** Whether the browser has kept it for later visits */
  readonly isKept: boolean;
}

/** What an opened model is, what it takes, and the way to begin from it. */
export function ModelFacts({ model, isKept }: Props) {
  const app = useApp();
  const settings = useAppState((s) => s.settings);
  const [tokens, setTokens] = useState<Tokens>('model');
  const [wrong, setWrong] = useState<string>();
  const { settings: size, vocabulary, positions, notes } = model;
  const { parameters, looking, training, device } = modelMemory(model, settings);
  const isTight = device !== undefined && training > device;
  const begin = () => {
    const reason = app.models.begin(model.id, tokens);
    setWrong(reason);
    if (reason === undefined) app.show('playground');
  };
  return (
    <>
      <dl className={styles.facts}>
        <Fact name="Parameters">{formatShort(parameters)}</Fact>
        <Fact name="Layers and heads">
          {size.numHiddenLayers} layers of {size.numAttentionHeads} heads, hidden size{' '}
          {size.hiddenSize}
        </Fact>
        <Fact name="Tokens">
          {formatCount(vocabulary.tokens.length)},{' '}
          {size.doLowerCase ? 'in lower case' : 'with capitals'}; reads up to{' '}
          {formatCount(positions)} at once
        </Fact>
        <Fact name="Memory to look">about {formatBytes(looking)}</Fact>
        <Fact name="Memory to train">
          about {formatBytes(training)}, with batches of {settings.batchSize}
          {isTight && (
            <strong className={styles.tight}>
              {' '}
              The browser says that this device has {formatBytes(device)}, so it can be looked at
              here, but not trained.
            </strong>
          )}
        </Fact>
      </dl>
      {(notes.length > 0 || !isKept) && (
        <ul className={styles.notes}>
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
          {!isKept && (
            <li>This browser has no room to keep it: open it again after you close the page.</li>
          )}
        </ul>
      )}
      <TokensChoice value={tokens} onChoose={setTokens} />
      {wrong !== undefined && (
        <Note place="list" role="alert">
          <p>{wrong}</p>
        </Note>
      )}
      <div className={styles.answers}>
        <button type="button" className="button primary" onClick={begin}>
          Begin from this model
        </button>
        <button type="button" className="button" onClick={app.models.ask}>
          Open another
        </button>
      </div>
    </>
  );
}
