import { readableName } from '@/lib/base/readableName';
import { fileTraitsOf } from '@/lib/model/media';
import { kindLabel } from './kindLabel';
import type { FieldGroup, NamingContext, TextField } from './NamingField';

type Read = TextField['read'];

const long = (group: FieldGroup, name: string, read: Read): TextField => ({
  type: 'text',
  weight: 'long',
  group,
  name,
  read,
});
const soft = (group: FieldGroup, name: string, read: Read): TextField => ({
  type: 'text',
  weight: 'soft',
  group,
  name,
  read,
});
const hard = (group: FieldGroup, name: string, units: number, read: Read): TextField => ({
  type: 'text',
  weight: 'hard',
  group,
  name,
  units,
  read,
});

const nickname = ({ post: { author } }: NamingContext): string =>
  readableName(author.nickname, author.uniqueId, author.uid, author.secUid);
const owner = (context: NamingContext): string => readableName(context.owner) || nickname(context);

/** Fields that are words. `nickname`, `uniqueId`, `uid`, `secUid` and `desc` are always the post's own, whatever the list. */
export const textFields: readonly TextField[] = [
  long('post', 'desc', ({ post }) => post.desc),
  long('post', 'title', ({ post }) => post.title),
  long('post', 'hashtags', ({ post }) => post.hashtags.join(' ')),
  hard('post', 'id', 20, ({ post }) => post.id),
  hard('post', 'aweme_id', 20, ({ post }) => post.id),
  hard('post', 'type', 6, ({ post }) => post.kind),
  hard('post', 'language', 12, ({ post }) => post.language),
  hard('post', 'mixId', 20, ({ post }) => post.mixId),
  hard('post', 'pinned', 6, ({ post }) => (post.pinned ? 'pinned' : '')),
  hard('post', 'private', 7, ({ post }) => (post.private ? 'private' : '')),
  soft('author', 'nickname', nickname),
  soft('author', 'uniqueId', ({ post }) => post.author.uniqueId),
  hard('author', 'uid', 20, ({ post }) => post.author.uid),
  hard('author', 'secUid', 90, ({ post }) => post.author.secUid),
  soft('list', 'owner', owner),
  soft('list', 'list', (context) => readableName(context.list) || owner(context)),
  hard('list', 'mode', 7, ({ mode }) => mode),
  hard('file', 'kind', 33, ({ kind, index }) => kindLabel(kind, index)),
  hard('file', 'media', 14, ({ kind }) => kind),
  hard('file', 'index', 24, ({ kind, index }) =>
    index === '0' || fileTraitsOf(kind).suffix === 'hidden' ? '' : index,
  ),
  hard('file', 'several', 7, ({ fileCount }) => (fileCount > 1 ? 'several' : '')),
  long('music', 'music', ({ post }) => post.music?.title),
  soft('music', 'musicAuthor', ({ post }) => post.music?.author),
  long('music', 'album', ({ post }) => post.music?.album),
  hard('music', 'musicId', 20, ({ post }) => post.music?.id),
];
