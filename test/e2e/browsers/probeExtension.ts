import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes a very small extension that only proves that the harness can drive one. */
export const writeProbeExtension = (folder: string): void => {
  mkdirSync(folder, { recursive: true });
  const manifest = {
    manifest_version: 3,
    name: 'Harness probe',
    version: '1',
    background: { service_worker: 'background.js' },
    action: { default_popup: 'popup.html' },
    permissions: ['downloads', 'tabs'],
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(
    join(folder, 'background.js'),
    `const born = Math.random();
chrome.runtime.onMessage.addListener((message, sender, answer) => {
  if (message.save) chrome.downloads.download({ url: message.save, filename: message.name }).then((id) => answer({ id }));
  else answer({ born });
  return true;
});`,
  );
  for (const name of ['popup', 'options']) {
    writeFileSync(
      join(folder, `${name}.html`),
      `<!doctype html><meta charset="utf-8"><title>${name}</title><p id="tab"></p><script src="page.js"></script>`,
    );
  }
  writeFileSync(
    join(folder, 'page.js'),
    `chrome.tabs.query({ active: true, currentWindow: true }).then(([tab]) => { document.getElementById('tab').textContent = tab?.url ?? ''; });`,
  );
};

/** The same for Firefox: a content script that marks the page, an event page that saves a file. */
export const writeFirefoxProbe = (folder: string): void => {
  mkdirSync(folder, { recursive: true });
  const hosts = ['https://*.tiktok.com/*'];
  const manifest = {
    manifest_version: 3,
    name: 'Harness probe',
    version: '1',
    background: { scripts: ['background.js'] },
    content_scripts: [{ matches: hosts, js: ['content.js'] }],
    permissions: ['downloads'],
    host_permissions: hosts,
    browser_specific_settings: { gecko: { id: 'tokshelf-probe@extension' } },
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(
    join(folder, 'content.js'),
    `document.documentElement.dataset.probe = '1'; browser.runtime.sendMessage('save');`,
  );
  writeFileSync(
    join(folder, 'background.js'),
    `browser.runtime.onMessage.addListener(() => {
  browser.downloads.download({ url: URL.createObjectURL(new Blob(['demo'])), filename: 'probe/text.txt' });
});`,
  );
};
