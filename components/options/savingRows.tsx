import { Chips } from '@/components/common/Chips';
import type { Settings } from '@/lib/model/settings';
import { t } from '@/lib/ui/format/i18n';
import type { OptionsModel } from '@/lib/ui/options/createOptionsModel';
import type { SettingRow } from './SettingRow';

const conflicts = [
  ['keep-both', 'options_conflict_keep_both'],
  ['skip', 'options_conflict_skip'],
  ['overwrite', 'options_conflict_overwrite'],
] as const;

/** What happens when something stands in the way. */
export const savingRows = ({ change }: OptionsModel, settings: Settings): readonly SettingRow[] => [
  {
    id: 'conflict',
    label: t('options_conflict'),
    help: t('options_conflict_help'),
    kind: 'group',
    control: () => (
      <Chips
        label={t('options_conflict')}
        value={settings.conflict}
        options={conflicts.map(([value, key]) => ({ value, label: t(key) }))}
        onChange={(conflict) => change({ conflict })}
      />
    ),
  },
  {
    id: 'deleted',
    label: t('options_deleted'),
    help: t('options_deleted_help'),
    kind: 'group',
    control: () => (
      <Chips
        label={t('options_deleted')}
        value={settings.deleted}
        options={(['leave', 'fetch'] as const).map((value) => ({ value, label: t(`options_deleted_${value}`) }))}
        onChange={(deleted) => change({ deleted })}
      />
    ),
  },
  {
    id: 'rename',
    label: t('options_rename'),
    help: t('options_rename_help'),
    kind: 'group',
    control: () => (
      <Chips
        label={t('options_rename')}
        value={settings.onRename}
        options={(['keep', 'new'] as const).map((value) => ({ value, label: t(`options_rename_${value}`) }))}
        onChange={(onRename) => change({ onRename })}
      />
    ),
  },
];
