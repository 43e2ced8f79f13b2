import type { Failure } from '@/lib/base/failure';
import { errorWords, type Remedy } from '@/lib/ui/errorWords';
import { Notice } from './Notice';
import { RemedyButton } from './RemedyButton';

interface Props {
  readonly failure: Failure;
  readonly onRemedy: (remedy: Remedy) => void;
  readonly onDismiss?: () => void;
}

/** The failure of something that was pressed, in words: what happened, whether it is tried again, what to press. */
export const FailureNotice = ({ failure, onRemedy, onDismiss }: Props) => {
  const words = errorWords(failure.code, 'press');
  return (
    <Notice
      live
      tone="bad"
      title={words.what}
      onDismiss={onDismiss}
      action={words.remedy === 'none' ? undefined : <RemedyButton remedy={words.remedy} onRemedy={onRemedy} />}
    >
      {words.retry} {words.todo}
    </Notice>
  );
};
