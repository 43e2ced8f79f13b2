import { failure } from '@/lib/base/failure';
import { readableName } from '@/lib/base/readableName';
import { err, ok } from '@/lib/base/result';
import { defineSource, openProfile } from './ListSource';

/** The bookmarks of whoever is logged in. The site hands these out whomever it is asked for, hence the check. */
export const favourites = defineSource({
  kind: 'favourites',
  offers: { ofYou: ({ secUid, uniqueId }) => ({ kind: 'favourites', secUid, uniqueId }) },
  keyOf: ({ secUid }) => secUid,
  open: async (source, client) => {
    const account = await client.whoIsLoggedIn();
    if (account !== undefined && account.secUid !== source.secUid) {
      return err(failure('private', 'favourites are shown to their owner only'));
    }
    if (account !== undefined) {
      const name = readableName(account.nickname, account.uniqueId, source.secUid);
      return ok({ owner: { key: source.secUid, name }, ownerSecUid: source.secUid });
    }
    const opened = await openProfile(source, client);
    if (!opened.ok) return opened;
    const { profile: _, ...list } = opened.value;
    return ok(list);
  },
  page: ({ secUid }, cursor, client) => client.favourites({ secUid, cursor }),
});
