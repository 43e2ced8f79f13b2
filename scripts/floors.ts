/**
 * Who may import whom, as one table: `npm run rules` writes it into biome.json, whose overrides do not merge and
 * therefore repeat it for every room. test/unit/house/floors.test.ts says when the two differ.
 */

/** From the lowest floor to the highest; folders of one floor do not import each other unless they stand in order. */
const floors: readonly (readonly string[])[] = [
  ['lib/base'],
  ['lib/model'],
  ['lib/ports'],
  ['lib/tiktok', 'lib/naming', 'lib/media', 'lib/store', 'lib/gallery'],
  ['lib/sources', 'lib/rpc', 'lib/live', 'lib/watch'],
  ['lib/queue'],
  ['lib/backup', 'lib/takeover'],
  ['lib/browser'],
  ['lib/app', 'lib/page', 'lib/ui', 'lib/api'],
  ['components', 'entrypoints'],
];

/** What a folder may not import though it stands lower, and what it may though it does not. */
const exceptions: Readonly<Record<string, { readonly deny?: readonly string[]; readonly allow?: readonly string[] }>> =
  {
    // Views see the site, the queue and the browser through models only.
    components: {
      deny: [
        'lib/app',
        'lib/page',
        'lib/api',
        'lib/browser',
        'lib/queue',
        'lib/sources',
        'lib/rpc',
        'lib/tiktok',
        'lib/store',
      ],
    },
    entrypoints: { allow: ['components'] },
  };

/**
 * The rooms of a folder, lowest first; rooms of one line do not import each other. Files that stand in the folder itself
 * are above all rooms: no room imports them.
 */
export const rooms: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'lib/tiktok': [
    ['address', 'webcast', 'page'],
    ['sign', 'wire'],
    ['parse'],
    ['request'],
    ['lists'],
    ['client'],
    ['api'],
  ],
  'lib/live': [['media', 'chat'], ['flv', 'hls'], ['record']],
  'lib/naming': [['text'], ['fields', 'folders'], ['template'], ['render']],
  'lib/queue': [['core'], ['rules'], ['hold'], ['planning'], ['files'], ['listing'], ['jobs'], ['schedule'], ['api']],
  'lib/browser': [
    ['system'],
    ['database'],
    ['settings'],
    ['access', 'tabs'],
    ['downloads', 'media', 'routes', 'events'],
    ['live', 'folder'],
    ['gallery'],
  ],
  'lib/page': [['sight', 'draw'], ['choose']],
  'lib/ui': [
    ['format'],
    ['view', 'forms'],
    ['words'],
    ['jobs', 'takeover'],
    ['popup', 'options', 'library', 'welcome', 'gallery'],
  ],
};

/** Rooms that open only to the files named here, since these stand above the folder's own top. */
const topMayBeImportedBy: Readonly<Record<string, readonly string[]>> = { 'lib/queue': ['api'] };

const platform = ['webextension-polyfill', 'wxt/browser', '#imports', 'dexie'];
const views = ['preact', 'preact/*', '@preact/*'];
const foreign: Readonly<Record<string, readonly string[]>> = {
  'lib/browser': [...views, 'node:*'],
  'lib/ui': [...platform, 'node:*'],
  components: [...platform, 'node:*'],
  entrypoints: ['dexie', 'webextension-polyfill', 'node:*'],
};

const globals = ['browser', 'chrome', 'fetch', 'XMLHttpRequest', 'navigator', 'indexedDB', 'localStorage'];

const all = floors.flat();
const both = (folder: string): string[] => [`@/${folder}`, `@/${folder}/**`];

/** Folders that `folder` must not import: its own floor and those above, but for the exceptions. */
const closedTo = (folder: string): readonly string[] => {
  const at = floors.findIndex((floor) => floor.includes(folder));
  const { deny = [], allow = [] } = exceptions[folder] ?? {};
  const above = floors.slice(at).flat();
  return all.filter(
    (other) => other !== folder && !allow.includes(other) && (above.includes(other) || deny.includes(other)),
  );
};

/** What a room must not import of its own folder. */
const closedRooms = (folder: string, room: string): readonly string[] => {
  const levels = rooms[folder] ?? [];
  const at = levels.findIndex((level) => level.includes(room));
  const above = levels
    .slice(at)
    .flat()
    .filter((other) => other !== room);
  const top = topMayBeImportedBy[folder]?.includes(room) ? [] : [`@/${folder}/*`];
  return [...top, ...above.flatMap((other) => both(`${folder}/${other}`))];
};

interface Pattern {
  readonly group: readonly string[];
  readonly message: string;
}

const override = (includes: readonly string[], folder: string, inside: readonly Pattern[]) => {
  const patterns: Pattern[] = [
    {
      group: closedTo(folder).flatMap(both),
      message: `${folder} stands on a lower floor: see docs/architecture.md, "Floors and rooms".`,
    },
    ...inside,
    {
      group: foreign[folder] ?? [...platform, ...views, 'node:*'],
      message: `${folder} does not touch this: browser APIs and Dexie belong to lib/browser, views to components and lib/ui.`,
    },
    { group: ['../**'], message: 'Imports between folders use the @/ alias, so that floors can be checked.' },
  ].filter(({ group }) => group.length > 0);
  const noRestrictedImports = { level: 'error', options: { patterns } };
  const deniedGlobals = Object.fromEntries(globals.map((name) => [name, 'lib/browser only']));
  const noRestrictedGlobals = { level: 'error', options: { deniedGlobals } };
  const style = folder === 'lib/browser' ? { noRestrictedImports } : { noRestrictedImports, noRestrictedGlobals };
  return { includes, linter: { rules: { style } } };
};

const overridesOf = (folder: string) => {
  const levels = rooms[folder];
  if (!levels) return [override([folder === 'lib/api' ? 'lib/api.ts' : `${folder}/**`], folder, [])];
  return [
    override([`${folder}/*`], folder, []),
    ...levels.flat().map((room) => {
      const message = `${folder}/${room} stands below that room: see docs/architecture.md, "Floors and rooms".`;
      return override([`${folder}/${room}/**`], folder, [{ group: closedRooms(folder, room), message }]);
    }),
  ];
};

/** The overrides of biome.json that hold the floors and rooms. */
export const importOverrides = () => all.flatMap(overridesOf);

/** Folders that the table names. */
export const folders: readonly string[] = all;
