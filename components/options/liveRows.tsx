import { Chips } from '@/components/common/Chips';
import { NumberInput } from '@/components/common/NumberInput';
import { Switch } from '@/components/common/Switch';
import { WatchedList } from '@/components/options/WatchedList';
import type { Settings } from '@/lib/model/settings';
import { t } from '@/lib/ui/format/i18n';
import type { OptionsModel } from '@/lib/ui/options/createOptionsModel';
import { GapInput } from './GapInput';
import type { SettingRow } from './SettingRow';

const MINUTE_MS = 60_000;
const MAX_GAP_MINUTES = 120;

const qualities = [
  ['best', 'options_quality_best'],
  ['uhd', 'options_live_uhd'],
  ['hd', 'options_live_hd'],
  ['sd', 'options_live_sd'],
  ['ld', 'options_live_ld'],
  ['sound', 'options_live_sound'],
] as const;

const containers = [
  ['mp4', 'options_container_mp4'],
  ['flv', 'options_container_flv'],
] as const;

const limits = [
  ['splitMinutes', 'options_split_minutes', 'options_split_minutes_help', 1, 60],
  ['splitMegabytes', 'options_split_megabytes', 'options_split_megabytes_help', 10, 2000],
  ['stopHours', 'options_stop_hours', 'options_stop_hours_help', 0, 1000],
  ['stopGigabytes', 'options_stop_gigabytes', 'options_stop_gigabytes_help', 0, 10_000],
] as const;

/** Live streams: their stream and files, their chat, and who is watched. */
export const liveRows = ({ change, watched, unwatch }: OptionsModel, { live }: Settings): readonly SettingRow[] => {
  const set = (patch: Partial<Settings['live']>): void => change({ live: { ...live, ...patch } });
  return [
    {
      id: 'live-quality',
      label: t('options_live_quality'),
      help: t('options_live_quality_help'),
      kind: 'group',
      control: () => (
        <Chips
          label={t('options_live_quality')}
          value={live.quality}
          options={qualities.map(([value, key]) => ({ value, label: t(key) }))}
          onChange={(quality) => set({ quality })}
        />
      ),
    },
    {
      id: 'live-container',
      label: t('options_container'),
      help: t('options_container_help'),
      kind: 'group',
      control: () => (
        <Chips
          label={t('options_container')}
          value={live.container}
          options={containers.map(([value, key]) => ({ value, label: t(key) }))}
          onChange={(container) => set({ container })}
        />
      ),
    },
    ...limits.map(
      ([name, label, help, min, max]): SettingRow => ({
        id: name,
        label: t(label),
        help: t(help),
        control: (ids) => (
          <span class="number">
            <NumberInput {...ids} value={live[name]} min={min} max={max} onChange={(value) => set({ [name]: value })} />
          </span>
        ),
      }),
    ),
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
      control: () => (
        <WatchedList
          watched={watched.value}
          gapMs={(live.watchMin + live.watchMax) / 2}
          onRemove={(id) => void unwatch(id)}
        />
      ),
    },
    {
      id: 'watch-gap',
      label: t('options_watch_gap'),
      help: t('options_watch_gap_help'),
      kind: 'group',
      control: ({ id }) => (
        <GapInput
          id={id}
          gap={{ Min: live.watchMin / MINUTE_MS, Max: live.watchMax / MINUTE_MS }}
          min={1}
          max={MAX_GAP_MINUTES}
          step={0.5}
          onChange={(end, minutes) => set({ [`watch${end}`]: Math.round(minutes * MINUTE_MS) })}
        />
      ),
    },
  ];
};
