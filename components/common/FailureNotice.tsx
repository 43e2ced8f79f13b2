import type { Remedy } from '@/lib/base/errorPolicy';
import { joinSentences } from '@/lib/base/joinSentences';
import { t } from '@/lib/ui/format/i18n';
import type { Problem } from '@/lib/ui/jobs/pressRemedy';
import { errorWords } from '@/lib/ui/words/errorWords';
import { Notice } from './Notice';
import { RemedyButton } from './RemedyButton';

interface Props {
  readonly failure: Problem;
  readonly onRemedy: (remedy: Remedy) => void;
  readonly onDismiss?: () => void;
}

/** The failure of something that was pressed, in words: what happened, whether it is tried again, what to press. */
export const FailureNotice = ({ failure, onRemedy, onDismiss }: Props) => {
  if (failure.about === 'show' && failure.code === 'file')
    return (
      <Notice live tone="bad" title={t('show_file_lost')} topic="file_lost" onDismiss={onDismiss}>
        {t('show_file_lost_do')}
      </Notice>
    );
  if (failure.about === 'open' && failure.code === 'file')
    return <Notice live tone="bad" title={t('viewer_gone')} topic="files_gone" onDismiss={onDismiss} />;
  if (failure.about === 'retry' && failure.code === 'input')
    return (
      <Notice live tone="warn" title={t('retry_nothing')} topic="nothing_to_retry" onDismiss={onDismiss}>
        {t('retry_nothing_do')}
      </Notice>
    );
  const words = errorWords(failure.code, 'press');
  return (
    <Notice
      live
      tone="bad"
      title={words.what}
      topic={failure.code}
      onDismiss={onDismiss}
      action={words.remedy === 'none' ? undefined : <RemedyButton remedy={words.remedy} onRemedy={onRemedy} />}
    >
      {joinSentences(words.retry, words.todo)}
    </Notice>
  );
};
