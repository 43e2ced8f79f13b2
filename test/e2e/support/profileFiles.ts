import { readFileSync } from 'node:fs';
import type { Site } from '../../site/startSite.ts';
import type { DemoPost } from '../../site/world/types.ts';
import { createText } from './postName.ts';
import type { Row } from './records.ts';

/** A file that a post is saved as with default settings. */
export interface DueFile {
  /** As records are keyed. */
  readonly key: string;
  /** End of the path. */
  readonly ending: string;
  /** Start of the file's name. */
  readonly start: string;
  readonly bytes: Buffer;
}

/** The files due for a post: the video, or every picture and the music. */
export const dueFiles = (site: Site, post: DemoPost): DueFile[] => {
  const start = createText(post.createdMs);
  if (post.kind === 'video')
    return [{ key: `${post.id}:video:0`, ending: '-video.mp4', start, bytes: site.bytesOf(post.id, 'video') }];
  const pictures = Array.from({ length: post.images }, (_, at) => {
    const place = String(at + 1).padStart(2, '0');
    const bytes = site.bytesOf(post.id, 'image', at + 1);
    const type = bytes.subarray(0, 4).toString('latin1') === 'RIFF' ? 'webp' : 'jpeg';
    return { key: `${post.id}:image:${place}`, ending: `-image-${place}.${type}`, start, bytes };
  });
  return [
    ...pictures,
    { key: `${post.id}:music:0`, ending: '-music.mp3', start, bytes: site.bytesOf(post.id, 'music') },
  ];
};

/** What is wrong with the files on disk, by their records; empty when each is there, under its name, with its bytes. */
export const wrongFiles = (due: readonly DueFile[], records: readonly Row[]): string[] => {
  const pathOf = new Map(records.map((record) => [record.key, String(record.path)]));
  return due.flatMap(({ key, ending, start, bytes }) => {
    const path = pathOf.get(key);
    if (path === undefined) return [`${key} has no record`];
    const name = path.split('/').at(-1) ?? '';
    // Two posts within one second and without a caption to tell them apart: the second one bears its id.
    const plain = name.replace(`_${key.split(':')[0]}.`, '.');
    if (!plain.startsWith(start) || !plain.endsWith(ending)) return [`${key} is named ${name}`];
    return readFileSync(path).equals(bytes) ? [] : [`${key} has other bytes`];
  });
};
