import { mediaKinds } from '@/lib/model/media';

/** The kinds of file that a post can have: a live recording and its chat are none. */
export const postFileKinds = mediaKinds.filter((kind) => kind !== 'live' && kind !== 'chat');
