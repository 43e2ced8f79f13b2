import './dialog.css';
import './keyboardHelp.css';
import { Keyboard } from 'lucide';
import { useCallback, useId, useRef, useState } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import { IconButton } from '@/components/common/IconButton';
import type { MessageKey } from '@/lib/ports/Messages';
import { t } from '@/lib/ui/format/i18n';
import { useKey } from '@/lib/ui/view/useKey';

/** A key, or several that belong together, and what pressing it does. */
export interface KeyWords {
  readonly keys: readonly string[];
  readonly does: MessageKey;
}

interface Props {
  /** The keys of this page, beside the one that opens this list. */
  readonly keys: readonly KeyWords[];
  /** The keys that save the post in sight as the browser has them set now; empty text where there are none. */
  readonly saveShortcut: () => Promise<string>;
}

/** The question mark, also that of Arabic keyboards. */
const ASK = ['?', '\u061f'];

/** A button, and a question mark anywhere on the page, that show which keys there are. */
export const KeyboardHelp = ({ keys, saveShortcut }: Props) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const [shortcut, setShortcut] = useState('');
  const show = useCallback(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
    // People may change it in the browser at any time.
    void saveShortcut().then(setShortcut);
  }, [saveShortcut]);
  useKey(ASK, show);
  const rows: readonly KeyWords[] = [
    ...keys,
    ...(shortcut ? [{ keys: [shortcut], does: 'keys_save' as const }] : []),
    { keys: ['?'], does: 'keys_help' },
    { keys: ['Esc'], does: 'keys_close' },
  ];
  return (
    <>
      <IconButton icon={Keyboard} label={t('keys_title')} onClick={show} />
      <dialog ref={dialog} class="dialog keys" aria-labelledby={title}>
        <h2 id={title}>{t('keys_title')}</h2>
        <dl>
          {rows.map((row) => (
            <div key={row.does} class="keys__row">
              <dt dir="ltr">
                {row.keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{t(row.does)}</dd>
            </div>
          ))}
        </dl>
        <Button look="quiet" onClick={() => dialog.current?.close()}>
          {t('action_close')}
        </Button>
      </dialog>
    </>
  );
};
