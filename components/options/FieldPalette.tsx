import { ChevronDown } from 'lucide';
import { Icon } from '@/components/common/Icon';
import type { FieldGroup } from '@/lib/naming/fields/NamingField';
import { type FieldHelp, namingFields } from '@/lib/naming/render/namingFields';
import { t, tNamed } from '@/lib/ui/format/i18n';

interface Props {
  /** Names of the person's own fields. */
  readonly own: readonly string[];
  readonly onInsert: (field: string) => void;
}

const often = ['create', 'desc', 'nickname', 'uniqueId', 'id', 'kind', 'owner', 'mode'];

/** The person's own fields stand among those used often, not in a group. */
type ListedGroup = Exclude<FieldGroup, 'own'>;

const FieldChip = ({ name, onInsert }: { readonly name: string; readonly onInsert: (field: string) => void }) => (
  <button
    type="button"
    class="field-chip"
    aria-label={t('options_fields_insert', name)}
    onMouseDown={(event) => event.preventDefault()}
    onClick={() => onInsert(name)}
  >
    {`{${name}}`}
  </button>
);

const Group = ({ group, onInsert }: { readonly group: ListedGroup; readonly onInsert: Props['onInsert'] }) => {
  const fields = namingFields.filter((field: FieldHelp) => field.group === group);
  return (
    <div class="fields__group">
      <h3>{t(`naming_group_${group}`)}</h3>
      <dl>
        {fields.map((field) => (
          <div key={field.name}>
            <dt dir="ltr">
              <FieldChip name={field.name} onInsert={onInsert} />
            </dt>
            <dd>
              {tNamed(field.key)}
              {field.example && (
                <span class="fields__example" dir="auto">
                  {field.example}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
};

const groups: readonly ListedGroup[] = ['post', 'author', 'time', 'list', 'file', 'counts', 'music'];

/** The fields to click: a handful that most templates use, and all of them with what they give. */
export const FieldPalette = ({ own, onInsert }: Props) => (
  <div class="fields">
    <div class="fields__often">
      <span class="muted">{t('options_fields_often')}</span>
      {[...often, ...own].map((name) => (
        <FieldChip key={name} name={name} onInsert={onInsert} />
      ))}
    </div>
    <details class="fold">
      <summary>
        <Icon icon={ChevronDown} size={16} class="fold__chevron" />
        {t('options_fields_all')}
      </summary>
      <div class="fields__groups">
        {groups.map((group) => (
          <Group key={group} group={group} onInsert={onInsert} />
        ))}
      </div>
    </details>
  </div>
);
