import { ExternalLink } from 'lucide';
import { Button } from '@/components/common/Button';
import { t } from '@/lib/ui/format/i18n';

interface Props {
  readonly onOpen: () => void;
}

/** The way to TikTok from where there is nothing yet. */
export const OpenSiteButton = ({ onOpen }: Props) => (
  <Button look="primary" icon={ExternalLink} onClick={onOpen}>
    {t('action_open_tiktok')}
  </Button>
);
