import type { Remedy } from '@/lib/base/errorPolicy';
import { t } from '@/lib/ui/format/i18n';
import { Button } from './Button';

interface Props {
  readonly remedy: Remedy;
  readonly onRemedy: (remedy: Remedy) => void;
}

const words = {
  open: 'action_open_tiktok',
  login: 'action_login',
  allow: 'action_allow',
  grant: 'action_grant',
  solve: 'action_solve',
  retry: 'action_retry',
  resume: 'action_resume',
  settings: 'action_settings',
} as const;

/** The one button that gets on from a trouble; nothing where only words help. */
export const RemedyButton = ({ remedy, onRemedy }: Props) =>
  remedy === 'none' ? null : (
    <Button look="plain" size="small" onClick={() => onRemedy(remedy)}>
      {t(words[remedy])}
    </Button>
  );
