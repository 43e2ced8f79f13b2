import { failure } from '@/lib/base/failure';
import { readableName } from '@/lib/base/readableName';
import { err, ok } from '@/lib/base/result';
import { defineSource } from './ListSource';

/** A live stream. It has an owner like a list, but no posts to page through: it is recorded, not listed. */
export const live = defineSource({
  kind: 'live',
  offers: { ofAddress: (ref) => (ref.kind === 'live' ? { kind: 'live', uniqueId: ref.uniqueId } : undefined) },
  keyOf: ({ uniqueId }) => uniqueId,
  open: async ({ uniqueId }, client) => {
    const read = await client.liveRoom(uniqueId);
    if (!read.ok) return read;
    const { owner } = read.value.room;
    const name = readableName(owner.nickname, uniqueId);
    return ok({
      owner: { key: owner.secUid || uniqueId, name },
      ...(owner.secUid ? { ownerSecUid: owner.secUid } : {}),
    });
  },
  page: async () => err(failure('input', 'a live stream has no pages')),
});
