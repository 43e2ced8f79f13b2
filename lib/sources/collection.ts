import { readableName } from '@/lib/base/readableName';
import { ok } from '@/lib/base/result';
import { defineSource } from './ListSource';

/** A folder of favourites. No endpoint tells whose it is, so it is filed under its own name. */
export const collection = defineSource({
  kind: 'collection',
  offers: {
    ofAddress: (ref) =>
      ref.kind === 'collection' ? { kind: 'collection', collectionId: ref.collectionId } : undefined,
  },
  keyOf: ({ collectionId }) => collectionId,
  open: async ({ collectionId, name }) => ok({ owner: { key: collectionId, name: readableName(name, collectionId) } }),
  page: ({ collectionId }, cursor, client) => client.collectionItems({ collectionId, cursor }),
});
