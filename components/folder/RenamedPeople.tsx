import { FolderPen } from 'lucide';
import { Button } from '@/components/common/Button';
import { Notice } from '@/components/common/Notice';
import { formatNumber } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import type { RenamingModel } from '@/lib/ui/options/createRenamingModel';

interface Props {
  readonly model: Pick<RenamingModel, 'people' | 'renamePerson' | 'keepName'>;
}

// Each is a question: more of them at once would be a list that nobody asked for.
const MOST = 5;

/** People who have another name now, and whether their folders are to have it, too. */
export const RenamedPeople = ({ model }: Props) => (
  <>
    {model.people.value.slice(0, MOST).map((person) => (
      <Notice
        key={person.secUid}
        title={t('renaming_person', person.before, person.now)}
        action={
          <>
            <Button size="small" icon={FolderPen} onClick={() => void model.renamePerson(person)}>
              {t('renaming_person_yes')}
            </Button>
            <Button size="small" look="quiet" onClick={() => void model.keepName(person)}>
              {t('renaming_person_no')}
            </Button>
          </>
        }
      >
        {t('renaming_person_files', formatNumber(person.files))}
      </Notice>
    ))}
  </>
);
