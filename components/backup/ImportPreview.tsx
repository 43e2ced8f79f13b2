import { Button } from '@/components/common/Button';
import { Notice } from '@/components/common/Notice';
import { t } from '@/lib/ui/format/i18n';
import type { SettingChange } from '@/lib/ui/options/settingChanges';
import { SettingChangesTable } from './SettingChangesTable';

interface Props {
  readonly changes: readonly SettingChange[];
  readonly onTake: () => void;
  readonly onCancel: () => void;
}

/** What a settings file would change, before it counts. */
export const ImportPreview = ({ changes, onTake, onCancel }: Props) => (
  <div class="import-preview">
    <Notice tone="warn" live title={t('options_import_ask')} />
    <SettingChangesTable changes={changes} />
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
