import '@/lib/ui/theme.css';
import { render } from 'preact';
import { DatabaseGate } from '@/components/database/DatabaseGate';
import { GalleryApp } from '@/components/gallery/GalleryApp';
import { LibraryPage } from '@/components/library/LibraryPage';
import { OptionsPage } from '@/components/options/OptionsPage';
import { PopupPage } from '@/components/popup/PopupPage';
import { WelcomePage } from '@/components/welcome/WelcomePage';
import { languageOfTag, languageTag } from '@/lib/base/languages';
import { isRightToLeft, localeTag, useMessages } from '@/lib/ui/format/i18n';
import { catalogMessages } from '../fakes/catalogMessages';
import { albumInState, albumStates } from './albumStates';
import { helpInState, helpStates } from './helpState';
import { libraryInState, libraryStates } from './libraryStates';
import { NOW } from './mocks';
import { optionsInState, optionsStates } from './optionsStates';
import { popupInState, popupStates } from './popupStates';
import { mockDatabase } from './ports/mockDatabase';
import { stretch } from './stretch';
import { welcomeInState, welcomeStates } from './welcomeStates';

type Catalog = Readonly<Record<string, { readonly message: string }>>;

const query = new URLSearchParams(location.search);

const stretched = (catalog: Catalog): Catalog =>
  Object.fromEntries(
    Object.entries(catalog).map(([key, { message }]) => [
      key,
      { message: key === 'locale_tag' ? message : stretch(message) },
    ]),
  );

/** Gives the page the words of a language: a folder of public/_locales, or `long`. */
const speak = async (lang: string): Promise<void> => {
  const language = languageOfTag(lang.replace('_', '-'));
  const file = await fetch(`/_locales/${language}/messages.json`);
  const catalog: Catalog = await file.json();
  const tag = languageTag(language);
  useMessages(catalogMessages(lang === 'long' ? stretched(catalog) : catalog, tag === 'en' ? 'en-GB' : tag));
  document.documentElement.lang = localeTag();
  document.documentElement.dir = query.get('dir') || (isRightToLeft() ? 'rtl' : 'ltr');
  // Before anything is drawn anew: what is searched for by words of the old language would go, and its state with it.
  dispatchEvent(new Event('languagechange'));
};
Object.assign(globalThis, { speak });
await speak(query.get('lang') ?? 'en');
const root = document.getElementById('app');
if (!root) throw new Error('no root');

const [page, state] = [query.get('page'), query.get('state') ?? ''];
if (page === 'library') {
  document.body.className = 'library-page';
  render(
    <DatabaseGate feed={mockDatabase(libraryStates[state]?.health)}>
      <LibraryPage model={libraryInState(state)} />
    </DatabaseGate>,
    root,
  );
} else if (page === 'options')
  render(
    <DatabaseGate feed={mockDatabase(optionsStates[state]?.health)} optional>
      <OptionsPage {...optionsInState(state)} />
    </DatabaseGate>,
    root,
  );
else if (page === 'popup') {
  document.body.className = 'popup-page';
  render(
    <DatabaseGate feed={mockDatabase(popupStates[state]?.health)}>
      <PopupPage model={popupInState(state)} now={() => NOW} />
    </DatabaseGate>,
    root,
  );
} else if (page === 'album') render(<GalleryApp model={albumInState(state)} />, root);
else if (page === 'help') render(await helpInState(state), root);
else if (page === 'welcome') render(<WelcomePage model={welcomeInState(state)} />, root);
else {
  const links = [
    ...Object.keys(popupStates).map((name) => `?page=popup&state=${name}`),
    ...Object.keys(libraryStates).map((name) => `?page=library&state=${name}`),
    ...Object.keys(albumStates).map((name) => `?page=album&state=${name}`),
    ...Object.keys(welcomeStates).map((name) => `?page=welcome&state=${name}`),
    ...helpStates.map((name) => `?page=help&state=${name}`),
    ...Object.keys(optionsStates).map((name) => `?page=options&state=${name}`),
  ];
  render(
    <ul>
      {links.map((link) => (
        <li key={link}>
          <a href={link}>{link}</a>
        </li>
      ))}
    </ul>,
    root,
  );
}
document.documentElement.dataset.ready = 'yes';
