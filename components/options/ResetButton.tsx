import { RotateCcw } from 'lucide';
import { useState } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import { t } from '@/lib/ui/format/i18n';

interface Props {
  readonly onReset: () => void;
}

/** Resets at the second press. */
export const ResetButton = ({ onReset }: Props) => {
  const [asking, setAsking] = useState(false);
  if (!asking)
    return (
      <Button icon={RotateCcw} onClick={() => setAsking(true)}>
        {t('options_reset_button')}
      </Button>
    );
  return (
    <span class="sure">
      <Button
        look="primary"
        onClick={() => {
          setAsking(false);
          onReset();
        }}
      >
        {t('options_reset_sure')}
      </Button>
      <Button look="quiet" onClick={() => setAsking(false)}>
        {t('action_cancel')}
      </Button>
    </span>
  );
};
