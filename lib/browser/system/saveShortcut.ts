import browser from 'webextension-polyfill';

/** The keys of "save this post" as the browser has them set, such as `Alt+Shift+S`; empty text where none are. */
export const readSaveShortcut = async (): Promise<string> => {
  const commands = await browser.commands.getAll();
  return commands.find(({ name }) => name === 'save-post')?.shortcut ?? '';
};
