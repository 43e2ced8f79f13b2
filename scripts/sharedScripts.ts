import { basename, dirname } from 'node:path';

/** What rolldown tells of a module while it divides a build into scripts (`CodeSplittingGroup.name`, rolldown 1). */
interface ModuleGraph {
  getModuleInfo(id: string): { readonly isEntry: boolean; readonly importers: readonly string[] } | null;
}

const pages: readonly string[] = ['library', 'popup', 'options', 'welcome', 'guide', 'trouble', 'privacy'];

/** `library` for `library/index.html`, `background` for what WXT makes of `background.ts`. */
const entryName = (id: string): string => {
  const file = basename(id).replace(/\.[a-z.]+$/, '');
  return file === 'index' ? basename(dirname(id)) : file;
};

/** The entrypoints that read a module before their first line runs; what is imported later counts for none. */
const readersOf = (id: string, graph: ModuleGraph): ReadonlySet<string> => {
  const readers = new Set<string>();
  const seen = new Set([id]);
  for (const at of seen) {
    const { isEntry, importers } = graph.getModuleInfo(at) ?? { isEntry: false, importers: [] };
    if (isEntry) readers.add(entryName(at));
    for (const importer of importers) seen.add(importer);
  }
  return readers;
};

// Few scripts, for a page waits for all of them before it draws anything (18 in place of 7 cost the library's first rows
// 15 %, Chromium 156); and in none what its readers have no use for, the worker least of all.
const scriptOf = (readers: ReadonlySet<string>): 'core' | 'pages' | null => {
  if (readers.has('background') && readers.has('library')) return 'core';
  if (readers.has('background') || readers.has('offscreen')) return null;
  return pages.filter((page) => readers.has(page)).length > 1 ? 'pages' : null;
};

/**
 * The scripts that several entrypoints read, as rolldown's `codeSplitting.groups`: what worker and library share, what only pages
 * share, and one more for each other set of readers. Scripts never import each other in a circle, in which the worker did not
 * start (rolldown, 2026-11): what a module imports has at least that module's readers, so `core` imports itself alone, `pages`
 * only what is read by the same pages and the background, and nothing that the background reads imports `pages`.
 */
export const sharedScripts = () => {
  const known = new Map<string, 'core' | 'pages' | null>();
  const named = (name: 'core' | 'pages', priority: number) => ({
    debugName: name,
    name: (id: string, graph: ModuleGraph): string | null => {
      const script = known.get(id) ?? scriptOf(readersOf(id, graph));
      known.set(id, script);
      return script === name ? name : null;
    },
    priority,
  });
  return [
    named('core', 3),
    named('pages', 2),
    // By what rolldown keeps of a build, not by what its modules name: only the offscreen document reads mp4 in Chromium.
    { name: 'shared', priority: 1, minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 0 },
  ];
};
