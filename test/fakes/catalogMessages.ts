import type { Messages } from '@/lib/ports/Messages';

type Catalog = Readonly<Record<string, { readonly message: string }>>;

/** Messages read straight from a _locales file, as the browser would: `$1`…`$9` filled in, `$$` is a dollar. */
export const catalogMessages = (catalog: Catalog, uiLanguage = 'en-GB'): Messages => ({
  get: (key, substitutions = []) =>
    (catalog[key]?.message ?? '').replace(/\$(\$|\d)/g, (_, mark: string) =>
      mark === '$' ? '$' : (substitutions[Number(mark) - 1] ?? ''),
    ),
  uiLanguage: () => uiLanguage,
});
