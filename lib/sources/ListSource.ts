import { policyOf } from '@/lib/base/errorPolicy';
import { failure } from '@/lib/base/failure';
import { readableName } from '@/lib/base/readableName';
import { err, ok, type Result } from '@/lib/base/result';
import type { Account, OfferedSource } from '@/lib/model/offer';
import type { Page, ReadPost } from '@/lib/model/page';
import type { PageRef } from '@/lib/model/pageRef';
import type { Person } from '@/lib/model/people/person';
import type { Post } from '@/lib/model/post';
import type { Profile } from '@/lib/model/profile';
import type { Source, SourceKind } from '@/lib/model/source';
import type { OpenedList } from '@/lib/ports/Lists';
import type { Client } from '@/lib/tiktok/client/createSiteClient';

/** A profile as a source names it. */
export interface ProfileSource {
  readonly secUid: string;
  readonly uniqueId?: string | undefined;
}

interface OpenedProfile extends OpenedList {
  /** Absent where the site refused to tell. */
  readonly profile?: Profile;
}

/**
 * Finds out the owner of a profile's list. Where the site does not tell, the handle stands for the name; without a
 * handle the refusal is the answer.
 */
export const openProfile = async (
  { secUid, uniqueId }: ProfileSource,
  client: Client,
): Promise<Result<OpenedProfile>> => {
  const read = await client.profile({ secUid, ...(uniqueId === undefined ? {} : { uniqueId }) });
  if (read.ok) {
    const { profile } = read.value;
    const name = readableName(profile.author.nickname, profile.author.uniqueId, secUid);
    return ok({ owner: { key: secUid, name }, ownerSecUid: secUid, profile });
  }
  if (uniqueId === undefined || !policyOf(read.error.code).bearable) return read;
  return ok({ owner: { key: secUid, name: uniqueId }, ownerSecUid: secUid });
};

/** The part of {@link Source} that a kind has. */
export type SourceOf<K extends SourceKind> = Extract<Source, { kind: K }>;

/** Where a kind of list is offered; a place that is absent does not offer it. */
export interface SourceOffers<S extends Source = Source> {
  /** By an address alone. */
  ofAddress?(ref: PageRef): S | undefined;
  /** On the page of a post. */
  ofPost?(post: Post): S | undefined;
  /** On the page of a profile; `isYou` = it is the one who is logged in. */
  ofProfile?(profile: Profile, isYou: boolean): (Omit<OfferedSource, 'source'> & { readonly source: S }) | undefined;
  /** To whoever is logged in, on every page. */
  ofYou?(you: Account): S;
}

/** A kind of list: its identity, whom it belongs to, and how its pages are read; its facts stand in lib/model/source.ts. Errors are those of the client. */
export interface ListSource {
  readonly kind: SourceKind;
  readonly offers: SourceOffers;
  /** The list's identity, whatever names it is asked for with. */
  listKey(source: Source): string;
  open(source: Source, client: Client): Promise<Result<OpenedList>>;
  /** The page at `cursor`; the empty text is the first. */
  page(source: Source, cursor: string, client: Client): Promise<Result<Page<ReadPost>>>;
  /** The page at `cursor` of a list of people. */
  people(source: Source, cursor: string, client: Client): Promise<Result<Page<Person>>>;
}

/** What a kind has to say; {@link defineSource} makes a {@link ListSource} of it. */
export interface SourceReader<K extends SourceKind> {
  readonly kind: K;
  readonly offers: SourceOffers<SourceOf<K>>;
  /** What follows the kind in the list's key. */
  keyOf(source: SourceOf<K>): string;
  open(source: SourceOf<K>, client: Client): Promise<Result<OpenedList>>;
  /** Absent of lists of people; {@link people} of all others. */
  page?(source: SourceOf<K>, cursor: string, client: Client): Promise<Result<Page<ReadPost>>>;
  people?(source: SourceOf<K>, cursor: string, client: Client): Promise<Result<Page<Person>>>;
}

/** Makes the source of one kind; a source of another kind is code `bug`. */
export const defineSource = <K extends SourceKind>(reader: SourceReader<K>): ListSource => {
  const isOwn = (source: Source): source is SourceOf<K> => source.kind === reader.kind;
  const foreign = async () => err(failure('bug', `not a source of kind ${reader.kind}`));
  return {
    kind: reader.kind,
    offers: reader.offers,
    listKey: (source) => `${reader.kind}:${isOwn(source) ? reader.keyOf(source) : ''}`,
    open: (source, client) => (isOwn(source) ? reader.open(source, client) : foreign()),
    page: (source, cursor, client) => (isOwn(source) && reader.page ? reader.page(source, cursor, client) : foreign()),
    people: (source, cursor, client) =>
      isOwn(source) && reader.people ? reader.people(source, cursor, client) : foreign(),
  };
};

/** The number of posts that the site says; 0 is what it says where it does not know. */
export const countOf = (count: number): { count?: number } => (count > 0 ? { count } : {});
