import { Trash2 } from 'lucide';
import { useState } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import { t } from '@/lib/ui/format/i18n';

interface Props {
  readonly onForget: () => void;
}

/** Takes all finished jobs off the list, after a question. */
export const ForgetFinished = ({ onForget }: Props) => {
  const [asking, setAsking] = useState(false);
  if (!asking)
    return (
      <Button look="quiet" size="small" icon={Trash2} onClick={() => setAsking(true)}>
        {t('library_forget')}
      </Button>
    );
  return (
    <fieldset class="forget">
      <legend class="visually-hidden">{t('library_forget')}</legend>
      <p role="status">{t('library_forget_ask')}</p>
      <Button
        look="primary"
        size="small"
        onClick={() => {
          setAsking(false);
          onForget();
        }}
      >
        {t('library_forget_sure')}
      </Button>
      <Button look="quiet" size="small" onClick={() => setAsking(false)}>
        {t('action_cancel')}
      </Button>
    </fieldset>
  );
};
