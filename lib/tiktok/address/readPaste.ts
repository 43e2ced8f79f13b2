import { HANDLE_PATTERN } from '@/lib/base/patterns';
import { findLinks, readAddress } from './readAddress';

/** What was pasted: people by their handles, and all that is left to be opened as a link. */
export interface Paste {
  readonly handles: readonly string[];
  readonly links: readonly string[];
}

/** A list of names as people keep them, one to a line, without the sign before them. */
const bareNames = (text: string): string[] => {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const names = lines.filter((line) => line !== '');
  const isName = (name: string): boolean =>
    HANDLE_PATTERN.test(name) && /\D/.test(name) && !/^\w+\.(?:com|us)$/.test(name);
  // A single word, or words among others, is what people write, not a list.
  return names.length > 1 && names.every(isName) ? names : [];
};

/**
 * Reads pasted text: links of posts, short links, bare ids, addresses of profiles and `@handle`s in any mixture, or nothing
 * but names, one to a line. Each thing comes once, in the order of the text.
 */
export const readPaste = (text: string): Paste => {
  const handles = new Map<string, string>();
  const note = (handle: string): void => {
    if (!handles.has(handle.toLowerCase())) handles.set(handle.toLowerCase(), handle);
  };
  const names = bareNames(text);
  if (names.length > 0) {
    for (const name of names) note(name);
    return { handles: [...handles.values()], links: [] };
  }
  const links: string[] = [];
  for (const link of findLinks(text)) {
    const page = readAddress(link);
    if (page.ok && page.value.kind === 'profile') note(page.value.uniqueId);
    else links.push(link);
  }
  return { handles: [...handles.values()], links };
};
