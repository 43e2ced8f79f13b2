import type { PlannedFile } from '@/lib/media/plannedFiles';
import type { Job } from '@/lib/model/job';
import type { Settings } from '@/lib/model/settings';
import { modeOf } from '@/lib/model/source';
import { renderPath } from '@/lib/naming/render/renderPath';
import type { Template } from '@/lib/naming/template/Template';
import type { Wanted } from './sortPosts';

/** What names are made with. */
export interface PathContext {
  readonly settings: Settings;
  readonly template: Template;
  /** The folder that the list's owner keeps; absent for a single post. */
  readonly ownerFolder?: string;
  readonly now: number;
}

/** The path of a file below the downloads folder, without extension, as settings and list ask for it; others may have it too. */
export const pathOf = (
  { post, ordinal, files }: Wanted,
  { kind, index }: PlannedFile,
  { source, owner }: Pick<Job, 'source' | 'owner'>,
  { settings, template, ownerFolder, now }: PathContext,
  authorFolder?: string,
): string =>
  renderPath(template, {
    post,
    mode: modeOf(source.kind),
    owner: owner?.name ?? post.author.nickname,
    kind,
    index,
    fileCount: files.length,
    position: ordinal,
    now,
    customFields: settings.customFields,
    ...('name' in source && source.name ? { list: source.name } : {}),
    ...(authorFolder ? { authorFolder } : {}),
    ...(ownerFolder ? { ownerFolder } : {}),
  });
