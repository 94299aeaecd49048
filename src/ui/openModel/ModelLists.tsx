import { type ReactNode, useEffect, useState } from 'react';
import type { OpenedModel } from '../../protocol/models';
import { fetchModel, type HostedModel, listHosted } from '../../store/playground/hostedModels';
import { useApp, useAppState } from '../app';
import { formatBytes } from '../model/formatBytes';
import styles from './ModelLists.module.css';

interface RowProps {
  readonly name: string;
  readonly about: string;
  readonly children: ReactNode;
}

function Row({ name, about, children }: RowProps) {
  return (
    <li className={styles.row}>
      <span className={styles.name}>{name}</span>
      <span className="small-print">{about}</span>
      <span className={styles.actions}>{children}</span>
    </li>
  );
}

/** One that was opened in this browser. */
export function OpenedRow({ model }: { readonly model: OpenedModel }) {
  const app = useApp();
  const { id, name, weights, settings } = model;
  const { numHiddenLayers, hiddenSize } = settings;
  const about = `${numHiddenLayers} layers of ${hiddenSize}, ${formatBytes(weights.size)}`;
  return (
    <Row name={name} about={about}>
      <button type="button" className="button small" onClick={() => app.models.show(model)}>
        Open<span className="visually-hidden"> {name}</span>
      </button>
      <button type="button" className="link" onClick={() => void app.models.remove(id)}>
        Remove<span className="visually-hidden"> {name}</span>
      </button>
    </Row>
  );
}

function HostedRow({ model }: { readonly model: HostedModel }) {
  const app = useApp();
  const bytes = model.files.reduce((sum, file) => sum + file.bytes, 0);
  return (
    <Row name={model.name} about={formatBytes(bytes)}>
      <button
        type="button"
        className="button small"
        onClick={() => void app.models.fetch(model.name, (...how) => fetchModel(model, ...how))}
      >
        Load<span className="visually-hidden"> {model.name}</span>
      </button>
    </Row>
  );
}

function StarterRow() {
  const app = useApp();
  const begin = () => {
    app.models.close();
    app.settings.change({ beginFrom: 'starter' });
    app.show('playground');
  };
  return (
    <Row name="The starter" about="small, English or German">
      <button type="button" className="button small" onClick={begin}>
        Begin<span className="visually-hidden"> from the starter</span>
      </button>
    </Row>
  );
}

/** Models that were opened before, and those that stand beside the page. */
export function ModelLists() {
  const app = useApp();
  const models = useAppState((s) => s.models) ?? [];
  const [hosted, setHosted] = useState<readonly HostedModel[]>([]);
  useEffect(() => {
    void app.models.list();
    void listHosted().then(setHosted);
  }, [app]);
  return (
    <>
      {models.length > 0 && (
        <section className={styles.section} aria-label="Opened before, kept in this browser">
          <p className={styles.title}>Opened before, kept in this browser</p>
          <ul>
            {models.map((model) => (
              <OpenedRow key={model.id} model={model} />
            ))}
          </ul>
        </section>
      )}
      <section className={styles.section} aria-label="On this site">
        <p className={styles.title}>On this site</p>
        <ul>
          <StarterRow />
          {hosted.map((model) => (
            <HostedRow key={model.folder} model={model} />
          ))}
        </ul>
      </section>
    </>
  );
}
