import { Download, RotateCcw, Upload } from 'lucide';
import { useState } from 'preact/hooks';
import { FileButton } from '@/components/backup/FileButton';
import { ImportPreview } from '@/components/backup/ImportPreview';
import { Button } from '@/components/common/Button';
import type { SettingRow } from '@/components/options/SettingRow';
import type { Settings } from '@/lib/model/settings';
import { t } from '@/lib/ui/format/i18n';
import type { OptionsModel } from '@/lib/ui/options/createOptionsModel';
import { settingChanges } from '@/lib/ui/options/settingChanges';

interface ResetButtonProps {
  readonly onReset: () => void;
}

/** Resets at the second press. */
const ResetButton = ({ onReset }: ResetButtonProps) => {
  const [asking, setAsking] = useState(false);
  if (!asking)
    return (
      <Button icon={RotateCcw} onClick={() => setAsking(true)}>
        {t('options_reset_button')}
      </Button>
    );
  return (
    <span class="sure">
      <Button
        look="primary"
        onClick={() => {
          setAsking(false);
          onReset();
        }}
      >
        {t('options_reset_sure')}
      </Button>
      <Button look="quiet" onClick={() => setAsking(false)}>
        {t('action_cancel')}
      </Button>
    </span>
  );
};

/** Settings as a file, and the way back to the start. */
export const backupRows = (model: OptionsModel, settings: Settings): readonly SettingRow[] => [
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
    wide: model.importing.value !== undefined,
    control: () => (
      <>
        <FileButton
          icon={Upload}
          accept="application/json,.json"
          onFiles={async ([file]) => file && model.importFile(await file.text())}
        >
          {t('options_import_button')}
        </FileButton>
        {model.importing.value && (
          <ImportPreview
            changes={settingChanges(settings, model.importing.value)}
            onTake={model.takeImport}
            onCancel={model.dropImport}
          />
        )}
      </>
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
