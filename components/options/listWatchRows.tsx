import { Switch } from '@/components/common/Switch';
import type { Settings } from '@/lib/model/settings';
import { t } from '@/lib/ui/format/i18n';
import type { OptionsModel } from '@/lib/ui/options/createOptionsModel';
import type { SettingRow } from './SettingRow';

/** Lists that are looked at by themselves. */
export const listWatchRows = (
  { change, setWatchNotify, notifyRefused }: OptionsModel,
  { watch }: Settings,
): readonly SettingRow[] => {
  const set = (patch: Partial<Settings['watch']>): void => change({ watch: { ...watch, ...patch } });
  return [
    {
      id: 'watch-paused',
      label: t('options_watch_paused'),
      help: t('options_watch_paused_help'),
      control: (ids) => <Switch {...ids} checked={watch.paused} onChange={(paused) => set({ paused })} />,
    },
    {
      id: 'watch-tab',
      label: t('options_watch_tab'),
      help: t('options_watch_tab_help'),
      control: (ids) => <Switch {...ids} checked={watch.openTab} onChange={(openTab) => set({ openTab })} />,
    },
    {
      id: 'watch-notify',
      label: t('options_watch_notify'),
      help: t('options_watch_notify_help'),
      control: (ids) => (
        <>
          <Switch {...ids} checked={watch.notify} onChange={(on) => void setWatchNotify(on)} />
          {notifyRefused.value && (
            <p class="control-wrong" role="alert">
              {t('options_notify_refused')}
            </p>
          )}
        </>
      ),
    },
  ];
};
