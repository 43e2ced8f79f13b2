import type { PageRef } from '@/lib/model/pageRef';
import type { PagePort } from '@/lib/rpc/PagePort';
import { PROFILE_HEADING, profileSpots, TOPIC_HEADINGS } from '@/lib/tiktok/page/selectors';
import { buttonStyle } from './buttonStyle';
import { BUTTON_TAG } from './createSaveButton';
import { createShadow } from './createShadow';
import { drawIcon } from './icons';

/** The button that leads from a page with a list to what the popup offers for it. */
export interface Offers {
  /** Shows it where the page has room for it, takes it away where the page is about something else. */
  update(page: PageRef, theme: 'light' | 'dark'): void;
  /** Whether an element of ours is this button. */
  owns(host: EventTarget | null): boolean;
  remove(): void;
}

/**
 * Where the button stands: among the profile's own, behind the heading of a list, or in the corner of pages that are a stream of
 * posts; absent where the page is no list.
 */
const placeOn: Partial<Record<PageRef['kind'], 'profile' | 'heading' | 'corner'>> = {
  profile: 'profile',
  mix: 'heading',
  collection: 'heading',
  tag: 'heading',
  music: 'heading',
  place: 'heading',
  search: 'corner',
  explore: 'corner',
  feed: 'corner',
  following: 'corner',
  friends: 'corner',
  history: 'corner',
};

/** From the name of a profile up to the part that holds its buttons too. */
const MAX_CLIMB = 6;

const ANY_BUTTON = 'button,[role="button"]';

/** The row of buttons that stands nearest to the profile's name. */
const rowByShape = (heading: Element): Element | undefined => {
  let part = heading.parentElement;
  for (let step = 0; part && step < MAX_CLIMB; step += 1) {
    const button = part.querySelector(ANY_BUTTON);
    if (button) return button.parentElement ?? undefined;
    part = part.parentElement;
  }
  return undefined;
};

const putOnProfile = (doc: Document, host: HTMLElement): boolean => {
  for (const { near, where } of profileSpots) {
    const found = doc.querySelector(near);
    if (!found) continue;
    if (where === 'inside') found.append(host);
    else found.parentElement?.append(host);
    return host.isConnected;
  }
  const heading = doc.querySelector(PROFILE_HEADING);
  // No name yet: the page is still being drawn.
  if (!heading) return false;
  const row = rowByShape(heading);
  row?.append(host);
  return row !== undefined;
};

const putBehindHeading = (doc: Document, host: HTMLElement): boolean => {
  const heading = doc.querySelector(TOPIC_HEADINGS) ?? doc.querySelector(PROFILE_HEADING);
  heading?.after(host);
  return heading !== null;
};

const putInCorner = (doc: Document, host: HTMLElement): boolean => {
  doc.body.append(host);
  return true;
};

const puts = { profile: putOnProfile, heading: putBehindHeading, corner: putInCorner };

export const createSaveAllButtons = (doc: Document, t: PagePort['t']): Offers => {
  let host: HTMLElement | undefined;
  let shownFor = '';

  const make = (page: PageRef, isEndless: boolean): HTMLElement => {
    const made = doc.createElement(BUTTON_TAG);
    const root = createShadow(made, buttonStyle);
    const button = doc.createElement('button');
    button.type = 'button';
    button.className = 'pill';
    const label = doc.createElement('span');
    // The site's language may run the other way than the words.
    label.dir = 'auto';
    label.textContent = t(isEndless ? 'page_save_posts' : 'page_save_all');
    button.append(drawIcon(doc, 'all'), label);
    if (page.kind === 'profile') button.setAttribute('aria-label', t('page_save_all_of', page.uniqueId));
    root.append(button);
    return made;
  };

  const remove = (): void => {
    host?.remove();
    host = undefined;
    shownFor = '';
  };

  return {
    update(page, theme) {
      const place = placeOn[page.kind];
      const wanted = place === undefined ? '' : page.kind === 'profile' ? page.uniqueId : doc.location.href;
      if (wanted !== shownFor) remove();
      if (place === undefined) return;
      host ??= make(page, place === 'corner');
      const className = `${place === 'corner' ? 'floating ' : ''}pill ${theme}`;
      if (host.className !== className) host.className = className;
      if (host.isConnected) return;
      if (puts[place](doc, host)) shownFor = wanted;
      else remove();
    },
    owns: (other) => host !== undefined && other === host,
    remove,
  };
};
