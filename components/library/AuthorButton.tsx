import { t } from '@/lib/ui/format/i18n';

interface Props {
  readonly uniqueId: string;
  readonly onAuthor: (uniqueId: string) => void;
}

/** A handle that narrows what is shown to its author. */
export const AuthorButton = ({ uniqueId, onAuthor }: Props) => (
  <button
    type="button"
    class="row__author"
    aria-label={t('library_author_only', uniqueId)}
    onClick={() => onAuthor(uniqueId)}
  >
    <bdi class="cut" dir="ltr">
      @{uniqueId}
    </bdi>
  </button>
);
