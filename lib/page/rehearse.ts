import { untouchedPost } from '@/lib/model/untouchedPost';
import type { PagePort } from '@/lib/rpc/PagePort';
import { createButtonRegistry } from './createButtonRegistry';
import { describeState } from './describeState';
import { findSpots } from './findSpots';
import { readPage } from './readPage';

const SAMPLE = { postId: '1', uniqueId: 'sample' };

/**
 * Puts one button on a picture that is not in the page, and takes it away. What happens once happens here, while the
 * settings are on their way, so that the pass that places all buttons is short: the browser hands over its words at the
 * first question, compiles a function at its first call (a quarter of that pass, Chromium 156), understands selectors and
 * styles at their first use, and draws the button that all others are copies of.
 */
export const rehearse = (port: PagePort, doc: Document): void => {
  const card = doc.createElement('div');
  const link = doc.createElement('a');
  link.setAttribute('href', `/@${SAMPLE.uniqueId}/video/${SAMPLE.postId}`);
  link.append(doc.createElement('img'));
  card.append(link);
  const registry = createButtonRegistry(doc);
  for (const { button, post } of registry.place(
    findSpots(card, { page: readPage(doc), findByPicture: () => undefined }),
  )) {
    const state = untouchedPost(post.postId);
    button.show(state, describeState(port, state, post.uniqueId));
  }
  registry.clear();
};
