import { NumberInput } from '@/components/common/NumberInput';
import type { Settings } from '@/lib/model/settings';
import { t } from '@/lib/ui/format/i18n';
import type { OptionsModel } from '@/lib/ui/options/createOptionsModel';
import { GapInput } from './GapInput';
import type { SettingRow } from './SettingRow';

const MAX_GAP_SECONDS = 120;
const MAX_CAP = 1_000_000;

/** How fast. */
export const paceRows = ({ change }: OptionsModel, { pacing }: Settings): readonly SettingRow[] => {
  const pace = (patch: Partial<Settings['pacing']>): void => change({ pacing: { ...pacing, ...patch } });
  return [
    {
      id: 'gap',
      label: t('options_gap'),
      help: t('options_gap_help'),
      kind: 'group',
      control: ({ id }) => (
        <GapInput
          id={id}
          gap={{ Min: pacing.pageGapMin / 1000, Max: pacing.pageGapMax / 1000 }}
          min={0}
          max={MAX_GAP_SECONDS}
          step={0.1}
          onChange={(end, seconds) => pace({ [`pageGap${end}`]: Math.round(seconds * 1000) })}
        />
      ),
    },
    {
      id: 'parallel',
      label: t('options_parallel'),
      help: t('options_parallel_help'),
      control: (ids) => (
        <span class="number">
          <NumberInput {...ids} value={pacing.parallel} min={1} max={8} onChange={(parallel) => pace({ parallel })} />
        </span>
      ),
    },
    {
      id: 'cap',
      label: t('options_cap'),
      help: t('options_cap_help'),
      control: (ids) => (
        <span class="number">
          <NumberInput
            {...ids}
            value={pacing.dailyCap}
            min={0}
            max={MAX_CAP}
            onChange={(dailyCap) => pace({ dailyCap })}
          />
        </span>
      ),
    },
  ];
};
