import { Switch } from '@/components/common/Switch';
import { languageFolders, languages, languageTag } from '@/lib/base/languages';
import type { Settings } from '@/lib/model/settings';
import { t } from '@/lib/ui/format/i18n';
import type { OptionsModel } from '@/lib/ui/options/createOptionsModel';
import type { SettingRow } from './SettingRow';

/** What people see of TokShelf outside its own pages. */
export const siteRows = (
  { change, flush, setNotify, notifyRefused, browserLanguage }: OptionsModel,
  settings: Settings,
): readonly SettingRow[] => [
  {
    id: 'buttons',
    label: t('options_buttons'),
    help: t('options_buttons_help'),
    control: (ids) => <Switch {...ids} checked={settings.buttons} onChange={(buttons) => change({ buttons })} />,
  },
  {
    id: 'capture',
    label: t('options_capture'),
    help: t('options_capture_help'),
    control: (ids) => <Switch {...ids} checked={settings.capture} onChange={(capture) => change({ capture })} />,
  },
  {
    id: 'language',
    label: t('options_language'),
    help: t('options_language_help'),
    words: Object.values(languages).join(' '),
    control: ({ id, describedBy }) => (
      <select
        id={id}
        aria-describedby={describedBy}
        value={settings.language}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          change({ language: languageFolders.find((one) => one === chosen) ?? 'auto' });
          void flush();
        }}
      >
        <option value="auto">{t('options_language_auto', languages[browserLanguage])}</option>
        {languageFolders.map((one) => (
          <option key={one} value={one} lang={languageTag(one)}>
            {languages[one]}
          </option>
        ))}
      </select>
    ),
  },
  {
    id: 'notify',
    label: t('options_notify'),
    help: t('options_notify_help'),
    control: (ids) => (
      <>
        <Switch {...ids} checked={settings.notifyAtEnd} onChange={(on) => void setNotify(on)} />
        {notifyRefused.value && (
          <p class="control-wrong" role="alert">
            {t('options_notify_refused')}
          </p>
        )}
      </>
    ),
  },
];
