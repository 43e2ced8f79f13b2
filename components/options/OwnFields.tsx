import { Plus, Trash2 } from 'lucide';
import { useState } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import { IconButton } from '@/components/common/IconButton';
import { namingFields } from '@/lib/naming/render/namingFields';
import { t } from '@/lib/ui/format/i18n';

interface Props {
  readonly fields: Readonly<Record<string, string>>;
  readonly onChange: (fields: Record<string, string>) => void;
  /** False when the template needs the field. */
  readonly onRemove: (name: string) => boolean;
}

const NAME = /^[A-Za-z][A-Za-z0-9_]{0,30}$/;

const problemOf = (name: string): string | undefined => {
  if (name !== '' && !NAME.test(name)) return t('options_own_wrong');
  return namingFields.some((field) => field.name === name) ? t('options_own_taken') : undefined;
};

/** The person's own words for templates. */
export const OwnFields = ({ fields, onChange, onRemove }: Props) => {
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const [needed, setNeeded] = useState<string>();
  const problem = problemOf(name);
  const add = (): void => {
    onChange({ ...fields, [name]: value });
    setName('');
    setValue('');
  };
  return (
    <div class="own">
      {Object.entries(fields).map(([key, text]) => (
        <div class="own__row" key={key}>
          <code dir="ltr">{`{${key}}`}</code>
          <input
            aria-label={`{${key}}`}
            value={text}
            maxLength={100}
            onInput={(event) => onChange({ ...fields, [key]: event.currentTarget.value })}
          />
          <IconButton
            icon={Trash2}
            label={t('options_own_remove', key)}
            onClick={() => setNeeded(onRemove(key) ? undefined : key)}
          />
          {needed === key && (
            <p class="control-wrong" role="alert">
              {t('options_own_needed')}
            </p>
          )}
        </div>
      ))}
      <form
        class="own__row"
        onSubmit={(event) => {
          event.preventDefault();
          if (name && !problem) add();
        }}
      >
        <input
          dir="ltr"
          aria-label={t('options_own_name')}
          placeholder={t('options_own_name')}
          value={name}
          aria-invalid={problem ? 'true' : undefined}
          onInput={(event) => setName(event.currentTarget.value.trim())}
        />
        <input
          aria-label={t('options_own_value')}
          placeholder={t('options_own_value')}
          value={value}
          maxLength={100}
          onInput={(event) => setValue(event.currentTarget.value)}
        />
        <Button type="submit" icon={Plus} disabled={name === '' || problem !== undefined}>
          {t('options_own_add')}
        </Button>
      </form>
      {problem && (
        <p class="control-wrong" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
};
