import { type FormEvent, useState } from 'react';
import { fetchFromHub, hubName } from '../../store/playground/hubModel';
import { useApp } from '../app';
import styles from './HubField.module.css';

interface Props {
  /** Its address */
  readonly hub: string;
}

/** Opens a model from the Hugging Face Hub by its name, where whoever built the page allows that. */
export function HubField({ hub }: Props) {
  const app = useApp();
  const [name, setName] = useState('');
  const open = (event: FormEvent) => {
    event.preventDefault();
    const written = name.trim();
    if (written === '') return;
    void app.models.fetch(hubName(written) ?? written, (...how) =>
      fetchFromHub(hub, written, ...how),
    );
  };
  return (
    <form className={styles.hub} onSubmit={open}>
      <label className={styles.field}>
        <span>Open from the Hugging Face Hub</span>
        <input
          type="text"
          value={name}
          placeholder="owner/model"
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <button type="submit" className="button" disabled={name.trim() === ''}>
        Open
      </button>
      <p className="small-print">
        The model is loaded from {new URL(hub).host}, which learns its name and this device’s
        address. Your texts and runs stay here.
      </p>
    </form>
  );
}
