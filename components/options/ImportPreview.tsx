import { TriangleAlert } from 'lucide';
import { Button } from '@/components/common/Button';
import { Icon } from '@/components/common/Icon';
import { Notice } from '@/components/common/Notice';
import { t } from '@/lib/ui/format/i18n';
import type { SettingChange } from '@/lib/ui/options/settingChanges';

interface Props {
  readonly changes: readonly SettingChange[];
  readonly onTake: () => void;
  readonly onCancel: () => void;
}

/** What a settings file would change, before it counts. */
export const ImportPreview = ({ changes, onTake, onCancel }: Props) => (
  <div class="import-preview">
    <Notice tone="warn" live title={t('options_import_ask')} />
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
    <span class="sure">
      <Button look="primary" onClick={onTake}>
        {t('options_import_take')}
      </Button>
      <Button look="quiet" onClick={onCancel}>
        {t('action_cancel')}
      </Button>
    </span>
  </div>
);
