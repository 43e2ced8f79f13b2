import './helpLinks.css';
import { t } from '@/lib/ui/format/i18n';
import { helpPages } from './helpPages';

/** The ways to the help, each in a tab of its own. */
export const HelpLinks = () => (
  <nav class="help-links" aria-label={t('help_pages')}>
    {helpPages.map((page) => (
      <a key={page} href={`/${page}.html`} target="_blank" rel="noreferrer">
        {t(`help_${page}`)}
      </a>
    ))}
  </nav>
);
