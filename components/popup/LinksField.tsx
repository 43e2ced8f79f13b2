import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { formatBytes } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';

interface LinksFieldProps {
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** 5,000 links are less than half of it. */
const LARGEST_FILE = 1_000_000;

/** A text file, as far as can be told before it is read: systems name few kinds of it. */
const isText = ({ type, size }: File): boolean =>
  size <= LARGEST_FILE && (type === '' || type.startsWith('text/') || type === 'application/json');

/** Where links and people are pasted, or a text file of them is dropped. */
export const LinksField = ({ text, onText }: LinksFieldProps) => {
  const help = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [isRefused, setRefused] = useState(false);
  // Who chose to paste links pastes next.
  useEffect(() => field.current?.focus(), []);
  const drop = async (file: File): Promise<void> => {
    setRefused(!isText(file));
    if (!isText(file)) return;
    const added = await file.text();
    onText(text.trim() === '' ? added : `${text.trimEnd()}\n${added}`);
  };
  return (
    <div class="job-form__links">
      <textarea
        ref={field}
        rows={4}
        value={text}
        dir="ltr"
        spellcheck={false}
        aria-label={t('popup_links_label')}
        aria-describedby={help}
        placeholder={t('popup_links_placeholder')}
        onInput={(event) => onText(event.currentTarget.value)}
        onDrop={(event) => {
          const file = event.dataTransfer?.files[0];
          // Dropped text is the field's own matter.
          if (!file) return;
          event.preventDefault();
          void drop(file);
        }}
      />
      <p id={help} class="muted">
        {t('popup_links_help')}
      </p>
      {isRefused && (
        <p class="job-form__wrong" role="alert">
          {t('popup_links_file', formatBytes(LARGEST_FILE))}
        </p>
      )}
    </div>
  );
};
