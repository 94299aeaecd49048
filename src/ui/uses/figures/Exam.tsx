import { counted } from '../../../base/words';
import type { Measured, UseAbout } from '../../../protocol/uses';
import type { ModelKey, SatHere } from '../../../store/uses/state';
import { Note, ProblemWords } from '../../common/Note';
import { useSession, useUse } from '../session';
import styles from './Figures.module.css';
import { type Beside, MeasuredTable } from './MeasuredTable';

/** What the table calls a model that sat on this page. */
const rowName = ({ key, name }: SatHere) =>
  key === 'shipped' ? 'The same, examined here' : name.charAt(0).toUpperCase() + name.slice(1);

/** Those that sat the items of this measure on this page. */
const besides = (sat: readonly SatHere[], id: string): Beside[] =>
  sat.flatMap((one) => {
    const model = one.measured.find((m) => m.id === id)?.standings[0];
    return model ? [{ name: rowName(one), interval: model.interval }] : [];
  });

/** Exams about one of the person's texts: the first model's measures, and the others' rows beside. */
function OwnText({ text, sat }: { text: string; sat: readonly SatHere[] }) {
  const [first, ...others] = sat;
  if (!first) return null;
  return (
    <>
      <p className="small-print">On “{text}”, examined here:</p>
      {first.measured.map((measured) => (
        <MeasuredTable
          key={measured.id}
          measured={measured}
          modelName={rowName(first)}
          beside={besides(others, measured.id)}
        />
      ))}
    </>
  );
}

function byText(sat: readonly SatHere[]): readonly [string, readonly SatHere[]][] {
  const groups = new Map<string, SatHere[]>();
  for (const one of sat) {
    if (one.text !== undefined) groups.set(one.text, [...(groups.get(one.text) ?? []), one]);
  }
  return [...groups];
}

/** The seeds that the figures are of. */
function Provenance({ measured }: { measured: readonly Measured[] }) {
  const seeds = Math.max(...measured.map((one) => one.seeds));
  return (
    <p className="small-print">
      Measured in this page’s engine, with models of {counted(seeds, 'seed')}. 95&nbsp;% intervals
      over items and seeds, paired.
    </p>
  );
}

interface Props {
  readonly use: UseAbout;
  readonly modelName: (key: ModelKey) => string;
}

/** How the model does against its rivals, as it was measured, and as it does here and now. */
export function Exam({ use, modelName }: Props) {
  const session = useSession();
  const { results, sat, examining, examProblem, model } = useUse(
    use,
    'results',
    'sat',
    'examining',
    'examProblem',
    'model',
  );
  const measured = results?.of?.measured ?? [];
  const onItems = sat.filter(({ text }) => text === undefined);
  return (
    <div className={styles.stack}>
      {measured.map((one, i) => (
        <MeasuredTable
          key={one.id}
          measured={one}
          beside={besides(onItems, one.id)}
          modelName={model === 'shipped' ? 'This model' : 'The model trained for this use'}
          isFolded={i > 0}
        />
      ))}
      {measured.length > 0 && <Provenance measured={measured} />}
      {results && measured.length === 0 && (
        <>
          <p className="small-print">No figures of this use are shipped yet.</p>
          {onItems.map((one) =>
            one.measured.map((each) => (
              <MeasuredTable
                key={`${one.key} ${each.id}`}
                measured={each}
                modelName={rowName(one)}
              />
            )),
          )}
        </>
      )}
      {byText(sat).map(([text, group]) => (
        <OwnText key={text} text={text} sat={group} />
      ))}
      {[...new Set(sat.flatMap(({ notes }) => notes))].map((note) => (
        <p key={note} className="small-print">
          {note}
        </p>
      ))}
      {examProblem && (
        <Note place="list" role="alert">
          <p>
            <ProblemWords problem={examProblem} />
          </p>
        </Note>
      )}
      <div className={styles.action}>
        <button
          type="button"
          className="button small"
          aria-disabled={examining !== undefined}
          onClick={() => void session.examine(use.id, modelName(model))}
        >
          Examine this model now
        </button>
        {examining && <progress aria-label="Examining" value={examining.fraction} />}
      </div>
    </div>
  );
}
