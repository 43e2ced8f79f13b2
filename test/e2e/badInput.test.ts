import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FaultKind } from '../site/faults.ts';
import { isHousekeeping } from '../site/hosts.ts';
import { defaultRules } from '../site/rules.ts';
import { type Site, startSite } from '../site/startSite.ts';
import { specialPosts } from '../site/world/posts.ts';
import type { DemoPost } from '../site/world/types.ts';
import { demo, friend } from '../site/world/users.ts';
import { extensionDir } from './browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from './browsers/launchChromium.ts';
import { press } from './support/press.ts';
import { records } from './support/records.ts';
import { readButton, saveButton, tooltipText, untilButton } from './support/saveButton.ts';
import { waitFor } from './support/waitFor.ts';
import { words } from './support/words.ts';

let site: Site;
let run: ChromiumRun;

beforeAll(async () => {
  site = await startSite();
  run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
});
afterAll(async () => {
  await run.close();
  await site.close();
});

const open = async (post: DemoPost): Promise<Page> => {
  const page = await run.context.newPage();
  await page.goto(
    `https://www.tiktok.com/@${post.owner.uniqueId}/${post.kind === 'photos' ? 'photo' : 'video'}/${post.id}`,
  );
  return page;
};

/** What the popup says about the page's post. */
const popupWords = async (page: Page): Promise<string> => {
  const popup = await run.openPopup(page);
  const text = await waitFor('the remark in the popup', () =>
    popup.locator('.job-form [role=status], .job-form [role=alert], .job-form .notice').first().innerText(),
  );
  await popup.close();
  return text;
};

const expectNothingKept = async (): Promise<void> => {
  const own = await run.extensionPage('options.html');
  expect((await records(own)).records).toEqual([]);
  await own.close();
  expect(run.tree()).toEqual([]);
};

const demoPost = (at: number) => (): DemoPost => {
  const post = site.world.postsOf(demo)[at];
  if (post?.kind !== 'video') throw new Error(`no video at ${at}`);
  return post;
};

describe('a click on a post that cannot be had says why', () => {
  const cases: ReadonlyArray<readonly [string, () => DemoPost, FaultKind | undefined, string, string]> = [
    ['removed', () => specialPosts.removed, undefined, 'removed', 'error_removed_retry'],
    ['a captcha page served as 200 video/mp4', demoPost(0), 'captcha-html', 'captcha', 'error_captcha_retry'],
    ['a body that ends too early', demoPost(1), 'cut', 'network', 'error_ended'],
    ['fewer bytes than the post says', demoPost(2), 'short', 'file', 'error_ended'],
  ];
  const pages = new Map<string, Page>();

  beforeAll(async () => {
    for (const [name, post, kind] of cases) {
      if (kind) site.faults.push({ kind, group: 'media', name: 'video', postId: post().id });
      const page = await open(post());
      pages.set(name, page);
      await saveButton(page).click();
    }
  });

  it.each(cases)('%s', async (name, _post, _kind, code, retry) => {
    const page = pages.get(name) as Page;
    await page.bringToFront();
    const button = saveButton(page);
    // Two more tries come first, with pauses between them.
    const seen = await untilButton(button, 'failed', 40_000);
    expect(seen.name).toBe(words('button_failed_name', words(`error_${code}`)));
    const said = `${words('button_failed_name', words(`error_${code}`))} ${words(retry)} ${words(`error_${code}_do`)}`;
    await page.mouse.move(5, 5);
    await button.hover();
    expect(await waitFor('the tooltip', () => tooltipText(page))).toBe(said);
    const told = await popupWords(page);
    expect(told).toContain(words(`error_${code}`));
    expect(told).toContain(words(`error_${code}_do`));
    await page.close();
  });

  it('keeps nothing of them', async () => {
    await expectNothingKept();
    site.faults.length = 0;
  });
});

describe('without a login', () => {
  beforeAll(async () => {
    await run.context.clearCookies();
    await run.context.addCookies(site.cookies('none').map((cookie) => ({ ...cookie })));
    site.rules.loginFor = ['*'];
  });
  afterAll(() => {
    Object.assign(site.rules, defaultRules());
  });

  it('the button asks for one', async () => {
    const page = await open(specialPosts.photosWebp);
    const button = saveButton(page);
    await button.click();
    expect((await untilButton(button, 'failed')).name).toBe(words('button_failed_name', words('error_login')));
    expect(await popupWords(page)).toContain(words('error_login_do'));
    await page.close();
  });

  it('a list waits for one, and the popup says so', async () => {
    const page = await run.context.newPage();
    await page.goto(`https://www.tiktok.com/@${friend.uniqueId}`);
    const popup = await run.openPopup(page);
    await press(popup.getByRole('button', { name: words('popup_save_posts') }));
    // The post of the click before may have a card of its own.
    const card = popup
      .getByRole('article', { name: `Posts of ${friend.uniqueId}` })
      .filter({ hasText: words('wait_login') });
    await card.waitFor();
    expect(await card.getByRole('button', { name: words('action_login') }).count()).toBe(1);
    await popup.close();
    await page.close();
  });

  it('nothing is kept', expectNothingKept);
});

describe('an empty reply with tt_orcas_res', () => {
  it('is said to be one while it is tried again, on the button and in the popup', async () => {
    site.rules.signature = 'refuse-all';
    const page = await open(specialPosts.recordedPhotos);
    const button = saveButton(page);
    await button.click();
    const seen = await waitFor('the reason', async () => {
      const now = await readButton(button);
      return now.name === words('error_gate') ? now : undefined;
    });
    expect(seen.state).toBe('queued');
    expect(await popupWords(page)).toContain(words('error_gate'));
    await page.close();
    await expectNothingKept();
  });
});

it('asks no foreign host', () => {
  expect(site.foreignHosts().filter((host) => !isHousekeeping(host))).toEqual([]);
});
