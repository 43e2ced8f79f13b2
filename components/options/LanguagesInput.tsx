import { useState } from 'preact/hooks';
import { t } from '@/lib/ui/format/i18n';

interface Props {
  readonly id: string;
  readonly describedBy: string;
  readonly languages: readonly string[];
  readonly onChange: (languages: readonly string[]) => void;
}

const read = (text: string): string[] => [
  ...new Set(text.split(/[\s,;]+/).filter((word) => /^[\w-]{2,12}$/.test(word))),
];

/** Language codes with commas between them. */
export const LanguagesInput = ({ id, describedBy, languages, onChange }: Props) => {
  const [typed, setTyped] = useState<string>();
  return (
    <input
      id={id}
      dir="ltr"
      aria-describedby={describedBy}
      placeholder={t('options_subtitles_placeholder')}
      value={typed ?? languages.join(', ')}
      onInput={(event) => {
        setTyped(event.currentTarget.value);
        onChange(read(event.currentTarget.value));
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
};
