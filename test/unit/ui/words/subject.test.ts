import { beforeAll, expect, it } from 'vitest';
import { formatHandle } from '@/lib/ui/format/format';
import { useMessages } from '@/lib/ui/format/i18n';
import { choicesOf } from '@/lib/ui/forms/choices';
import { subjectOf } from '@/lib/ui/words/subject';
import english from '@/public/_locales/en/messages.json';
import { catalogMessages } from '@/test/fakes/catalogMessages';
import { listOffers } from '@/test/gallery/listOffers';

beforeAll(() => useMessages(catalogMessages(english)));

it.each([
  ['yours-followers', 'My followers', '41 people'],
  ['yours-favourites', 'My favourites', '87 posts'],
])('counts people as people and posts as posts: %s', (id, title, detail) => {
  const choice = choicesOf(listOffers.everyList).find((one) => one.id === id);
  if (!choice) throw new Error(id);
  expect(subjectOf(listOffers.everyList, choice, 0)).toMatchObject({
    title,
    detail: [formatHandle('mira.reads'), detail],
  });
});
