import './help.css';
import { Mark } from '@/components/common/Mark';
import { localeTag, t } from '@/lib/ui/format/i18n';
import { type HelpPage, helpPages } from './helpPages';

interface Props {
  readonly current: HelpPage;
}

/** The head of a help page: the ways to the others, and where the words are not English that what follows is. */
export const HelpBar = ({ current }: Props) => (
  <>
    <nav class="help-bar" aria-label={t('help_pages')}>
      <Mark size={28} />
      <ul>
        {helpPages.map((page) => (
          <li key={page}>
            <a href={`/${page}.html`} aria-current={page === current ? 'page' : undefined}>
              {t(`help_${page}`)}
            </a>
          </li>
        ))}
        <li>
          <a href="/options.html">{t('options_title')}</a>
        </li>
      </ul>
    </nav>
    {!localeTag().startsWith('en') && <p class="help-note muted">{t('help_in_english')}</p>}
  </>
);
