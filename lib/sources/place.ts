import { defineSource } from './ListSource';
import { openTopic } from './openTopic';

/** Posts from a place, in the site's order, which is not by time. */
export const place = defineSource({
  kind: 'place',
  offers: { ofAddress: (ref) => (ref.kind === 'place' ? { kind: 'place', placeId: ref.placeId } : undefined) },
  keyOf: ({ placeId }) => placeId,
  open: async ({ placeId, name }, client) => openTopic(await client.place(placeId), placeId, name),
  page: ({ placeId }, cursor, client) => client.placeItems({ placeId, cursor }),
});
