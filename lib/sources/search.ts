import { ok } from '@/lib/base/result';
import { defineSource } from './ListSource';

/** Posts that a search finds, in the site's order, which changes from day to day. */
export const search = defineSource({
  kind: 'search',
  offers: {
    ofAddress: (ref) => (ref.kind === 'search' && !ref.photos ? { kind: 'search', keyword: ref.keyword } : undefined),
  },
  keyOf: ({ keyword }) => keyword.trim().toLowerCase(),
  open: async ({ keyword }) => ok({ owner: { key: keyword.trim().toLowerCase(), name: keyword.trim() } }),
  page: ({ keyword }, cursor, client) => client.search({ keyword, cursor }),
});
