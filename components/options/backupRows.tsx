import { Download, Upload } from 'lucide';
import { Button } from '@/components/common/Button';
import { t } from '@/lib/ui/format/i18n';
import type { OptionsModel } from '@/lib/ui/options/createOptionsModel';
import { ImportButton } from './ImportButton';
import { ResetButton } from './ResetButton';
import type { SettingRow } from './SettingRow';

/** Settings as a file, and the way back to the start. */
export const backupRows = (model: OptionsModel): readonly SettingRow[] => [
  {
    id: 'export',
    label: t('options_export'),
    help: t('options_export_help'),
    kind: 'group',
    control: () => (
      <Button icon={Download} onClick={model.exportFile}>
        {t('options_export_button')}
      </Button>
    ),
  },
  {
    id: 'import',
    label: t('options_import'),
    help: t('options_import_help'),
    kind: 'group',
    control: () => (
      <ImportButton icon={Upload} onText={model.importFile}>
        {t('options_import_button')}
      </ImportButton>
    ),
  },
  {
    id: 'reset',
    label: t('options_reset'),
    help: t('options_reset_help'),
    kind: 'group',
    control: () => <ResetButton onReset={model.reset} />,
  },
];
