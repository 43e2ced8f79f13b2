import { TriangleAlert } from 'lucide';
import { Icon } from '@/components/common/Icon';
import { t } from '@/lib/ui/format/i18n';
import type { SettingChange } from '@/lib/ui/options/settingChanges';

interface Props {
  readonly changes: readonly SettingChange[];
}

/** What would become of the settings, the risky ones first and marked. */
export const SettingChangesTable = ({ changes }: Props) => (
  <table>
    <thead>
      <tr>
        <th scope="col">{t('options_import_setting')}</th>
        <th scope="col">{t('options_import_before')}</th>
        <th scope="col">{t('options_import_after')}</th>
      </tr>
    </thead>
    <tbody>
      {changes.map(({ name, before, after, risk }) => (
        <tr key={name}>
          <th scope="row">
            {name}
            {risk && (
              <p class="import-preview__risk">
                <Icon icon={TriangleAlert} size={15} />
                {risk}
              </p>
            )}
          </th>
          <td dir="auto">{before}</td>
          <td dir="auto">{after}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
