import { err, ok, type Result } from '@/lib/base/result';
import type { Post } from '@/lib/model/post';
import { checkTemplate } from '@/lib/naming/template/checkTemplate';
import { templateOf } from '@/lib/naming/template/parseTemplate';
import { readNodes } from '@/lib/naming/template/readNodes';
import { templateFailure } from '@/lib/naming/template/Template';
import { renderPath } from './renderPath';

/** What {@link formatFileName} may be told beside f2's three arguments. */
export interface FormatOptions {
  /** IANA name; absent = the system's zone. */
  readonly timeZone?: string;
  /** Milliseconds for `{saved}`; absent = when the post was published. */
  readonly now?: number;
}

/**
 * f2's format_file_name: fills a template in for a post and adds nothing, neither folders nor the kind of file.
 * @param template f2's fields `{create} {nickname} {uniqueId} {aweme_id} {desc} {uid}` and all of ours
 * @param customFields the caller's own fields; they win over ours of the same name
 * @returns a safe name without extension, at most 255 bytes; code `input` with the first mistake and its place in `detail`
 */
export const formatFileName = (
  template: string,
  post: Post,
  customFields: Readonly<Record<string, string>> = {},
  options: FormatOptions = {},
): Result<string> => {
  const { nodes, errors } = readNodes(template, customFields, true);
  const read = templateOf(template, nodes);
  const problems = [...errors, ...checkTemplate(read, errors.length > 0)];
  if (problems.length > 0) return err(templateFailure(problems));
  return ok(
    renderPath(read, {
      post,
      mode: 'one',
      owner: post.author.nickname,
      kind: 'video',
      index: '0',
      fileCount: 1,
      position: 1,
      now: options.now ?? post.createdAt,
      customFields,
      ...(options.timeZone === undefined ? {} : { timeZone: options.timeZone }),
    }),
  );
};
