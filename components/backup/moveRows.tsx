import { Download, Upload } from 'lucide';
import { Button } from '@/components/common/Button';
import type { SettingRow } from '@/components/options/SettingRow';
import type { Settings } from '@/lib/model/settings';
import { t } from '@/lib/ui/format/i18n';
import type { MoveModel } from '@/lib/ui/options/createMoveModel';
import { FileButton } from './FileButton';
import { ReadOutcome, WriteOutcome } from './MoveOutcome';

/** Library and settings as one file, to another computer or browser and from it. */
export const moveRows = (model: MoveModel, settings: Settings): readonly SettingRow[] => {
  const isBusy = model.state.value.step === 'busy';
  return [
    {
      id: 'move-out',
      label: t('options_move_out'),
      help: t('options_move_out_help'),
      kind: 'group',
      wide: true,
      control: () => (
        <>
          <span class="move__press">
            <Button icon={Download} disabled={isBusy} onClick={() => void model.write()}>
              {t('options_export_button')}
            </Button>
            <label>
              <input
                type="checkbox"
                checked={model.withThumbs.value}
                onChange={(event) => model.setThumbs(event.currentTarget.checked)}
              />
              {t('options_move_thumbs')}
            </label>
          </span>
          <WriteOutcome model={model} />
        </>
      ),
    },
    {
      id: 'move-in',
      label: t('options_move_in'),
      help: t('options_move_in_help'),
      kind: 'group',
      wide: true,
      control: () => (
        <>
          <span class="move__press">
            <FileButton
              icon={Upload}
              accept=".gz,.jsonl"
              disabled={isBusy}
              onFiles={([file]) => file && void model.choose(file)}
            >
              {t('options_import_button')}
            </FileButton>
          </span>
          <ReadOutcome model={model} settings={settings} />
        </>
      ),
    },
  ];
};
