import type { Offer, OfferedSource } from '@/lib/model/offer';
import { clickedPost, isWholeProfile, type SourceKind, traitsOf } from '@/lib/model/source';

/** One thing to pick in the popup: a kind of list, with one or several lists of that kind. */
export interface Choice {
  readonly id: string;
  /** `pasted`: the lists of a page whose address was pasted. */
  readonly group: 'here' | 'yours' | 'links' | 'pasted';
  readonly kind: SourceKind;
  /** Several when a profile has several playlists, or its posts several orders; empty for pasted links. */
  readonly sources: readonly OfferedSource[];
}

const grouped = (group: 'here' | 'yours' | 'pasted', offered: readonly OfferedSource[]): Choice[] => {
  const byKind = new Map<SourceKind, OfferedSource[]>();
  const profile = offered.find(({ source }) => isWholeProfile(source.kind))?.source.kind;
  for (const one of offered) {
    const { kind } = one.source;
    // Another order of a profile's posts is a choice within them.
    const under = traitsOf(kind).reorders && profile !== undefined ? profile : kind;
    const list = byKind.get(under);
    if (list) list.push(one);
    else byKind.set(under, [one]);
  }
  return [...byKind].map(([kind, sources]) => ({ id: `${group}-${kind}`, group, kind, sources }));
};

export const linksChoice: Choice = { id: 'links', group: 'links', kind: 'links', sources: [] };

/** Whether it is what was pasted itself, rather than a list. */
export const isPaste = ({ kind }: Choice): boolean => traitsOf(kind).shape === 'pasted';

/** What the page of a pasted address offers; of a post first of all itself, which is saved as a link. */
export const pastedChoices = (offer: Offer): readonly Choice[] => {
  if (!offer.post) return grouped('pasted', offer.here);
  const lists = offer.here.filter(({ source }) => !clickedPost(source));
  return [{ ...linksChoice, id: 'pasted-links', group: 'pasted' }, ...grouped('pasted', lists)];
};

/** What can be told of a post by its number alone. */
export const offerOfPost = (postId: string): Offer => ({
  ...{ page: 'post', allowed: true, yours: [] },
  post: { id: postId, saved: false },
  here: [{ source: { kind: 'related', ofPost: postId } }],
});

/** What can be picked for an offer, in the offer's order; pasted links last. */
export const choicesOf = (offer: Offer): readonly Choice[] => [
  ...grouped('here', offer.here),
  ...grouped('yours', offer.yours),
  linksChoice,
];

/** What is picked when the popup opens: the best that this page has; nothing on pages without one. */
export const firstChoice = (choices: readonly Choice[]): Choice | undefined => {
  const here = choices.filter((choice) => choice.group === 'here');
  return here.find((choice) => choice.sources.some((one) => !one.blocked)) ?? here[0];
};
