import { LibraryBig, Settings } from 'lucide';
import { IconButton } from '@/components/common/IconButton';
import { Mark } from '@/components/common/Mark';
import { t } from '@/lib/ui/format/i18n';

interface Props {
  readonly onOpen: (page: 'options' | 'library') => void;
}

/** Name, and the ways to the other pages. */
export const PopupHeader = ({ onOpen }: Props) => (
  <header class="popup__header">
    <Mark size={24} />
    <h1>{t('app_name')}</h1>
    <IconButton icon={LibraryBig} label={t('action_library')} onClick={() => onOpen('library')} />
    <IconButton icon={Settings} label={t('action_settings')} onClick={() => onOpen('options')} />
  </header>
);
