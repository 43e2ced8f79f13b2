import { beforeEach, describe, expect, it } from 'vitest';
import type { OpenGallery } from '@/lib/browser/gallery/OpenGallery';
import { openFolderGallery } from '@/lib/browser/gallery/openFolderGallery';
import { GALLERY_MARK } from '@/lib/gallery/galleryFormat';
import { createFakeGrantedFolder, type FakeGrantedFolder } from '../../../fakes/fakeGrantedFolder';

const page = (text: string): string => `<!doctype html><meta name="generator" content="${GALLERY_MARK}">${text}`;

let folder: FakeGrantedFolder;
beforeEach(() => {
  folder = createFakeGrantedFolder('Saved');
});

const open = async (name = 'index'): Promise<OpenGallery> => {
  // Two runs of the same millisecond would share a name.
  await new Promise((resolve) => setTimeout(resolve, 2));
  const opened = await openFolderGallery({ id: 'f', handle: folder.handle }, 'tiktok', name);
  if (!opened.ok) throw new Error(opened.error.detail);
  return opened.value;
};

// Each kind of data that a gallery may have.
const dataFiles = ['start.js', 'gallery.js', 'gallery.css', 'posts-0.js', 'thumbs-0.js', 'texts-0.js'];

const writeWhole = async (text: string): Promise<string> => {
  const gallery = await open();
  for (const name of dataFiles)
    expect(await gallery.write(name, `tokshelfGallery.${text}`)).toEqual({ ok: true, value: true });
  const published = await gallery.publish(page(text));
  return published.ok ? published.value.page : `${published.error.code}`;
};

describe('a gallery in a granted folder', () => {
  it('takes the place of our former one, whose data goes', async () => {
    expect(await writeWhole('one')).toBe('Saved/tiktok/index.html');
    expect(await writeWhole('two')).toBe('Saved/tiktok/index.html');
    const files = await folder.files();
    expect(files['tiktok/index.html']).toBe(page('two'));
    const data = Object.keys(files).filter((path) => path !== 'tiktok/index.html');
    expect(data).toHaveLength(dataFiles.length);
    expect(new Set(data.map((path) => files[path]))).toEqual(new Set(['tokshelfGallery.two']));
  });

  it("never takes a stranger's page, folder or file for ours", async () => {
    folder.put('tiktok/index.html', 'not ours');
    folder.put('tiktok/index_files/picture.jpg', 'not ours');
    folder.put('tiktok/index_files/gabcdefgh/notes.txt', 'not ours');
    folder.put('tiktok/index_files/g1234567/start.js', 'not ours');
    await writeWhole('one');
    folder.put(
      `tiktok/index_files/${
        Object.keys(await folder.files())
          .find((path) => path.endsWith('posts-0.js'))
          ?.split('/')[2]
      }/mine.txt`,
      'not ours',
    );
    expect(await writeWhole('two')).toBe('Saved/tiktok/index (1).html');
    const files = await folder.files();
    expect(files['tiktok/index.html']).toBe('not ours');
    expect(Object.values(files).filter((text) => text === 'not ours')).toHaveLength(5);
    expect(Object.values(files).filter((text) => text === 'tokshelfGallery.one')).toEqual([]);
  });

  it('leaves the former one as it was until the page is there, and takes its own away when it is dropped', async () => {
    await writeWhole('one');
    const before = await folder.files();
    const gallery = await open();
    await gallery.write('start.js', 'tokshelfGallery.half');
    expect(await folder.files()).toMatchObject(before);
    await gallery.drop();
    expect(await folder.files()).toEqual(before);
  });

  it('knows the way to files below its page alone', async () => {
    const { pathOf } = await open();
    const of = (path: string, place: string | undefined = 'f') =>
      pathOf({ path, relativePath: '', ...(place ? { folder: place } : {}) });
    expect(of('Saved/tiktok/p/a.mp4')).toBe('p/a.mp4');
    expect(of('Saved/other/a.mp4')).toBeUndefined();
    expect(of('Saved/tiktok/a.mp4', 'another')).toBeUndefined();
    expect(of('Saved/tiktok/a.mp4', '')).toBeUndefined();
  });

  it('says what the matter is when the grant has lapsed', async () => {
    folder.permission = 'prompt';
    const opened = await openFolderGallery({ id: 'f', handle: folder.handle }, '', 'index');
    expect(opened).toMatchObject({ ok: false, error: { code: 'grant' } });
  });
});
