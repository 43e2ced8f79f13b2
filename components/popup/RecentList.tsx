import { FolderOpen } from 'lucide';
import { Icon } from '@/components/common/Icon';
import { IconButton } from '@/components/common/IconButton';
import { fileIcon } from '@/components/common/kindIcons';
import { fileName } from '@/lib/base/foldText';
import type { SaveRecord } from '@/lib/model/saveRecord';
import { formatAgo, formatBytes } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import { kindWord } from '@/lib/ui/words/sourceWords';

interface Props {
  readonly records: readonly SaveRecord[];
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly onShow: (key: string) => void;
}

/** The files saved last. */
export const RecentList = ({ records, now, onShow }: Props) => (
  <section class="recent" aria-label={t('popup_recent')}>
    <h2 class="popup__title">{t('popup_recent')}</h2>
    {records.length === 0 && <p class="muted">{t('popup_recent_empty')}</p>}
    <ul>
      {records.map((record) => (
        <li key={record.key} class="recent__row">
          <Icon icon={fileIcon(record.kind)} size={17} class="recent__icon" />
          <div class="recent__words">
            <p class="cut" title={record.path || record.relativePath} dir="auto">
              {fileName(record.path || record.relativePath)}
            </p>
            <p class="muted cut figures">
              {record.missing
                ? t('popup_file_missing')
                : [kindWord(record.kind), formatBytes(record.bytes), formatAgo(record.savedAt, now)].join(' · ')}
            </p>
          </div>
          <IconButton
            icon={FolderOpen}
            size={17}
            label={`${t('action_show_file')}: ${fileName(record.path || record.relativePath)}`}
            onClick={() => onShow(record.key)}
          />
        </li>
      ))}
    </ul>
  </section>
);
