/** A link to a post as the site's own pages write it. Handles of one character are stand-ins, see readPath. */
const PLAIN = /^(?:https:\/\/www\.tiktok\.com)?\/@([\w.-]{2,64})\/(?:video|photo)\/(\d{1,20})(?:[?#]|$)/;

/**
 * The post that a plain link of the site's own pages leads to. A grid has 140 of them, and `readAddress` costs ten times
 * as much; it is for all other forms.
 *
 * @param href as it stands in the attribute, on a page of the site
 * @returns undefined for any form but `/@handle/video/ID` and `/@handle/photo/ID`, with or without the site's origin
 */
export const readPostHref = (href: string): { readonly postId: string; readonly uniqueId: string } | undefined => {
  const [, uniqueId, postId] = PLAIN.exec(href) ?? [];
  return postId === undefined || uniqueId === undefined ? undefined : { postId, uniqueId };
};
