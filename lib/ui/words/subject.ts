import { readableName } from '@/lib/base/readableName';
import type { Account, Offer } from '@/lib/model/offer';
import { clickedPost, isNamedKind, isPeopleKind, ownName, type SourceKind, traitsOf } from '@/lib/model/source';
import type { MessageKey } from '@/lib/ports/Messages';
import { formatCompact, formatHandle } from '@/lib/ui/format/format';
import { plural, t } from '@/lib/ui/format/i18n';
import { type Choice, isPaste } from '@/lib/ui/forms/choices';

/** Who or what the popup is about at the moment. */
export interface Subject {
  readonly title: string;
  /** What is said of it, part by part. */
  readonly detail: readonly string[];
  /** Set when a person is the subject. */
  readonly person?: { readonly name: string; readonly avatar?: string | undefined };
}

const person = (account: Account, extras: readonly string[]): Subject => ({
  title: readableName(account.nickname, account.uniqueId),
  detail: [formatHandle(account.uniqueId), ...extras],
  person: { name: readableName(account.nickname, account.uniqueId), avatar: account.avatar },
});

const countText = (count: number | undefined): string[] => (count === undefined ? [] : [plural('count_posts', count)]);

const peopleText = (count: number | undefined): string[] =>
  count === undefined ? [] : [plural('count_people', count)];

const ofProfile = (profile: NonNullable<Offer['profile']>): Subject => {
  const followers = profile.followers;
  return person(profile, [
    ...countText(profile.videos),
    ...(followers === undefined ? [] : [t('count_followers_compact', formatCompact(followers))]),
    ...(profile.private ? [t('popup_private')] : []),
  ]);
};

const ofPost = (offer: Offer, choice: Choice): Subject => {
  const source = choice.sources[0]?.source;
  const handle = source && clickedPost(source)?.uniqueId;
  const name = offer.profile?.nickname ?? handle;
  const title = offer.post?.desc?.trim() || t('popup_post_untitled');
  const by = offer.profile?.uniqueId ?? handle;
  return {
    title,
    detail: [by ? formatHandle(by) : t('source_one')],
    ...(name ? { person: { name, avatar: offer.profile?.avatar } } : {}),
  };
};

const ofList = (choice: Choice, which: number): Subject => {
  const offered = choice.sources[which];
  const source = offered?.source;
  const detail = countText(offered?.count);
  if (isNamedKind(choice.kind)) {
    const word = t(`job_title_${choice.kind}`);
    return { title: (source && ownName(source)) ?? word, detail: detail.length > 0 ? detail : [word] };
  }
  if (traitsOf(choice.kind).shape === 'stream' && source && 'uniqueId' in source)
    return { title: formatHandle(source.uniqueId ?? ''), detail: [t('popup_subject_live')] };
  return { title: t(`source_${choice.kind}`), detail };
};

const yours: Partial<Record<SourceKind, MessageKey>> = {
  posts: 'popup_yours_posts',
  likes: 'popup_yours_likes',
  favourites: 'popup_yours_favourites',
  following: 'popup_yours_following',
  followers: 'popup_yours_followers',
};

/** The headline over the popup's form. */
export const subjectOf = (offer: Offer, choice: Choice, which: number): Subject => {
  if (isPaste(choice)) return { title: t('popup_subject_links'), detail: [t('popup_subject_links_detail')] };
  if (choice.group === 'yours' && offer.you) {
    const { you } = offer;
    const count = choice.sources[which]?.count;
    return {
      ...person(you, isPeopleKind(choice.kind) ? peopleText(count) : countText(count)),
      title: t(yours[choice.kind] ?? `source_${choice.kind}`),
    };
  }
  const { shape, lasting } = traitsOf(choice.kind);
  if (shape === 'post') return ofPost(offer, choice);
  if (offer.profile && lasting) return ofProfile(offer.profile);
  return ofList(choice, which);
};
