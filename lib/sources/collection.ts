import { policyOf } from '@/lib/base/errorPolicy';
import { readableName } from '@/lib/base/readableName';
import { ok } from '@/lib/base/result';
import { defineSource } from './ListSource';

/** A folder of favourites, anybody's. Of its owner only the handle is told, so it is filed under its own name. */
export const collection = defineSource({
  kind: 'collection',
  offers: {
    ofAddress: (ref) =>
      ref.kind === 'collection' ? { kind: 'collection', collectionId: ref.collectionId } : undefined,
  },
  keyOf: ({ collectionId }) => collectionId,
  open: async ({ collectionId, name }, client) => {
    // Who chose it from a list has its name; an address has only its number.
    const read = name === undefined ? await client.collection(collectionId) : undefined;
    if (read && !read.ok && !policyOf(read.error.code).bearable) return read;
    const told = read?.ok ? read.value.name : undefined;
    return ok({ owner: { key: collectionId, name: readableName(name, told, collectionId) } });
  },
  page: ({ collectionId }, cursor, client) => client.collectionItems({ collectionId, cursor }),
});
