import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const listing = read('docs/store/listing.md');

interface Manifest {
  readonly permissions: readonly string[];
  readonly optional_permissions: readonly string[];
  readonly host_permissions: readonly string[];
  readonly browser_specific_settings?: { readonly gecko: { readonly id: string } };
}

const manifestFor = async (browser: string): Promise<Manifest> => {
  const { default: wxt } = await import('@/wxt.config');
  return (wxt.manifest as (env: object) => Manifest)({ browser, command: 'build' });
};

describe('what the stores are told', () => {
  it.each(['chrome', 'firefox'])('has a reason for each permission of the manifest for %s', async (browser) => {
    const { permissions, optional_permissions, host_permissions } = await manifestFor(browser);
    const reasons = new Map(
      [...listing.matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)].map(([, name = '', why]) => [name, why]),
    );
    const asked = [...permissions, ...optional_permissions, ...host_permissions];
    expect(asked.filter((name) => !reasons.get(name))).toEqual([]);
  });

  it('names the id that Firefox knows the extension by, of no domain', async () => {
    const id = (await manifestFor('firefox')).browser_specific_settings?.gecko.id ?? '';
    // What Firefox and Mozilla's store take for an id (toolkit/mozapps/extensions, 153).
    expect(id).toMatch(/^[\w.-]*@[\w.-]+$/);
    expect(id.split('@')[1]).not.toContain('.');
    expect(listing).toContain(`\`${id}\``);
  });

  it.each(readdirSync(join(root, 'public/_locales')))('is short enough in %s', (folder) => {
    const words = JSON.parse(read(`public/_locales/${folder}/messages.json`)) as Record<string, { message: string }>;
    const { extName, extDescription } = words;
    expect(extName?.message).toBe('TokShelf');
    expect(extDescription?.message.length).toBeGreaterThan(10);
    expect(extDescription?.message.length).toBeLessThanOrEqual(132);
  });
});

describe('the long text', () => {
  const parts = listing.split(/^##+ /m);

  it.each(readdirSync(join(root, 'public/_locales')))(
    'is there once, in points that people can compare, in %s',
    (folder) => {
      const heading = folder === 'en' ? 'Long text (English)' : folder;
      const [part = '', ...more] = parts.filter((one) => one.split('\n', 1)[0] === heading);
      expect(more).toEqual([]);
      expect(part.match(/^> • /gm)).toHaveLength(9);
      for (const name of ['TikTok', 'yt-dlp', 'gallery-dl']) expect(part).toContain(name);
      // Chrome's limit.
      expect(part.length).toBeLessThan(16_000);
    },
  );
});

describe('the icons', () => {
  it.each(['16', '32', '48', '128'])('are squares of their size: %s', (size) => {
    const png = readFileSync(join(root, `public/icon/${size}.png`));
    expect([png.toString('latin1', 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([
      'PNG',
      Number(size),
      Number(size),
    ]);
  });
});
