import { describe, expect, it } from 'vitest';
import { plural, t, useMessages } from '@/lib/ui/format/i18n';
import { galleryWords, messagesOf } from '@/lib/ui/words/galleryWords';
import arabic from '@/public/_locales/ar/messages.json';
import english from '@/public/_locales/en/messages.json';
import { catalogMessages } from '../../../fakes/catalogMessages';
import { codeFiles } from '../../words/code';

/** What the page is made of, beside parts that say nothing by themselves. */
const views =
  /^components\/(?:gallery\/Gallery(?:App|Filters|Grid|Player|Slides)|viewer\/(?:CommentList|Slideshow))\.tsx$/;

const asked = (name: 't' | 'plural'): readonly string[] =>
  codeFiles
    .filter(({ path }) => views.test(path))
    .flatMap(({ text }) => [...text.matchAll(new RegExp(`\\b${name}\\('([a-z_]+)'`, 'g'))].map(([, key]) => key ?? ''));

describe('the words that a gallery takes along', () => {
  it('are all that its views say, and no others', () => {
    const words = galleryWords(catalogMessages(english));
    const said = [...asked('t'), ...asked('plural').flatMap((stem) => [`${stem}_one`, `${stem}_other`]), 'locale_tag'];
    expect(said.length).toBeGreaterThan(25);
    expect(Object.keys(words).toSorted()).toEqual([...new Set(said)].toSorted());
  });

  it('say the same there as here, numbers filled in and plural forms chosen', () => {
    const here = catalogMessages(arabic, 'ar');
    const there = messagesOf({ words: galleryWords(here) });
    const say = (): readonly string[] => [
      t('viewer_picture', '2', '5'),
      t('gallery_search'),
      ...[0, 1, 2, 5, 11, 100].map((count) => plural('count_posts', count)),
    ];
    useMessages(here);
    const due = say();
    useMessages(there);
    expect(say()).toEqual(due);
    expect(new Set(due).size).toBe(due.length);
  });
});
