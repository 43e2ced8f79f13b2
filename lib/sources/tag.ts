import { defineSource } from './ListSource';
import { openTopic } from './openTopic';

const keyOf = ({ name }: { readonly name: string }): string => name.normalize('NFC').toLowerCase();

/** Posts with a hashtag, in the site's order, which is not by time. */
export const tag = defineSource({
  kind: 'tag',
  offers: { ofAddress: (ref) => (ref.kind === 'tag' ? { kind: 'tag', name: ref.name } : undefined) },
  keyOf,
  open: async (source, client) => openTopic(await client.hashtag(source.name), keyOf(source), source.name),
  page: ({ name }, cursor, client) => client.hashtagItems({ name, cursor }),
});
