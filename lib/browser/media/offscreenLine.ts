import browser from 'webextension-polyfill';
import { forgetOffscreen, offscreenAddress } from './offscreenDocument';
import { type Line, openLine } from './openLine';

let line: Promise<Line | undefined> | undefined;

const connect = (): Promise<Line | undefined> => {
  const mine = openLine(offscreenAddress(), () => {
    if (line === mine) line = undefined;
    forgetOffscreen();
  });
  return mine;
};

/** Sends to the offscreen document: by the line where there is one, else by a message of the extension's API. */
export const sendByLine = async (request: object): Promise<unknown> => {
  line ??= connect();
  const open = await line;
  if (open) return open.ask(request);
  line = undefined;
  return browser.runtime.sendMessage(request);
};
