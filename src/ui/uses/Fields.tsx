import { type FormEvent, useId, useRef } from 'react';
import type { UseAbout, UseField } from '../../protocol/uses';
import { Choice, optionsOf } from '../common/Choice';
import styles from './Fields.module.css';
import { LineField } from './LineField';
import { readFile } from './readFile';
import { useSession, useUse } from './session';

/** More choices than these are a list. */
const MOST_SIDE_BY_SIDE = 4;

interface FieldProps {
  readonly use: UseAbout;
  readonly field: UseField;
  readonly value: string;
}

function Choices({ use, field, value }: FieldProps) {
  const session = useSession();
  const options = optionsOf(field.choices ?? {});
  const choose = (chosen: string) => session.edit(use.id, field, chosen);
  const name = useId();
  if (options.length > MOST_SIDE_BY_SIDE) {
    return <Choice label={field.label} value={value} options={options} onChoose={choose} />;
  }
  return (
    <fieldset className={styles.choices}>
      <legend>{field.label}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => choose(option.value)}
          />
          {option.words}
        </label>
      ))}
    </fieldset>
  );
}

/** Opens a file into the field. */
function OpenFile({ onText }: { onText: (text: string) => void }) {
  const file = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className="button small" onClick={() => file.current?.click()}>
        Open a CSV file
      </button>
      <input
        ref={file}
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        aria-label="CSV file"
        className="visually-hidden"
        tabIndex={-1}
        onChange={async ({ target }) => {
          const chosen = target.files?.[0];
          if (chosen) onText(await readFile(chosen));
          target.value = '';
        }}
      />
    </>
  );
}

function Field({ use, field, value }: FieldProps) {
  const session = useSession();
  const id = useId();
  if (field.kind === 'choice') {
    return (
      <div>
        <Choices use={use} field={field} value={value} />
        {field.hint && <p className={`small-print ${styles.hint}`}>{field.hint}</p>}
      </div>
    );
  }
  const edit = (text: string) => session.edit(use.id, field, text);
  const described = field.hint ? `${id}-hint` : undefined;
  const common = { id, value, spellCheck: false, 'aria-describedby': described };
  return (
    <div>
      <div className={styles.label}>
        <label htmlFor={id}>{field.label}</label>
        {field.kind === 'table' && <OpenFile onText={edit} />}
      </div>
      {field.kind === 'line' ? (
        <LineField {...common} autoComplete="off" className={styles.line} onEdit={edit} />
      ) : (
        <textarea
          {...common}
          rows={field.kind === 'table' ? 8 : 6}
          className={field.kind === 'table' ? styles.table : styles.text}
          onChange={({ target }) => edit(target.value)}
        />
      )}
      {field.hint && (
        <p id={described} className={`small-print ${styles.hint}`}>
          {field.hint}
        </p>
      )}
    </div>
  );
}

/** What a person fills in, and the buttons that ask. Enter in a line asks too. */
export function Fields({ use }: { use: UseAbout }) {
  const session = useSession();
  const { values } = useUse(use, 'values');
  const ask = (event: FormEvent) => {
    event.preventDefault();
    void session.ask(use.id);
  };
  return (
    <form className={styles.fields} onSubmit={ask} aria-label={use.title}>
      {use.fields.map((field) => (
        <Field key={field.id} use={use} field={field} value={values?.[field.id] ?? ''} />
      ))}
      <div className={styles.buttons}>
        <button type="submit" className="button" disabled={!values}>
          Ask
        </button>
        <button type="button" className="button" onClick={() => void session.another(use.id)}>
          Another example
        </button>
      </div>
    </form>
  );
}
