import type { PageRef } from '@/lib/model/pageRef';
import { buttonStyle } from '@/lib/page/draw/buttonStyle';
import { createShadow } from '@/lib/page/draw/createShadow';
import { drawIcon, type IconName } from '@/lib/page/draw/icons';
import type { PagePort } from '@/lib/rpc/PagePort';
import { PROFILE_HEADING, profileSpots, TOPIC_HEADINGS } from '@/lib/tiktok/page/selectors';
import { BUTTON_TAG } from './createSaveButton';

/** What a page with a list is offered: what the popup has for it, and, of a grid, the choice of posts. */
export type OfferName = 'all' | 'choose';

/** The buttons of a page with a list. */
export interface Offers {
  /** Shows them where the page has room for them, takes them away where the page is about something else. */
  update(page: PageRef, theme: 'light' | 'dark'): void;
  /** Which of them an element of ours is. */
  nameOf(host: EventTarget | null): OfferName | undefined;
  /** Whether posts are being chosen. */
  setChoosing(on: boolean): void;
  /** Puts the keyboard's focus on the button that begins the choice. */
  focusChoose(): void;
  remove(): void;
}

interface OfferPlace {
  /** Among the profile's own buttons, behind the heading of a list, or in the corner of pages that are a stream of posts. */
  readonly at: 'profile' | 'heading' | 'corner';
  /** The page shows pictures beside each other, of which some can be chosen. */
  readonly grid: boolean;
}

const heading: OfferPlace = { at: 'heading', grid: true };
const stream: OfferPlace = { at: 'corner', grid: false };
const loose: OfferPlace = { at: 'corner', grid: true };

/** Absent where the page is no list. */
const placeOn: Partial<Record<PageRef['kind'], OfferPlace>> = {
  profile: { at: 'profile', grid: true },
  mix: heading,
  collection: heading,
  tag: heading,
  music: heading,
  place: heading,
  search: loose,
  explore: loose,
  history: loose,
  feed: stream,
  following: stream,
  friends: stream,
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

interface Pill {
  readonly host: HTMLElement;
  readonly control: HTMLElement;
}

export const createSaveAllButtons = (doc: Document, t: PagePort['t']): Offers => {
  let all: Pill | undefined;
  let choose: Pill | undefined;
  let shownFor = '';
  let isChoosing = false;

  const make = (icon: IconName, words: string, name?: string): Pill => {
    const host = doc.createElement(BUTTON_TAG);
    const root = createShadow(host, buttonStyle);
    const control = doc.createElement('button');
    control.type = 'button';
    control.className = 'pill';
    const label = doc.createElement('span');
    // The site's language may run the other way than the words.
    label.dir = 'auto';
    label.textContent = words;
    control.append(drawIcon(doc, icon), label);
    if (name !== undefined) control.setAttribute('aria-label', name);
    root.append(control);
    return { host, control };
  };

  const makeAll = (page: PageRef, { at }: OfferPlace): Pill =>
    page.kind === 'profile'
      ? make('all', t('page_save_all'), t('page_save_all_of', page.uniqueId))
      : make('all', t(at === 'corner' ? 'page_save_posts' : 'page_save_all'));

  const drawChoosing = (): void => choose?.control.setAttribute('aria-pressed', String(isChoosing));

  const remove = (): void => {
    for (const pill of [all, choose]) pill?.host.remove();
    all = undefined;
    choose = undefined;
    shownFor = '';
  };

  const dress = ({ host }: Pill, className: string): void => {
    if (host.className !== className) host.className = className;
  };

  return {
    update(page, theme) {
      const place = placeOn[page.kind];
      const wanted = place === undefined ? '' : page.kind === 'profile' ? page.uniqueId : doc.location.href;
      if (wanted !== shownFor) remove();
      if (place === undefined) return;
      all ??= makeAll(page, place);
      if (place.grid && !choose) {
        choose = make('choose', t('page_choose'), t('page_choose_name'));
        drawChoosing();
      }
      const look = `${place.at === 'corner' ? 'floating ' : place.at === 'heading' ? 'beside ' : ''}pill ${theme}`;
      dress(all, look);
      if (choose) dress(choose, `${look} second`);
      if (!all.host.isConnected) {
        if (!puts[place.at](doc, all.host)) return remove();
        shownFor = wanted;
      }
      if (choose && choose.host.previousSibling !== all.host) all.host.after(choose.host);
    },
    nameOf: (host) => {
      if (host === null) return undefined;
      return host === all?.host ? 'all' : host === choose?.host ? 'choose' : undefined;
    },
    setChoosing(on) {
      isChoosing = on;
      drawChoosing();
    },
    focusChoose: () => choose?.control.focus(),
    remove,
  };
};
