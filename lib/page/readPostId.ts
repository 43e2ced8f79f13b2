import type { PageRef } from '@/lib/model/pageRef';
import { readAddress } from '@/lib/tiktok/address/readAddress';
import { readPostHref } from '@/lib/tiktok/address/readPath';
import { AUTHOR_LINKS, type IdWay, PLAYER_ID, PLAYER_WITH_ID, POST_LINKS } from '@/lib/tiktok/page/selectors';

/** A post as the page shows it. */
export interface PagePost {
  readonly postId: string;
  readonly uniqueId?: string;
}

/** What ids can be read from besides the element itself. */
export interface IdSources {
  /** What the tab's address points at. */
  readonly page: PageRef;
  findByPicture(address: string): string | undefined;
}

const toPost = (ref: PageRef): PagePost | undefined => {
  if (ref.kind !== 'post') return undefined;
  return ref.uniqueId === undefined ? { postId: ref.postId } : { postId: ref.postId, uniqueId: ref.uniqueId };
};

/** The post that a link leads to. */
export const readPostLink = (link: HTMLAnchorElement): PagePost | undefined => {
  const plain = readPostHref(link.getAttribute('href') ?? '');
  if (plain) return plain;
  const ref = readAddress(link.href);
  return ref.ok ? toPost(ref.value) : undefined;
};

/** Two different posts in one element mean that the element is not one post's: better none than a wrong one. */
const onlyOne = (posts: readonly (PagePost | undefined)[]): PagePost | undefined => {
  const found = posts.filter((post) => post !== undefined);
  return new Set(found.map((post) => post.postId)).size === 1 ? found[0] : undefined;
};

const fromLinks = (element: Element): PagePost | undefined =>
  onlyOne([...element.querySelectorAll<HTMLAnchorElement>(POST_LINKS)].map(readPostLink));

const fromPlayers = (element: Element): PagePost | undefined =>
  onlyOne(
    [...element.querySelectorAll(PLAYER_WITH_ID)].map((player) => {
      const postId = PLAYER_ID.exec(player.id)?.[1];
      return postId === undefined ? undefined : { postId };
    }),
  );

const fromPictures = (element: Element, sources: IdSources): PagePost | undefined =>
  onlyOne(
    [...element.querySelectorAll('img')].map((image) => {
      const postId = sources.findByPicture(image.currentSrc || image.src);
      return postId === undefined ? undefined : { postId };
    }),
  );

/** In a list of posts the address names the one in the middle of the window. */
const isInTheMiddle = (element: Element): boolean => {
  const { top, bottom } = element.getBoundingClientRect();
  const middle = (element.ownerDocument.defaultView?.innerHeight ?? 0) / 2;
  return top <= middle && bottom >= middle;
};

/**
 * The post that an element shows, by the first route that tells.
 *
 * @param routes in the order of trust
 */
export const readPostId = (element: Element, routes: readonly IdWay[], sources: IdSources): PagePost | undefined => {
  for (const route of routes) {
    const post = readBy(element, route, sources);
    if (post) return post;
  }
  return undefined;
};

const readBy = (element: Element, route: IdWay, sources: IdSources): PagePost | undefined => {
  switch (route) {
    case 'link':
      return fromLinks(element);
    case 'player':
      return fromPlayers(element);
    case 'picture':
      return fromPictures(element, sources);
    case 'address':
      return isInTheMiddle(element) ? toPost(sources.page) : undefined;
  }
};

/** The same post with its author's handle, when the card names one. */
export const withAuthor = (post: PagePost, card: Element): PagePost => {
  const link = post.uniqueId === undefined ? card.querySelector<HTMLAnchorElement>(AUTHOR_LINKS) : null;
  const ref = link && readAddress(link.href);
  return ref?.ok && ref.value.kind === 'profile' ? { postId: post.postId, uniqueId: ref.value.uniqueId } : post;
};
