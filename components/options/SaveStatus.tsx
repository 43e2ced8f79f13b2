import { CircleAlert, CircleCheck, LoaderCircle } from 'lucide';
import { Icon } from '@/components/common/Icon';
import { t } from '@/lib/ui/format/i18n';
import type { SaveStatus as Status } from '@/lib/ui/options/createOptionsModel';

interface Props {
  readonly status: Status;
}

const looks = {
  saving: { icon: LoaderCircle, key: 'options_saving' },
  saved: { icon: CircleCheck, key: 'options_saved' },
  failed: { icon: CircleAlert, key: 'options_not_saved' },
} as const;

/** Whether what was changed is safe. */
export const SaveStatus = ({ status }: Props) => {
  const look = status === 'idle' ? undefined : looks[status];
  return (
    <p class={`save-status save-status--${status}`} role="status">
      {look && (
        <>
          <Icon icon={look.icon} size={16} />
          {t(look.key)}
        </>
      )}
    </p>
  );
};
