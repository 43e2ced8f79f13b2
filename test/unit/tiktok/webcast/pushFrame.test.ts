import { gzipSync } from 'node:zlib';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { expect, it } from 'vitest';
import { decodeFramePayload } from '@/lib/tiktok/webcast/decodeImFetch';
import { decodePushFrame, encodePushFrame, unpackPayload } from '@/lib/tiktok/webcast/pushFrame';
import { fixtureBytes } from './fixtures';

const body = fixtureBytes('imFetch.bin');

const frame = (payload: Uint8Array): Uint8Array => {
  const writer = new BinaryWriter();
  const header = new BinaryWriter();
  header.tag(1, WireType.LengthDelimited).string('compress_type').tag(2, WireType.LengthDelimited).string('gzip');
  writer.tag(1, WireType.Varint).uint64(7n);
  writer.tag(2, WireType.Varint).uint64(18222337877687200116n);
  writer.tag(5, WireType.LengthDelimited).bytes(header.finish());
  writer.tag(6, WireType.LengthDelimited).string('pb');
  writer.tag(7, WireType.LengthDelimited).string('msg');
  return writer.tag(8, WireType.LengthDelimited).bytes(payload).finish();
};

it('a packed frame gives its messages', async () => {
  const read = decodePushFrame(frame(new Uint8Array(gzipSync(body))));
  if (!read.ok) throw new Error(read.error.detail);
  expect(read.value).toMatchObject({
    seqId: '7',
    logId: '18222337877687200116',
    headers: { compress_type: 'gzip' },
    encoding: 'pb',
    type: 'msg',
  });
  const payload = await unpackPayload(read.value.payload);
  expect(payload.ok && payload.value).toEqual(body);
  const reply = payload.ok ? decodeFramePayload(payload.value) : undefined;
  expect(reply?.ok && reply.value.messages.length).toBe(13);
});

it('a payload that is not packed is taken as it is', async () => {
  expect(await unpackPayload(body)).toEqual({ ok: true, value: body });
});

it('a packed payload that grows without measure is refused', async () => {
  const bomb = new Uint8Array(gzipSync(new Uint8Array(17 * 1024 * 1024)));
  expect(await unpackPayload(bomb)).toMatchObject({ ok: false, error: { code: 'shape' } });
});

it('frames that we send are read back', () => {
  const payload = new TextEncoder().encode('internal-ext');
  const sent = decodePushFrame(encodePushFrame({ type: 'ack', logId: '18222337877687200116', payload }));
  expect(sent).toMatchObject({
    ok: true,
    value: { type: 'ack', encoding: 'pb', logId: '18222337877687200116', payload },
  });
  expect(decodePushFrame(encodePushFrame({ type: 'hb' }))).toMatchObject({ ok: true, value: { type: 'hb' } });
  expect(decodePushFrame(new Uint8Array())).toMatchObject({ ok: false, error: { code: 'shape' } });
});
