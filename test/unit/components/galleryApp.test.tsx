// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { GalleryApp } from '@/components/gallery/GalleryApp';
import { createGalleryModel } from '@/lib/ui/gallery/createGalleryModel';
import { draw } from './draw';

Object.defineProperties(HTMLUListElement.prototype, {
  clientHeight: { get: () => 560 },
  clientWidth: { get: () => 900 },
});

const hostile = '<img src=x onerror="document.title=\'taken\'"><script>document.title="taken"</script>\u202ekcab';

const open = async () => {
  const model = createGalleryModel(async (name) => {
    if (name !== 'texts-0') throw new Error('no files');
    const comment = { id: '1', text: hostile, createdAt: 1, likes: 2, uniqueId: 'b', nickname: hostile, replies: [] };
    model.data.texts(0, [{ subtitles: [['deu-DE', [[0, 1.5, hostile]]]], comments: [comment] }, null]);
  });
  model.data.start({
    ...{ version: 1, part: hostile, words: {}, posts: 2, chunks: 1, thumbsEach: 10, textsEach: 20, writtenAt: 0 },
    authors: [[hostile, hostile]],
    leftOut: { missing: 2, elsewhere: 0, waiting: 1 },
  });
  model.data.posts(0, [
    {
      ...{ id: '1', by: 0, at: 0, words: hostile, video: 'a.mp4', texts: 1 },
      ...{ subtitles: [['deu-DE', 'a%20b.srt']], comments: 'c.json' },
    },
    { id: '2', by: 0, at: 0, words: 'onion', pictures: ['1.jpg', '2.jpg'], music: 'm.mp3' },
  ]);
  const view = await draw(<GalleryApp model={model} />);
  await new Promise((resolve) => setTimeout(resolve, 20));
  await view.redraw(<GalleryApp model={model} />);
  return { ...view, model };
};

describe('an offline gallery', () => {
  it('shows captions and names of strangers as text, in the grid and in front of it', async () => {
    const { root, press, one } = await open();
    expect(root.querySelectorAll('img, script')).toHaveLength(0);
    expect(one('h1').textContent).toBe(hostile);
    await press(root.querySelector('.gallery-tile') as HTMLElement);
    expect(one('.player__words').textContent).toBe(hostile);
    expect(root.querySelectorAll('script')).toHaveLength(0);
    expect(document.title).not.toBe('taken');
  });

  it('shows the comments that were taken along as text, lays the subtitles over the video, leads to the files', async () => {
    const cues: unknown[] = [];
    vi.stubGlobal(
      'VTTCue',
      class {
        constructor(...all: unknown[]) {
          cues.push(all);
        }
      },
    );
    const track = { mode: 'disabled', addCue: () => {} };
    HTMLVideoElement.prototype.addTextTrack = () => track as unknown as TextTrack;
    const { root, press, one, model, redraw } = await open();
    await press(root.querySelector('.gallery-tile') as HTMLElement);
    await vi.waitFor(async () => {
      await redraw(<GalleryApp model={model} />);
      expect(one('.comment').textContent).toContain(hostile);
    });
    expect(root.querySelectorAll('script, .player img')).toHaveLength(0);
    expect([cues, track.mode]).toEqual([expect.arrayContaining([[0, 1.5, hostile]]), 'showing']);
    const links = [...root.querySelectorAll('.player__facts a')].map((link) => link.getAttribute('href'));
    expect(links.slice(1)).toEqual(['a%20b.srt', 'c.json']);
    expect(one('.player__facts').textContent).toContain('German');
  });

  it('says what is not in it, and only that', async () => {
    const { root } = await open();
    expect(root.querySelector('footer')?.textContent).toContain('gone from the disk: 2 files.');
    expect(root.querySelector('footer')?.textContent).toContain('Not saved yet: 1 file.');
    expect(root.querySelector('footer')?.textContent).not.toContain('another folder');
  });

  it('goes on by keys, to the other posts and through the pictures of one', async () => {
    const { root, press, one, model, redraw } = await open();
    await press(root.querySelectorAll<HTMLElement>('.gallery-tile')[0] as HTMLElement);
    const key = async (name: string): Promise<void> => {
      one('dialog').dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
      await redraw(<GalleryApp model={model} />);
      await redraw(<GalleryApp model={model} />);
    };
    await key('ArrowDown');
    expect(model.shown.value?.post.id).toBe('2');
    expect(one('.slides__picture').getAttribute('src')).toBe('1.jpg');
    await key('ArrowRight');
    expect(one('.slides__picture').getAttribute('src')).toBe('2.jpg');
    await key('ArrowLeft');
    await key('ArrowLeft');
    expect(model.shown.value?.post.id).toBe('1');
  });
});
