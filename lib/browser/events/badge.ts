import browser from 'webextension-polyfill';

/** What the toolbar icon says: nothing, a count of files to come, or that a job waits for the person. */
export type Badge =
  | { readonly kind: 'none' }
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'attention' };

const textOf = (badge: Badge): string => {
  if (badge.kind === 'attention') return '!';
  if (badge.kind === 'none' || badge.count === 0) return '';
  // Four characters fit; more are cut off by both browsers.
  return badge.count > 999 ? '999+' : String(badge.count);
};

/** Shows the badge. */
export const showBadge = async (badge: Badge): Promise<void> => {
  await browser.action.setBadgeBackgroundColor({ color: badge.kind === 'attention' ? '#b3261e' : '#2f5d50' });
  await browser.action.setBadgeText({ text: textOf(badge) });
};
