import '@/components/options/options.css';
import {
  CircleAlert,
  CircleCheck,
  Eye,
  FileCheck2,
  FileInput,
  FolderTree,
  Gauge,
  HardDrive,
  Layers,
  LoaderCircle,
  MonitorUp,
  PanelsTopLeft,
  Radio,
  Save,
  Stethoscope,
} from 'lucide';
import { useState } from 'preact/hooks';
import { backupRows } from '@/components/backup/backupRows';
import { moveRows } from '@/components/backup/moveRows';
import { FailureNotice } from '@/components/common/FailureNotice';
import { Icon } from '@/components/common/Icon';
import { Mark } from '@/components/common/Mark';
import { Notice } from '@/components/common/Notice';
import { EmptyState } from '@/components/empty/EmptyState';
import { HelpLinks } from '@/components/help/HelpLinks';
import { diagnosticsRows } from '@/components/options/diagnosticsRows';
import { fileRows } from '@/components/options/fileRows';
import { listWatchRows } from '@/components/options/listWatchRows';
import { liveRows } from '@/components/options/liveRows';
import { nameRows } from '@/components/options/nameRows';
import { paceRows } from '@/components/options/paceRows';
import { rowsLeft, type Section, SettingSection } from '@/components/options/SettingSection';
import { savingRows } from '@/components/options/savingRows';
import { siteRows } from '@/components/options/siteRows';
import { storageRows } from '@/components/options/storageRows';
import { type LoadTakeOver, takeOverRows } from '@/components/takeover/takeOverRows';
import type { Settings } from '@/lib/model/settings';
import { t } from '@/lib/ui/format/i18n';
import type { MoveModel } from '@/lib/ui/options/createMoveModel';
import type { OptionsModel, SaveStatus as Status } from '@/lib/ui/options/createOptionsModel';
import type { StorageModel } from '@/lib/ui/options/createStorageModel';

interface SaveStatusProps {
  readonly status: Status;
}

const looks = {
  saving: { icon: LoaderCircle, key: 'options_saving' },
  saved: { icon: CircleCheck, key: 'options_saved' },
  failed: { icon: CircleAlert, key: 'options_not_saved' },
} as const;

/** Whether what was changed is safe. */
const SaveStatus = ({ status }: SaveStatusProps) => {
  const look = status === 'idle' ? undefined : looks[status];
  return (
    <p class={`save-status save-status--${status}`} role="status">
      {look && (
        <>
          <Icon icon={look.icon} size={16} />
          {t(look.key)}
        </>
      )}
    </p>
  );
};

interface Props {
  readonly model: OptionsModel;
  readonly move: MoveModel;
  readonly storage: StorageModel;
  readonly loadTakeOver: LoadTakeOver;
}

const sectionsOf = ({ model, move, storage, loadTakeOver }: Props, settings: Settings): readonly Section[] => [
  { id: 'names', icon: FolderTree, title: t('options_section_names'), rows: nameRows(model, settings) },
  { id: 'files', icon: FileCheck2, title: t('options_section_files'), rows: fileRows(model, settings) },
  { id: 'saving', icon: Layers, title: t('options_section_saving'), rows: savingRows(model, settings) },
  { id: 'pace', icon: Gauge, title: t('options_section_pace'), rows: paceRows(model, settings) },
  { id: 'watch', icon: Eye, title: t('options_section_watch'), rows: listWatchRows(model, settings) },
  { id: 'live', icon: Radio, title: t('options_section_live'), rows: liveRows(model, settings) },
  { id: 'site', icon: PanelsTopLeft, title: t('options_section_site'), rows: siteRows(model, settings) },
  { id: 'backup', icon: Save, title: t('options_section_backup'), rows: backupRows(model, settings) },
  { id: 'move', icon: MonitorUp, title: t('options_section_move'), rows: moveRows(move, settings) },
  { id: 'take', icon: FileInput, title: t('options_section_take'), rows: takeOverRows(loadTakeOver) },
  { id: 'storage', icon: HardDrive, title: t('options_section_storage'), rows: storageRows(storage) },
  {
    id: 'diagnostics',
    icon: Stethoscope,
    title: t('options_section_diagnostics'),
    rows: diagnosticsRows(model),
  },
];

const Outcome = ({ model }: Pick<Props, 'model'>) => {
  const outcome = model.fileOutcome.value;
  const failure = model.failure.value;
  if (failure) return <FailureNotice failure={failure} onRemedy={() => void model.flush()} />;
  if (outcome === 'wrong') return <Notice tone="bad" live title={t('options_import_wrong')} topic="settings_wrong" />;
  if (outcome === 'same') return <Notice tone="info" live title={t('options_import_same')} />;
  if (outcome === 'read') return <Notice tone="good" live title={t('options_import_done')} />;
  return outcome === 'reset' ? <Notice tone="good" live title={t('options_reset_done')} /> : null;
};

/** The options page. Every change is written by itself. */
export const OptionsPage = (props: Props) => {
  const { model } = props;
  const [query, setQuery] = useState('');
  const settings = model.settings.value;
  const sections = settings ? sectionsOf(props, settings) : [];
  const left = sections.filter((section) => rowsLeft(section, query).length > 0);
  const mistakes = model.templateErrors.value.length > 0;
  return (
    <div class="options">
      <header class="options__header">
        <Mark size={30} />
        <h1>{t('options_title')}</h1>
        <SaveStatus status={mistakes ? 'failed' : model.status.value} />
        <input
          type="search"
          aria-label={t('options_search')}
          placeholder={t('options_search')}
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
      </header>
      <div class="options__columns">
        <nav class="options__nav" aria-label={t('options_title')}>
          <ul>
            {left.map((section) => (
              <li key={section.id}>
                <a href={`#${section.id}`}>
                  <Icon icon={section.icon} size={17} />
                  {section.title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <main class="options__main">
          <Outcome model={model} />
          {!settings && <p class="muted">{t('options_loading')}</p>}
          {left.map((section) => (
            <SettingSection key={section.id} section={section} query={query} />
          ))}
          {settings && left.length === 0 && <EmptyState title={t('options_search_none', query)} />}
          <HelpLinks />
          <p class="muted options__version">{t('options_version', model.version)}</p>
        </main>
      </div>
    </div>
  );
};
