import { Notice } from '@/components/common/Notice';
import type { ErrorCode } from '@/lib/base/errorPolicy';
import { joinSentences } from '@/lib/base/joinSentences';
import { errorWords } from '@/lib/ui/words/errorWords';

interface Props {
  readonly code: ErrorCode;
}

/** Why work that a person began has stopped, and what to do before it is begun again. */
export const WorkProblem = ({ code }: Props) => {
  const { what, todo } = errorWords(code, 'press');
  return <Notice tone="warn" live topic={code} title={joinSentences(what, todo)} />;
};
