const KEY = 'library-layout';

/** How the library showed the saved files last. Kept in the page's own storage, which alone answers before the first paint. */
export const readLayout = (): 'table' | 'covers' => (localStorage.getItem(KEY) === 'covers' ? 'covers' : 'table');

/** Remembers it. */
export const writeLayout = (layout: 'table' | 'covers'): void => localStorage.setItem(KEY, layout);
