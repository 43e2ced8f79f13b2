import './namePreview.css';
import { FilePen } from 'lucide';
import { Button } from '@/components/common/Button';
import { Notice } from '@/components/common/Notice';
import type { NamePreview } from '@/lib/ports/FolderAccess';
import { formatNumber } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';

interface Props {
  readonly preview: NamePreview;
  readonly onBegin: () => void;
  readonly onDrop: () => void;
}

/** What would be renamed, the first of it file by file, and the press that begins. */
export const NamePreviewTable = ({ preview, onBegin, onDrop }: Props) => {
  const { first, taken, total, unnamed } = preview;
  return (
    <>
      {total === 0 ? (
        <Notice tone="good" live title={t('renaming_nothing')} />
      ) : (
        <>
          <p role="status">{t('renaming_would', formatNumber(total), formatNumber(first.length))}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys */}
          <section class="name-preview" aria-label={t('renaming_table')} tabIndex={0}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('renaming_from')}</th>
                  <th scope="col">{t('renaming_to')}</th>
                </tr>
              </thead>
              <tbody>
                {first.map(({ key, from, to, isTaken }) => (
                  <tr key={key}>
                    <td dir="auto">{from}</td>
                    <td dir="auto">
                      {to}
                      {isTaken && <span class="name-preview__taken">{t('renaming_is_taken')}</span>}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </>
      )}
      {taken > 0 && <p class="muted">{t('renaming_taken', formatNumber(taken))}</p>}
      {unnamed > 0 && <p class="muted">{t('renaming_unnamed', formatNumber(unnamed))}</p>}
      <p class="drop__more">
        {total > 0 && (
          <Button look="primary" icon={FilePen} onClick={onBegin}>
            {t('renaming_begin')}
          </Button>
        )}
        <Button look="quiet" onClick={onDrop}>
          {t(total > 0 ? 'action_cancel' : 'action_close')}
        </Button>
      </p>
    </>
  );
};
