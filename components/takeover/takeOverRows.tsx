import { FileInput, FolderInput } from 'lucide';
import { useCallback, useState } from 'preact/hooks';
import { FileButton } from '@/components/backup/FileButton';
import { Notice } from '@/components/common/Notice';
import { FolderDrop } from '@/components/folder/FolderDrop';
import type { SettingRow } from '@/components/options/SettingRow';
import { joinSentences } from '@/lib/base/joinSentences';
import { droppedThings } from '@/lib/takeover/droppedThings';
import type { TakeOverInput } from '@/lib/takeover/TakeOverInput';
import { t } from '@/lib/ui/format/i18n';
import type { TakeOverPorts } from '@/lib/ui/takeover/createTakeOverModel';
import { useLater } from '@/lib/ui/view/useLater';
import { errorWords } from '@/lib/ui/words/errorWords';

/** What reads the files; loaded with the first of them. */
export type LoadTakeOver = () => Promise<TakeOverPorts>;

interface Props {
  readonly loadPorts: LoadTakeOver;
}

/** Two buttons on a place to drop on, and below it what came of the files; the code that reads them is loaded with the first. */
const TakeOver = ({ loadPorts }: Props) => {
  const [input, setInput] = useState<TakeOverInput>();
  const [problem, setProblem] = useState('');
  const onError = useCallback((error: unknown) => setProblem(String(error)), []);
  const load = useCallback(async () => {
    const [{ TakeOverPanel }, ports] = await Promise.all([import('./TakeOverPanel'), loadPorts()]);
    return { TakeOverPanel, ports };
  }, [loadPorts]);
  const panel = useLater(load, input !== undefined, onError);
  const drop = (items: Iterable<DataTransferItem>): void => {
    const things = droppedThings(items);
    if (things.length > 0) setInput({ kind: 'dropped', things });
  };
  return (
    <FolderDrop label={t('take_files')} onItems={drop}>
      <div class="take__zone">
        <span class="move__press">
          <FileButton
            icon={FileInput}
            pick="files"
            accept=".zip,.json,.txt,.log,.archive,text/plain,application/json,application/zip"
            onFiles={(files) => setInput({ kind: 'files', files })}
          >
            {t('take_files_button')}
          </FileButton>
          <FileButton icon={FolderInput} pick="folder" onFiles={(files) => setInput({ kind: 'folder', files })}>
            {t('take_folder_button')}
          </FileButton>
        </span>
        <span class="muted">{t('take_drop')}</span>
      </div>
      {problem && (
        <Notice tone="bad" live title={errorWords('bug', 'press').what} topic="bug">
          <code>{problem}</code>
        </Notice>
      )}
      {panel && input && <panel.TakeOverPanel ports={panel.ports} input={input} />}
    </FolderDrop>
  );
};

/** Posts that other tools saved, or that the person knows by TikTok's data export. */
export const takeOverRows = (loadPorts: LoadTakeOver): readonly SettingRow[] => [
  {
    id: 'take-files',
    label: t('take_files'),
    help: joinSentences(t('take_files_help'), t('take_folder_help')),
    kind: 'group',
    wide: true,
    control: () => <TakeOver loadPorts={loadPorts} />,
  },
];
