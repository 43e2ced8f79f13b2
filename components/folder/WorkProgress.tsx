import { Button } from '@/components/common/Button';
import { ProgressBar } from '@/components/common/ProgressBar';
import { t } from '@/lib/ui/format/i18n';

interface Props {
  readonly words: string;
  /** 0 to 1 */
  readonly share: number;
  readonly onStop: () => void;
}

/** How far work on a folder is, and the button that stops it. */
export const WorkProgress = ({ words, share, onStop }: Props) => (
  <>
    <p class="muted" role="status">
      {words}
    </p>
    <ProgressBar label={words} share={share} />
    <p class="drop__more">
      <Button onClick={onStop}>{t('relocate_stop')}</Button>
    </p>
  </>
);
