import { DATA_KEY, scriptIds } from '@/lib/tiktok/parse/hydration';
import { runInTab } from './runInTab';

/** Runs in the tab, so it is self-contained: the text of the first data script that the page holds, under whatever name. */
const readDataScript = ([key, ...ids]: readonly string[]): string => {
  for (const id of ids) {
    const text = document.getElementById(id)?.textContent;
    if (text) return text;
  }
  const texts = [...document.querySelectorAll('script[type="application/json"]')].map(({ textContent }) => textContent);
  return texts.find((text) => text?.includes(`"${key}"`)) ?? '';
};

/** The page's own data as JSON text; empty when the tab holds none or cannot be read (loading, discarded, hanging, another site). */
export const readTabData = async (tabId: number): Promise<string> => {
  try {
    const text = await runInTab(tabId, readDataScript, [DATA_KEY, ...scriptIds]);
    return typeof text === 'string' ? text : '';
  } catch {
    // Not ours to read: the offer is then made from the address alone.
    return '';
  }
};
