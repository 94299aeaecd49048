import { Popover } from '@base-ui/react/popover';
import type { RefObject } from 'react';
import { addressHash, withoutReplay } from '../../../store/links/address';
import { useAppState } from '../../app';
import { ShareLink } from './ShareLink';
import styles from './SharePopover.module.css';

interface Props {
  readonly anchor: RefObject<HTMLButtonElement | null>;
  /** Whether the page's address was copied, once that is known */
  readonly copied: Promise<boolean>;
  readonly onClose: () => void;
}

/** What a link can hold besides the settings, under the button that opens it. */
export default function SharePopover({ anchor, copied, onClose }: Props) {
  const hash = useAppState((s) => addressHash(withoutReplay(s)));
  return (
    <Popover.Root
      open
      onOpenChange={(_, { event }) => {
        // A press on the button is answered by the button.
        if (!anchor.current?.contains(event.target as Node)) onClose();
      }}
    >
      <Popover.Portal>
        <Popover.Positioner anchor={anchor} sideOffset={6} align="end" style={{ zIndex: 10 }}>
          <Popover.Popup className={styles.popup} finalFocus={anchor} aria-label="Share a link">
            <ShareLink hash={hash} copied={copied} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
