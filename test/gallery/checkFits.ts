import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { findMisfits, type OwnWords } from './findMisfits.ts';
import { stretch } from './stretch.ts';

const folder = new URL('../../public/_locales/', import.meta.url);

/** All that can be measured: each language, and English stretched. */
export const lengths: readonly string[] = [...readdirSync(folder).sort(), 'long'];

interface Speaker {
  speak(lang: string): Promise<void>;
}

/** A pattern of a message with things filled in; none where too little of it is ours to know it by. */
const patternOf = (message: string): readonly string[] => {
  const own = message.replace(/\$\d|[\u2068\u2069]/g, '');
  if ((own.match(/\p{L}/gu)?.length ?? 0) < 2) return [];
  const parts = message.replace(/[\u2068\u2069]/g, '').split(/\$\d/);
  return [`^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('.+')}$`];
};

const ownWords = (lang: string): OwnWords => {
  const file = new URL(`${lang === 'long' ? 'en' : lang}/messages.json`, folder);
  const catalog = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, { readonly message: string }>>;
  const messages = Object.values(catalog).map(({ message }) => (lang === 'long' ? stretch(message) : message));
  return {
    plain: messages.filter((message) => !message.includes('$')),
    filled: messages.filter((message) => message.includes('$')).flatMap(patternOf),
  };
};

/** The links to all states of the gallery. */
export const readLinks = async (page: Page, base: string): Promise<readonly string[]> => {
  await page.goto(base);
  await page.waitForSelector('html[data-ready]');
  return page.$$eval('a', (anchors) => anchors.map((anchor) => anchor.getAttribute('href') ?? ''));
};

/** Half a laptop's window comes to 380, which is also the one width that the popup has. */
const NARROWEST = 380;
/** What opens as a tab is measured on half a screen and on a whole one, too, where it has other columns. */
export const tabWidths: readonly number[] = [NARROWEST, 800, 1280];

/**
 * Draws one state in each of the languages, and what is no popup in each of the widths; one line per word that does not fit,
 * empty when all do. The words are exchanged in the open page.
 */
export const misfitsOf = async (
  page: Page,
  address: string,
  languages: readonly string[],
  widths: readonly number[] = [NARROWEST],
): Promise<readonly string[]> => {
  const isPopup = address.includes('page=popup');
  const lines: string[] = [];
  for (const width of isPopup ? [NARROWEST] : widths) {
    await page.setViewportSize({ width, height: isPopup ? 600 : 900 });
    await page.goto(address);
    await page.waitForSelector('html[data-ready]');
    // What a state does after it was drawn comes within 150 ms.
    await page.waitForTimeout(250);
    for (const lang of languages) {
      await page.evaluate(async (to) => {
        await (globalThis as unknown as Speaker).speak(to);
        // What was drawn anew stands after the next frame.
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      }, lang);
      for (const { text, where, how } of await findMisfits(page, ownWords(lang)))
        lines.push(`${lang} ${width} ${new URL(address).search}: ${how} in ${where}: ${text}`);
    }
  }
  return lines;
};
