import { expect, it } from 'vitest';
import { chatAddress } from '@/lib/tiktok/request/chatAddress';
import { plainContext } from '@/lib/tiktok/request/requestContext';

const context = { ...plainContext('Mozilla/5.0 (X11; Linux x86_64)'), deviceId: '7560123456789012345' };

it('a chat socket is asked for as a guest, by room and without a device', () => {
  const address = chatAddress('7692023419818265357', context);
  if (!address.ok) throw new Error(address.error.detail);
  const { protocol, host, pathname, searchParams } = new URL(address.value);
  expect([protocol, host]).toEqual(['wss:', 'webcast-ws.tiktok.com']);
  expect(pathname).toBe('/webcast/im/ws_proxy/ws_reuse_supplement/');
  expect(Object.fromEntries(searchParams)).toMatchObject({
    aid: '1988',
    client_enter: '1',
    compress: 'gzip',
    identity: 'audience',
    live_id: '12',
    room_id: '7692023419818265357',
    version_code: '180800',
    ws_direct: '1',
  });
  for (const name of ['device_id', 'host', 'debug']) expect(searchParams.has(name)).toBe(false);
});

it('what is no room id is refused', () => {
  expect(chatAddress('@name', context)).toMatchObject({ ok: false, error: { code: 'input' } });
});
