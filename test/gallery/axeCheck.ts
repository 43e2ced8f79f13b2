import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** Asks axe about pages, prints what it finds and counts it. */
export const createAxeCheck = () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  let count = 0;
  const check = async (page: Page, name: string): Promise<void> => {
    await page.evaluate(axe);
    const found = await page.evaluate<readonly Violation[]>('axe.run().then((result) => result.violations)');
    for (const { id, help, nodes } of found) {
      count += 1;
      const where = nodes.map((node) => `${node.html.slice(0, 160)} | ${node.failureSummary}`).join('\n  ');
      console.error(`${name}: ${id}: ${help}\n  ${where}`);
    }
  };
  return Object.assign(check, { found: () => count });
};
