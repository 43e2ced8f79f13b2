import { Notice } from '@/components/common/Notice';
import { RemedyButton } from '@/components/common/RemedyButton';
import type { ChosenFolder } from '@/lib/ports/FolderAccess';
import { t } from '@/lib/ui/format/i18n';

interface Props {
  readonly chosen: ChosenFolder;
  readonly onAllow: () => void;
}

/** How things stand with the folder of the person's own, and the one thing to press. */
export const FolderNotice = ({ chosen, onAllow }: Props) => {
  if (chosen.state === 'granted')
    return (
      <Notice tone="good" title={t('options_folder_granted', chosen.name)}>
        {chosen.lasting ? undefined : t('options_folder_for_now')}
      </Notice>
    );
  const key = chosen.state === 'gone' ? 'options_folder_gone' : 'options_folder_prompt';
  const remedy = chosen.state === 'gone' ? 'retry' : 'grant';
  const action = <RemedyButton remedy={remedy} onRemedy={onAllow} />;
  return <Notice tone="warn" live title={t(key, chosen.name)} action={action} topic="grant" />;
};
