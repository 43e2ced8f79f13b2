import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '@/lib/ui/format/i18n';

interface LinksFieldProps {
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** Where links are pasted. */
export const LinksField = ({ text, onText }: LinksFieldProps) => {
  const help = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  // Who chose to paste links pastes next.
  useEffect(() => field.current?.focus(), []);
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
      />
      <p id={help} class="muted">
        {t('popup_links_help')}
      </p>
    </div>
  );
};
