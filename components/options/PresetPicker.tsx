import { Chips } from '@/components/common/Chips';
import { presets } from '@/lib/naming/template/presets';
import { t, tNamed } from '@/lib/ui/format/i18n';

interface Props {
  readonly template: string;
  readonly onTemplate: (text: string) => void;
}

type PresetId = (typeof presets)[number]['id'] | 'own';

/** Layouts to start from. */
export const PresetPicker = ({ template, onTemplate }: Props) => {
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
