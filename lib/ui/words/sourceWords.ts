import type { Job } from '@/lib/model/job';
import type { ListSummary } from '@/lib/model/listSummary';
import type { MediaKind } from '@/lib/model/media';
import type { Source } from '@/lib/model/source';
import { plural, t } from '@/lib/ui/format/i18n';
import type { Choice } from '@/lib/ui/forms/choices';

/** The word for a kind of file. */
export const kindWord = (kind: MediaKind): string => {
  if (kind === 'cover-animated') return t('kind_cover_animated');
  return t(`kind_${kind}`);
};

/** What a choice is called: several playlists or folders are one choice. */
export const choiceWord = ({ kind, sources }: Choice): string => {
  const many = sources.length > 1;
  if (kind === 'mix' && many) return t('source_mix_many');
  return kind === 'collection' && many ? t('source_collection_many') : t(`source_${kind}`);
};

const handleOf = (source: Source): string | undefined => ('uniqueId' in source ? source.uniqueId : undefined);

/** The headline of a job: what is saved, of whom. */
export const jobTitle = (job: Pick<Job, 'source' | 'owner'>): string => {
  const { source } = job;
  const name = job.owner?.name ?? handleOf(source);
  switch (source.kind) {
    case 'one':
      return source.uniqueId ? t('job_title_one_of', source.uniqueId) : t('job_title_one');
    case 'posts':
    case 'likes':
    case 'favourites':
      return name ? t(`job_title_${source.kind}_of`, name) : t(`job_title_${source.kind}`);
    case 'collection':
    case 'mix':
      // The owner is the person whose folder the files go to, not the list.
      return source.name ? t(`job_title_${source.kind}_of`, source.name) : t(`job_title_${source.kind}`);
    case 'search':
      return t('job_title_search', source.keyword);
    case 'live':
      return t('job_title_live', source.uniqueId);
    case 'links':
      return plural('job_title_links', source.links.length);
  }
};

/** The headline of a list: of its newest job, or of what is left when that was taken off. */
export const listTitle = ({ job, kind, owner }: Pick<ListSummary, 'job' | 'kind' | 'owner'>): string => {
  if (job) return jobTitle(job);
  if (kind === 'search') return t('job_title_search', owner ?? '');
  if (kind === 'posts' || kind === 'likes' || kind === 'favourites')
    return owner ? t(`job_title_${kind}_of`, owner) : t(`job_title_${kind}`);
  return t(kind === 'mix' ? 'job_title_mix' : 'job_title_collection');
};
