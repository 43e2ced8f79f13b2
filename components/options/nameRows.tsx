import { Chips } from '@/components/common/Chips';
import { Switch } from '@/components/common/Switch';
import { CheckPanel } from '@/components/folder/CheckPanel';
import { RenamingPanel } from '@/components/folder/RenamingPanel';
import { NamesEditor } from '@/components/options/NamesEditor';
import { OwnFields } from '@/components/options/OwnFields';
import { PlaceChoice } from '@/components/options/PlaceChoice';
import type { SettingRow } from '@/components/options/SettingRow';
import type { Settings } from '@/lib/model/settings';
import { presets } from '@/lib/naming/template/f2Layout';
import { t, tNamed } from '@/lib/ui/format/i18n';
import type { OptionsModel } from '@/lib/ui/options/createOptionsModel';

interface Props {
  readonly template: string;
  readonly onTemplate: (text: string) => void;
}

type PresetId = (typeof presets)[number]['id'] | 'own';

/** Layouts to start from. */
const PresetPicker = ({ template, onTemplate }: Props) => {
  const known = presets.find((preset) => preset.template === template);
  return (
    <Chips<PresetId>
      label={t('options_preset')}
      value={known?.id ?? 'own'}
      options={[
        ...presets.map((preset) => ({ value: preset.id, label: tNamed(preset.key) })),
        ...(known ? [] : [{ value: 'own' as const, label: t('naming_preset_own') }]),
      ]}
      onChange={(id) => {
        const preset = presets.find((one) => one.id === id);
        if (preset) onTemplate(preset.template);
      }}
    />
  );
};

/** What can be done about the names of files that are saved; nothing where they are the browser's downloads. */
const renamingRows = ({ renaming, change }: OptionsModel, settings: Settings): readonly SettingRow[] => {
  if (!renaming || settings.place !== 'folder') return [];
  return [
    {
      id: 'renaming',
      label: t('options_renaming'),
      help: t('options_renaming_help'),
      wide: true,
      kind: 'group',
      control: () => <RenamingPanel model={renaming} settings={settings} />,
    },
    {
      id: 'ask-rename',
      label: t('options_ask_rename'),
      help: t('options_ask_rename_help'),
      control: (ids) => (
        <Switch {...ids} checked={settings.askRename} onChange={(askRename) => change({ askRename })} />
      ),
    },
  ];
};

/** Where files go; nothing where the browser grants no folders (Firefox). */
const placeRows = ({ folder, relocate, rebuild, setPlace }: OptionsModel, { place }: Settings): SettingRow[] =>
  folder
    ? [
        {
          id: 'place',
          label: t('options_place'),
          help: t('options_place_help'),
          kind: 'group',
          wide: true,
          control: () => (
            <PlaceChoice {...{ folder, relocate, rebuild, place }} onPlace={(next) => void setPlace(next)} />
          ),
        },
      ]
    : [];

/** Whether what was saved is still there. */
const checkRows = ({ check }: OptionsModel): SettingRow[] =>
  check
    ? [
        {
          id: 'check',
          label: t('check_begin'),
          help: t('check_help'),
          kind: 'group',
          wide: true,
          control: () => <CheckPanel model={check} />,
        },
      ]
    : [];

/** Names and folders. */
export const nameRows = (model: OptionsModel, settings: Settings): readonly SettingRow[] => [
  ...placeRows(model, settings),
  ...checkRows(model),
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
  ...renamingRows(model, settings),
];
