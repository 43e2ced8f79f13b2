import type { Job } from '@/lib/model/job';
import type { ListSummary } from '@/lib/model/listSummary';
import type { MediaKind } from '@/lib/model/media';
import type { OfferedSource } from '@/lib/model/offer';
import {
  clickedPost,
  isListKind,
  isNamedKind,
  isPeopleKind,
  isPeopleListKind,
  isSeveralKind,
  isTitledKind,
  isWholeProfile,
  ownName,
  type Source,
  type SourceKind,
  traitsOf,
} from '@/lib/model/source';
import { formatNumber } from '@/lib/ui/format/format';
import { plural, t } from '@/lib/ui/format/i18n';
import { type Choice, isPaste } from '@/lib/ui/forms/choices';

/** The word for a kind of file. */
export const kindWord = (kind: MediaKind): string => {
  if (kind === 'cover-animated') return t('kind_cover_animated');
  return t(`kind_${kind}`);
};

/** What a choice is called: several playlists or folders are one choice. */
export const choiceWord = (choice: Choice): string => {
  const { group, kind, sources } = choice;
  // Beside what hangs on it, the one post that was pasted.
  if (group === 'pasted' && isPaste(choice)) return t('source_one');
  return isSeveralKind(kind) && sources.length > 1 ? t(`source_${kind}_many`) : t(`source_${kind}`);
};

/** Whether a choice is of one list in several orders. */
export const hasOrders = ({ sources }: Choice): boolean => sources.some(({ source }) => traitsOf(source.kind).reorders);

/** What one of the lists of a choice is called, by its place. */
export const listWord = (choice: Choice, index: number): string => {
  const source = choice.sources[index]?.source;
  if (source && hasOrders(choice))
    return traitsOf(source.kind).reorders ? t(`source_${source.kind}`) : t('popup_newest_first');
  const name = source && 'name' in source ? source.name : undefined;
  return name ?? `${t(`source_${choice.kind}`)} ${index + 1}`;
};

/** Why a list cannot be started. */
export const blockedWord = (kind: SourceKind, blocked: NonNullable<OfferedSource['blocked']>): string =>
  blocked === 'private' && isWholeProfile(kind) ? t('popup_private_posts') : t(`source_blocked_${blocked}`);

const handleOf = (source: Source): string | undefined => ('uniqueId' in source ? source.uniqueId : undefined);

const titleOf = (kind: SourceKind, name: string | undefined): string => {
  if (isPeopleListKind(kind)) return name ? t(`job_title_${kind}_of`, name) : t(`job_title_${kind}`);
  if (!isTitledKind(kind)) return t(`source_${kind}`);
  return name ? t(`job_title_${kind}_of`, name) : t(`job_title_${kind}`);
};

/** Whose posts a job saves, as far as it is known. */
export const jobOwner = ({ source, owner }: Pick<Job, 'source' | 'owner'>): string =>
  owner?.name ?? handleOf(source) ?? '';

/** The headline of a job: what is saved, of whom. */
export const jobTitle = (job: Pick<Job, 'source' | 'owner'>): string => {
  const { source } = job;
  if (isListKind(source.kind)) {
    // The owner of a list with a name is the person whose folder the files go to, not the list.
    const name = isNamedKind(source.kind) ? ownName(source) : (job.owner?.name ?? handleOf(source));
    return titleOf(source.kind, name);
  }
  if ('handles' in source) return t('job_title_people', formatNumber(source.handles.length));
  if (isPeopleKind(source.kind)) return titleOf(source.kind, job.owner?.name ?? handleOf(source));
  if ('links' in source) return plural(source.chosen ? 'job_title_chosen' : 'job_title_links', source.links.length);
  const handle = handleOf(source);
  if (!clickedPost(source)) return t('job_title_live', handle ?? '');
  return handle ? t('job_title_one_of', handle) : t('job_title_one');
};

/** The headline of a list: of its newest job, or of what is left when that was taken off. */
export const listTitle = ({ job, kind, owner }: Pick<ListSummary, 'job' | 'kind' | 'owner'>): string =>
  job ? jobTitle(job) : titleOf(kind, owner);
