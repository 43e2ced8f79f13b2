// Shows TokShelf at work: builds it, starts the demo site, saves the demo profile by the popup, prints what came of it.
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { launchChromium } from '../test/e2e/browsers/launchChromium.ts';
import { type Row, records } from '../test/e2e/support/records.ts';
import { waitFor } from '../test/e2e/support/waitFor.ts';
import { startSite } from '../test/site/startSite.ts';
import { hasDisplay } from './hasDisplay.ts';
import { printTree } from './printTree.ts';
import { run } from './run.ts';

const PROFILE = 'https://www.tiktok.com/@tokshelf.demo';
const downloadsDir = resolve('downloads');
const isShown = hasDisplay();

const stateOf = (job: Row | undefined): string => String(job?.state ?? 'not started');
const isOver = (job: Row | undefined): boolean => ['done', 'failed', 'cancelled'].includes(stateOf(job));
const totalOf = ({ listing }: Row): string =>
  String((listing as { readonly total?: number } | undefined)?.total ?? 'a number not told');

const counts = (job: Row | undefined): Record<string, number> => (job?.counts ?? {}) as Record<string, number>;

const printProgress = (job: Row | undefined): void => {
  const { saved = 0, planned = 0 } = counts(job);
  if (process.stdout.isTTY) process.stdout.write(`\r${stateOf(job)}: ${saved} of ${planned} files `);
};

const build = await run('wxt', ['build']);
if (build.code !== 0) process.exit(build.code);

// The browser's profile is new at each run and knows nothing of an earlier one: its files would get "(1)" copies.
rmSync(join(downloadsDir, 'tiktok'), { recursive: true, force: true });
mkdirSync(downloadsDir, { recursive: true });
const site = await startSite({ rules: { autoLogin: true } });
const browser = await launchChromium({
  extensionDir: resolve('.output/chrome-mv3'),
  site,
  downloadsDir,
  headless: !isShown,
});
try {
  console.log(
    `\nDemo site on port ${site.port}, browser ${isShown ? 'with a window' : 'without a window (no display)'}`,
  );
  const page = await browser.context.newPage();
  await page.goto(PROFILE);
  const popup = await browser.openPopup(page);
  console.log(`Opened ${PROFILE}, pressing "Save all posts" in the popup`);
  await popup.getByRole('button', { name: 'Save all posts' }).click();
  const job = await waitFor(
    'the end of the job',
    async () => {
      const latest = (await records(popup)).jobs.at(-1);
      printProgress(latest);
      return isOver(latest) ? latest : undefined;
    },
    { timeout: 300_000, every: 500 },
  );
  const { records: saved } = await records(popup);
  console.log(`\n\n${downloadsDir}`);
  printTree(browser.tree().map((file) => file.path));
  const bytes = saved.reduce((sum, record) => sum + Number(record.bytes), 0);
  const posts = new Set(saved.map((record) => record.postId)).size;
  const { seen = 0, planned = 0, saved: files = 0, skipped = 0, failed = 0 } = counts(job);
  console.log(
    `\nJob: ${stateOf(job)}; ${seen} posts listed of ${totalOf(job)}; ${files} of ${planned} files saved, ${skipped} known, ${failed} failed`,
  );
  console.log(`Records: ${saved.length} files of ${posts} posts, ${(bytes / 1e6).toFixed(1)} MB`);
  console.table(
    saved.slice(0, 5).map(({ postId, kind, index, bytes: size, sha256 }) => ({
      postId,
      kind,
      index,
      bytes: size,
      sha256: String(sha256).slice(0, 16),
    })),
  );
  if (saved.length > 5) console.log(`… and ${saved.length - 5} more`);
  process.exitCode = stateOf(job) === 'done' && failed === 0 ? 0 : 1;
} finally {
  await browser.close();
  await site.close();
}
