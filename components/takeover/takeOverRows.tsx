import { FileInput, FolderInput } from 'lucide';
import { useCallback, useState } from 'preact/hooks';
import { FileButton } from '@/components/backup/FileButton';
import { Notice } from '@/components/common/Notice';
import type { SettingRow } from '@/components/options/SettingRow';
import { t } from '@/lib/ui/format/i18n';
import type { TakeOverInput, TakeOverPorts } from '@/lib/ui/takeover/createTakeOverModel';
import { useLater } from '@/lib/ui/view/useLater';
import { errorWords } from '@/lib/ui/words/errorWords';

/** What reads the files; loaded with the first of them. */
export type LoadTakeOver = () => Promise<TakeOverPorts>;

interface Props {
  readonly pick: 'files' | 'folder';
  readonly loadPorts: LoadTakeOver;
}

const inputOf = (pick: Props['pick'], files: readonly File[]): TakeOverInput =>
  pick === 'files' ? { kind: 'files', files } : { kind: 'folder', names: files.map(({ name }) => name) };

/** A button, and below it what came of the files; the code that reads them is loaded with the first. */
const TakeOver = ({ pick, loadPorts }: Props) => {
  const [input, setInput] = useState<TakeOverInput>();
  const [problem, setProblem] = useState('');
  const onError = useCallback((error: unknown) => setProblem(String(error)), []);
  const load = useCallback(async () => {
    const [{ TakeOverPanel }, ports] = await Promise.all([import('./TakeOverPanel'), loadPorts()]);
    return { TakeOverPanel, ports };
  }, [loadPorts]);
  const panel = useLater(load, input !== undefined, onError);
  const isFolder = pick === 'folder';
  return (
    <>
      <span class="move__press">
        <FileButton
          icon={isFolder ? FolderInput : FileInput}
          pick={pick}
          {...(isFolder ? {} : { accept: '.zip,.json,.txt,.log,.archive,text/plain,application/json,application/zip' })}
          onFiles={(files) => setInput(inputOf(pick, files))}
        >
          {t(isFolder ? 'take_folder_button' : 'take_files_button')}
        </FileButton>
      </span>
      {problem && (
        <Notice tone="bad" live title={errorWords('bug', 'press').what} topic="bug">
          <code>{problem}</code>
        </Notice>
      )}
      {panel && input && <panel.TakeOverPanel ports={panel.ports} input={input} />}
    </>
  );
};

/** Posts that other tools saved, or that the person knows by TikTok's data export. */
export const takeOverRows = (loadPorts: LoadTakeOver): readonly SettingRow[] => [
  {
    id: 'take-files',
    label: t('take_files'),
    help: t('take_files_help'),
    kind: 'group',
    wide: true,
    control: () => <TakeOver pick="files" loadPorts={loadPorts} />,
  },
  {
    id: 'take-folder',
    label: t('take_folder'),
    help: t('take_folder_help'),
    kind: 'group',
    wide: true,
    control: () => <TakeOver pick="folder" loadPorts={loadPorts} />,
  },
];
