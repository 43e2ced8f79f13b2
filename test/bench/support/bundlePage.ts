import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { findChromium } from '../../../scripts/findBrowser.ts';

const root = join(import.meta.dirname, '../../..');

/** The code of a module of this folder, for a page that knows no modules. */
export const bundleOf = async (module: string): Promise<string> => {
  const entry = join(import.meta.dirname, module);
  const made = await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@': root } },
    build: { write: false, lib: { entry, formats: ['iife'], name: 'bundle' } },
  });
  const [first] = Array.isArray(made) ? made : [made];
  const chunk = first && 'output' in first ? first.output[0] : undefined;
  if (chunk?.type !== 'chunk') throw new Error(`nothing was built of ${entry}`);
  return chunk.code;
};

/** A blank page of a new Chromium with a module of this folder in it, which leaves its functions in `window.bench`. */
export const bundlePage = async (module: string): Promise<{ readonly browser: Browser; readonly page: Page }> => {
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
  const page = await browser.newPage();
  await page.route('**/*', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><meta charset="utf-8">' }),
  );
  await page.goto('https://bench.test/');
  await page.addScriptTag({ content: await bundleOf(module) });
  return { browser, page };
};
