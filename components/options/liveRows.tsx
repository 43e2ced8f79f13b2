import { NumberInput } from '@/components/common/NumberInput';
import { Switch } from '@/components/common/Switch';
import { WatchedList } from '@/components/options/WatchedList';
import type { Settings } from '@/lib/model/settings';
import { t } from '@/lib/ui/format/i18n';
import type { OptionsModel } from '@/lib/ui/options/createOptionsModel';
import type { SettingRow } from './SettingRow';

const MINUTE_MS = 60_000;
const MAX_GAP_MINUTES = 120;

/** Live streams: their chat, and who is watched. */
export const liveRows = ({ change, watched, unwatch }: OptionsModel, { live }: Settings): readonly SettingRow[] => {
  const set = (patch: Partial<Settings['live']>): void => change({ live: { ...live, ...patch } });
  return [
    {
      id: 'chat',
      label: t('options_chat'),
      help: t('options_chat_help'),
      control: (ids) => <Switch {...ids} checked={live.chat} onChange={(chat) => set({ chat })} />,
    },
    {
      id: 'watched',
      label: t('options_watched'),
      help: t('options_watched_help'),
      kind: 'group',
      wide: true,
      control: () => <WatchedList watched={watched.value} onRemove={(id) => void unwatch(id)} />,
    },
    {
      id: 'watch-gap',
      label: t('options_watch_gap'),
      help: t('options_watch_gap_help'),
      kind: 'group',
      control: ({ id }) => (
        <>
          <span class="number">
            {(['Min', 'Max'] as const).map((end) => (
              <NumberInput
                key={end}
                id={`${id}-${end}`}
                label={t(end === 'Min' ? 'options_gap_min' : 'options_gap_max')}
                value={live[`watch${end}`] / MINUTE_MS}
                min={1}
                max={MAX_GAP_MINUTES}
                step={0.5}
                onChange={(minutes) => set({ [`watch${end}`]: Math.round(minutes * MINUTE_MS) })}
              />
            ))}
          </span>
          {live.watchMin > live.watchMax && (
            <p class="control-wrong" role="alert">
              {t('options_gap_wrong')}
            </p>
          )}
        </>
      ),
    },
  ];
};
