import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';

/**
 * Screenshots of every page and state with mock data: `node test/gallery/shoot.ts [filter] [--width=380] [--lang=ar] [--dir=rtl] [--axe]`.
 * With --axe each is checked for accessibility as well, and a violation fails the run.
 * Written to test/e2e/screens/gallery, light and dark. CHROMIUM names the browser.
 */
const here = fileURLToPath(new URL('.', import.meta.url));
const project = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const out = fileURLToPath(new URL('../e2e/screens/gallery/', import.meta.url));
const words = process.argv.slice(2);
const option = (name: string, fallback: string): string =>
  words.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? fallback;
const filter = words.find((word) => !word.startsWith('--')) ?? '';
const themes = option('theme', 'light,dark').split(',') as ('light' | 'dark')[];
const axe = words.includes('--axe')
  ? readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  : undefined;
let violations = 0;
const direction = option('dir', '');
const lang = option('lang', 'en');

mkdirSync(out, { recursive: true });
const server = await createServer({
  root: here,
  configFile: false,
  logLevel: 'warn',
  resolve: { alias: { '@': project } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  server: { port: 0, fs: { allow: [project] } },
});
await server.listen();
const base = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage();

const checkAccess = async (name: string): Promise<void> => {
  if (!axe) return;
  await page.evaluate(axe);
  const found = (await page.evaluate('axe.run().then((result) => result.violations)')) as {
    id: string;
    help: string;
    nodes: { html: string; failureSummary: string }[];
  }[];
  for (const { id, help, nodes } of found) {
    violations += 1;
    console.error(
      `${name}: ${id}: ${help}\n  ${nodes.map((node) => `${node.html.slice(0, 160)} | ${node.failureSummary}`).join('\n  ')}`,
    );
  }
};
page.on('pageerror', (error) => console.error(`page error: ${error.message}`));
page.on('console', (message) => message.type() === 'error' && console.error(`console: ${message.text()}`));

await page.goto(base);
await page.waitForSelector('html[data-ready]');
const links = await page.$$eval('a', (anchors) => anchors.map((anchor) => anchor.getAttribute('href') ?? ''));
for (const link of links) {
  const query = new URLSearchParams(link);
  const [kind, state] = [query.get('page') ?? '', query.get('state') ?? ''];
  const name = `${kind}-${state}`;
  if (!name.includes(filter)) continue;
  const widths = option('width', kind === 'popup' ? '380' : '380,768,1280')
    .split(',')
    .map(Number);
  for (const width of widths) {
    await page.setViewportSize({ width, height: kind === 'popup' ? 560 : 900 });
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await page.goto(`${base}${link}&dir=${direction}&lang=${lang}`);
      await page.waitForSelector('html[data-ready]');
      await page.waitForTimeout(600);
      const suffix = `${lang === 'en' ? '' : `-${lang}`}${direction && `-${direction}`}`;
      await checkAccess(`${name} ${width} ${theme}`);
      await page.screenshot({ path: `${out}${name}-${width}-${theme}${suffix}.png`, fullPage: kind !== 'popup' });
    }
  }
}
await browser.close();
await server.close();
if (violations > 0) process.exitCode = 1;
