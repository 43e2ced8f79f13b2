import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isHousekeeping } from '../../site/hosts.ts';
import { type Site, startSite } from '../../site/startSite.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { launchChromium } from '../browsers/launchChromium.ts';
import { launchFirefox } from '../browsers/launchFirefox.ts';
import { command, withoutPauses } from '../support/command.ts';
import { type AnyRun, kindCases, saveKind, tellingTexts } from '../support/everyKind.ts';

type Closing = AnyRun & { close(): Promise<void> };

const inChromium = async (site: Site): Promise<Closing> => {
  const run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  const own = await run.extensionPage('options.html');
  await withoutPauses(run, own);
  return { ...run, own, command: (name, input) => command(run, own, name, input) };
};

const inFirefox = async (site: Site): Promise<Closing> => {
  const run = await launchFirefox({ extensionDir: extensionDir('firefox'), site });
  const own = await run.extensionPage('options.html');
  await withoutPauses(run, own);
  return { ...run, own, command: (name, input) => command(run, own, name, input) };
};

const files = ['video', 'image', 'music', 'cover', 'cover-animated', 'desc', 'metadata', 'subtitle', 'comments'];

// Whatever the rules of the browser and the policy refuse: what is to be reached must be reached, of every kind.
describe.each([
  ['Chromium', inChromium],
  ['Firefox', inFirefox],
])('in %s, with every file there is,', (_, launch) => {
  let site: Site;
  let run: Closing;
  beforeAll(async () => {
    site = await startSite();
    run = await launch(site);
  });
  afterAll(async () => {
    await run?.close();
    await site?.close();
  });

  it.each(kindCases)('saves $what', (one) => saveKind(run, site, one, { limit: 3, files }));

  it('no text beside a post holds a signed address or what the account did, and no foreign host was asked', () => {
    const texts = run.tree().filter(({ path }) => /\.(?:json|txt|srt)$/.test(path));
    expect(texts.length).toBeGreaterThan(50);
    expect(tellingTexts(run)).toEqual([]);
    expect(site.foreignHosts().filter((host) => !isHousekeeping(host))).toEqual([]);
  });
});
