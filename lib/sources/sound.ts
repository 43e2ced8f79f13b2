import { defineSource } from './ListSource';
import { openTopic } from './openTopic';

/** Posts with a sound, in the site's order, which is not by time. */
export const sound = defineSource({
  kind: 'sound',
  offers: { ofAddress: (ref) => (ref.kind === 'music' ? { kind: 'sound', musicId: ref.musicId } : undefined) },
  keyOf: ({ musicId }) => musicId,
  open: async ({ musicId, name }, client) => openTopic(await client.sound(musicId), musicId, name),
  page: ({ musicId }, cursor, client) => client.soundItems({ musicId, cursor }),
});
