import { afterEach, expect, test, vi } from 'vitest';
import { openStream } from '@/lib/browser/live/openStream';
import { foreignAddresses } from '@/test/fakes/foreignAddresses';

afterEach(() => vi.unstubAllGlobals());

const stream = 'https://pull-f5-tt01.tiktokcdn.com/stage/x.flv';
const { signal } = new AbortController();
const answer = (url: string): { readonly reply: Response; readonly asked: string[] } => {
  const asked: string[] = [];
  const reply = Object.defineProperty(new Response('FLV'), 'url', { value: url });
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address);
    return reply;
  });
  return { reply, asked };
};

test.each(foreignAddresses)(
  'a live stream at %s is not asked for, and none that leads there is read',
  async (address) => {
    const { reply, asked } = answer(address);
    expect(await openStream(address, signal)).toMatchObject({ ok: false, error: { code: 'shape' } });
    expect(asked).toEqual([]);
    const moved = vi.fn();
    expect(await openStream(stream, signal, moved)).toMatchObject({ ok: false, error: { code: 'shape' } });
    expect(asked).toEqual([stream]);
    expect(moved).not.toHaveBeenCalled();
    expect(reply.body?.locked).toBe(false);
    expect(await reply.text().catch(() => 'cancelled')).not.toBe('FLV');
  },
);

test('one of the site is handed on', async () => {
  answer(stream);
  expect(await openStream(stream, signal)).toMatchObject({ ok: true });
});
