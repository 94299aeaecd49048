import { type MouseEvent, Suspense } from 'react';
import { isEmbedded } from '../../base/embedded';
import { addressHash } from '../../store/links/address';
import { PARTS, type Part } from '../../store/page';
import { trainingPart } from '../../store/trainingPart';
import { useApp, useAppState } from '../app';
import { NotKept } from '../embedded/lazyNotKept';
import { HelpButton } from '../keyboard/HelpButton';
import { SkipLink } from '../keyboard/SkipLink';
import { pressedBy, type ShortcutKey } from '../keyboard/shortcuts';
import { useLessonList } from '../lessons/useLessonList';
import { BackendChoice } from './BackendChoice';
import styles from './Header.module.css';
import { Purpose } from './Purpose';
import { ShareButton } from './ShareButton';
import { TextChoice } from './TextChoice';
import { ThemeButton } from './ThemeButton';

/** What the page calls its parts. */
export const PART_NAMES: Readonly<Record<Part, string>> = {
  playground: 'Playground',
  experiments: 'Experiments',
  uses: 'Uses',
  library: 'Library',
};

const PART_KEYS: Readonly<Record<Part, ShortcutKey>> = {
  playground: '1',
  experiments: '2',
  uses: '3',
  library: '4',
};

/** A link, so that it opens in another tab too; in this tab training goes on. */
function PartLink({ part }: { part: Part }) {
  const app = useApp();
  const isShown = useAppState((s) => s.part === part);
  const trains = useAppState((s) => trainingPart(s) === part);
  const hash = useAppState((s) => addressHash(s, part));
  const follow = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    app.show(part);
  };
  return (
    <a
      href={`#${hash || `part=${part}`}`}
      aria-current={isShown ? 'page' : undefined}
      aria-description={trains ? 'training' : undefined}
      title={trains ? 'Training goes on here' : undefined}
      data-training={(trains && !isShown) || undefined}
      {...pressedBy(PART_KEYS[part])}
      onClick={follow}
    >
      {PART_NAMES[part]}
    </a>
  );
}

/** Among the parts, where people look for it; it opens beside the part that is shown. */
function LessonsButton() {
  const { isShown, toggle } = useLessonList();
  return (
    <button type="button" aria-expanded={isShown} onClick={toggle}>
      Lessons
    </button>
  );
}

/** Wordmark (its o is a blank), the page's parts and lessons, the text's name, the backend, share, help, theme. */
function Bar() {
  const shown = useAppState((s) => s.part);
  return (
    <div className={styles.bar}>
      <h1 className={styles.wordmark}>
        <span className="visually-hidden">Cloze</span>
        <span aria-hidden="true">
          Cl
          <span className={styles.blank} />
          ze
        </span>
      </h1>
      {isEmbedded() ? (
        <Suspense>
          <NotKept place="header" />
        </Suspense>
      ) : (
        <nav aria-label="Parts of the page" className={styles.parts}>
          {PARTS.map((part) => (
            <PartLink key={part} part={part} />
          ))}
          <LessonsButton />
        </nav>
      )}
      <div className={styles.tools}>
        {shown === 'playground' && <TextChoice />}
        <BackendChoice />
        {!isEmbedded() && <ShareButton />}
        <HelpButton className={styles.plain} />
        <ThemeButton />
      </div>
    </div>
  );
}

/** What the page is, and what belongs to all its parts. */
export function Header() {
  const isPlayground = useAppState((s) => s.part === 'playground');
  return (
    <header>
      <SkipLink />
      <Bar />
      {isPlayground && <Purpose />}
    </header>
  );
}
