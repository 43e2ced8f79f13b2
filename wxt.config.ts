import { readFileSync } from 'node:fs';
import { defineConfig } from 'wxt';
import { CHAT_HOST, chatPermissions, hostPermissions, mediaDomains } from './lib/tiktok/address/hosts';
import { helpPages } from './scripts/helpPages';
import { sharedScripts } from './scripts/sharedScripts';

const hosts = mediaDomains.map((domain) => `https://${domain} https://*.${domain}`).join(' ');

// The development server reloads pages by a connection of its own.
const hostsPolicy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  `connect-src 'self' blob: data: ${hosts} wss://${CHAT_HOST}`,
  `img-src 'self' blob: data: ${hosts}`,
  `media-src 'self' blob: ${hosts}`,
];

// Hosts are wide from the start: one that is added by an update disables the extension in Chrome until it is granted
// again, and is never asked for in Firefox (bug 1893232).
export default defineConfig({
  imports: false,
  manifestVersion: 3,
  hooks: {
    'config:resolved': ({ config }) => {
      // WXT 0.21 looks for names to import all the same, and takes a parameter called `storage` for its own library.
      Object.assign(config.imports, { autoImport: false });
    },
    // Indented as people edit them, packed as the browser reads them.
    'build:publicAssets': (_, files) => {
      for (const [at, file] of files.entries()) {
        if ('absoluteSrc' in file && file.relativeDest.endsWith('messages.json'))
          files[at] = {
            relativeDest: file.relativeDest,
            contents: JSON.stringify(JSON.parse(readFileSync(file.absoluteSrc, 'utf8'))),
          };
      }
    },
    'vite:build:extendConfig': (entrypoints, config) => {
      // Content scripts are one file each.
      if (!entrypoints.some(({ type }) => type === 'popup')) return;
      const { output } = config.build?.rolldownOptions ?? {};
      if (!output || Array.isArray(output)) throw new Error('WXT builds the pages otherwise than it did');
      output.codeSplitting = { groups: sharedScripts() };
    },
  },
  vite: () => ({
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    plugins: [helpPages(import.meta.dirname)],
  }),
  zip: {
    includeSources: [
      '.npmrc',
      'package.json',
      'package-lock.json',
      'README.md',
      'PRIVACY.md',
      'CHANGELOG.md',
      'LICENSE',
      'docs/*.md',
      'scripts/helpPages.ts',
      'scripts/sharedScripts.ts',
      'tsconfig.json',
      'wxt.config.ts',
      'components/**',
      'entrypoints/**',
      'lib/**',
      'public/**',
    ],
  },
  manifest: ({ browser, command }) => ({
    name: '__MSG_extName__',
    description: '__MSG_extDescription__',
    default_locale: 'en',
    permissions: [
      'downloads',
      'storage',
      'unlimitedStorage',
      'alarms',
      'cookies',
      'scripting',
      'declarativeNetRequestWithHostAccess',
      'contextMenus',
      ...(browser === 'firefox' ? [] : ['offscreen']),
    ],
    optional_permissions: ['notifications'],
    host_permissions: [...hostPermissions, ...(browser === 'firefox' ? [] : chatPermissions)],
    incognito: 'not_allowed',
    commands: { 'save-post': { suggested_key: { default: 'Alt+Shift+S' }, description: '__MSG_command_save_post__' } },
    action: { default_title: '__MSG_extName__' },
    content_security_policy: {
      extension_pages: [
        "script-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
        ...(command === 'serve' ? [] : hostsPolicy),
      ].join('; '),
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              // Can never change after the first upload. Its second half is a word, not a domain that somebody may own.
              id: 'tokshelf@extension',
              // The first whose Android side knows the next key; without `gecko_android` it is not offered there.
              strict_min_version: '142.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : { minimum_chrome_version: '120' }),
  }),
});
