import { bytesToHex } from '@noble/hashes/utils.js';
import { ok, type Result } from '@/lib/base/result';
import type { OpenedList } from '@/lib/ports/Lists';
import type { Client } from '@/lib/tiktok/client/createSiteClient';
import { md5 } from '@/lib/tiktok/sign/md5';
import { countOf, defineSource, openProfile, type ProfileSource } from './ListSource';

const openCounted = async (
  source: ProfileSource,
  client: Client,
  count: 'following' | 'followers',
): Promise<Result<OpenedList>> => {
  const opened = await openProfile(source, client);
  if (!opened.ok) return opened;
  const { profile, ...list } = opened.value;
  return ok(profile === undefined ? list : { ...list, total: profile.stats[count] });
};

/** Whom a profile follows, latest first. Closed lists are refused by the site as `private`. */
export const following = defineSource({
  kind: 'following',
  offers: {
    ofProfile: ({ author: { secUid, uniqueId }, stats }) => ({
      source: { kind: 'following', secUid, uniqueId },
      ...countOf(stats.following),
    }),
    ofYou: ({ secUid, uniqueId }) => ({ kind: 'following', secUid, uniqueId }),
  },
  keyOf: ({ secUid }) => secUid,
  open: (source, client) => openCounted(source, client, 'following'),
  people: ({ secUid }, cursor, client) => client.people({ secUid, list: 'following', cursor }),
});

/** Who follows a profile, latest first. */
export const followers = defineSource({
  kind: 'followers',
  offers: {
    ofProfile: ({ author: { secUid, uniqueId }, stats }) => ({
      source: { kind: 'followers', secUid, uniqueId },
      ...countOf(stats.followers),
    }),
    ofYou: ({ secUid, uniqueId }) => ({ kind: 'followers', secUid, uniqueId }),
  },
  keyOf: ({ secUid }) => secUid,
  open: (source, client) => openCounted(source, client, 'followers'),
  people: ({ secUid }, cursor, client) => client.people({ secUid, list: 'followers', cursor }),
});

/** Pasted handles: no list of the site, so that there are no pages. */
export const people = defineSource({
  kind: 'people',
  offers: {},
  keyOf: ({ handles }) => bytesToHex(md5(new TextEncoder().encode(handles.join('\n').toLowerCase()))),
  open: async ({ handles }) => ok({ owner: { key: 'people', name: '' }, total: handles.length }),
});
