import { ShieldAlert } from 'lucide';
import { Button } from '@/components/common/Button';
import { FailureNotice } from '@/components/common/FailureNotice';
import { EmptyState } from '@/components/empty/EmptyState';
import { OpenSiteButton } from '@/components/empty/OpenSiteButton';
import type { Remedy } from '@/lib/base/errorPolicy';
import { t } from '@/lib/ui/format/i18n';
import type { PopupPage } from '@/lib/ui/popup/popupModel';

interface Props {
  readonly page: PopupPage;
  readonly onAllow: () => void;
  readonly onOpenSite: () => void;
  readonly onRemedy: (remedy: Remedy) => void;
}

/** What stands in place of the form when there is nothing to choose: loading, no page, no access, a failure. */
export const PageState = ({ page, onAllow, onOpenSite, onRemedy }: Props) => {
  if (page.status === 'loading')
    return (
      <div class="card popup__loading" role="status">
        <span class="visually-hidden">{t('popup_loading')}</span>
        <span class="bone bone--round" />
        <span class="bone" />
        <span class="bone bone--wide" />
      </div>
    );
  if (page.status === 'failed') return <FailureNotice failure={page.error} onRemedy={onRemedy} />;
  if (!page.offer.allowed)
    return (
      <EmptyState
        title={t('popup_no_access_title')}
        action={
          <Button look="primary" icon={ShieldAlert} onClick={onAllow}>
            {t('action_allow')}
          </Button>
        }
      >
        {t('popup_no_access')}
      </EmptyState>
    );
  if (page.offer.page === 'elsewhere')
    return (
      <EmptyState title={t('popup_elsewhere_title')} action={<OpenSiteButton onOpen={onOpenSite} />}>
        {t('popup_elsewhere')}
      </EmptyState>
    );
  // What the page is about could not be read: that it has nothing to save would be a guess.
  if (page.offer.problem) return <FailureNotice failure={page.offer.problem} onRemedy={onRemedy} />;
  return <EmptyState title={t('popup_here_nothing_title')}>{t('popup_here_nothing')}</EmptyState>;
};
