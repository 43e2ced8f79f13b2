import { FolderPen } from 'lucide';
import { Button } from '@/components/common/Button';
import { Notice } from '@/components/common/Notice';
import { formatNumber } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import type { LibraryModel } from '@/lib/ui/library/createLibraryModel';

interface Props {
  readonly model: LibraryModel;
}

/** Says who has another name than their folder, and leads to the question, which the settings ask. One at a time. */
export const NewName = ({ model }: Props) => {
  const [person] = model.newNames.value;
  if (!person) return null;
  return (
    <Notice
      title={t('renaming_person', person.before, person.now)}
      action={
        <Button size="small" icon={FolderPen} onClick={() => void model.decideNames()}>
          {t('library_new_name')}
        </Button>
      }
      onDismiss={model.waveOffName}
    >
      {t('renaming_person_files', formatNumber(person.files))}
    </Notice>
  );
};
