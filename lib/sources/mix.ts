import { policyOf } from '@/lib/base/errorPolicy';
import { readableName } from '@/lib/base/readableName';
import { ok } from '@/lib/base/result';
import { defineSource } from './ListSource';

/** A playlist, in its maker's order. */
export const mix = defineSource({
  kind: 'mix',
  offers: {
    ofAddress: (ref) => (ref.kind === 'mix' ? { kind: 'mix', mixId: ref.mixId } : undefined),
    ofPost: ({ mixId }) => (mixId ? { kind: 'mix', mixId } : undefined),
  },
  keyOf: ({ mixId }) => mixId,
  open: async ({ mixId, name }, client) => {
    const detail = await client.mix(mixId);
    if (!detail.ok) {
      return policyOf(detail.error.code).bearable
        ? ok({ owner: { key: mixId, name: readableName(name, mixId) } })
        : detail;
    }
    const { creator, playlist } = detail.value;
    const total = playlist.videoCount;
    if (creator === undefined)
      return ok({ owner: { key: mixId, name: readableName(playlist.name, name, mixId) }, total });
    const owner = { key: creator.secUid, name: readableName(creator.nickname, creator.uniqueId, creator.secUid) };
    return ok({ owner, ownerSecUid: creator.secUid, total });
  },
  page: ({ mixId }, cursor, client) => client.mixItems({ mixId, cursor }),
});
