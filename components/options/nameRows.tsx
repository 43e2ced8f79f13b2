import type { Settings } from '@/lib/model/settings';
import { t } from '@/lib/ui/format/i18n';
import type { OptionsModel } from '@/lib/ui/options/createOptionsModel';
import { NamesEditor } from './NamesEditor';
import { OwnFields } from './OwnFields';
import { PresetPicker } from './PresetPicker';
import type { SettingRow } from './SettingRow';

/** Names and folders. */
export const nameRows = (model: OptionsModel, settings: Settings): readonly SettingRow[] => [
  {
    id: 'preset',
    label: t('options_preset'),
    help: t('options_preset_help'),
    wide: true,
    kind: 'group',
    control: () => <PresetPicker template={model.template.value} onTemplate={model.typeTemplate} />,
  },
  {
    id: 'template',
    label: t('options_template'),
    help: t('options_template_help'),
    words: `${t('options_preview')} ${t('options_fields_all')}`,
    wide: true,
    control: (ids) => (
      <NamesEditor
        {...ids}
        settings={settings}
        template={model.template.value}
        errors={model.templateErrors.value}
        lastPost={model.lastPost.value}
        onTemplate={model.typeTemplate}
      />
    ),
  },
  {
    id: 'own',
    label: t('options_own_fields'),
    help: t('options_own_fields_help'),
    wide: true,
    kind: 'group',
    control: () => (
      <OwnFields
        fields={settings.customFields}
        onChange={(customFields) => model.change({ customFields })}
        onRemove={model.removeField}
      />
    ),
  },
];
