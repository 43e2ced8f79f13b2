import type { ListedPerson } from '@/lib/browser/database/listedPeople';
import { profileAddress } from '@/lib/tiktok/address/readAddress';
import { toCsv } from './exportRows';

const day = (time: number | undefined): string => (time === undefined ? '' : new Date(time).toISOString());
const former = (spans: readonly { readonly value: string }[]): string =>
  spans
    .slice(0, -1)
    .map(({ value }) => value)
    .join(' ');

/** One person of a list, under names that are stable across versions. */
const toRecord = ({ person, member }: ListedPerson) => ({
  handle: person.handles.at(-1)?.value ?? '',
  nickname: person.nicknames.at(-1)?.value ?? '',
  address: profileAddress(person.handles.at(-1)?.value ?? ''),
  former_handles: former(person.handles),
  former_nicknames: former(person.nicknames),
  followers: person.counts.followers ?? '',
  following: person.counts.following ?? '',
  likes: person.counts.likesReceived ?? '',
  videos: person.counts.videos ?? '',
  private: person.privateAccount ?? '',
  verified: person.verified ?? '',
  uid: person.uid,
  sec_uid: person.secUid,
  first_seen: day(member.firstSeen),
  last_seen: day(member.lastSeen),
  gone: day(member.goneAt),
  saved: day(person.visitedAt),
});

/** A list of people as {@link toCsv} writes it. */
export const peopleToCsv = (people: readonly ListedPerson[]): string => toCsv(people.map(toRecord));
